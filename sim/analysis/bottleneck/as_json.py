"""Where the time of homes went as plain values, for files and other programs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sim.analysis.bottleneck.bottleneck import (
    Bottleneck,
    Days,
    FollowedStep,
    Group,
    Quarter,
    among_shared,
    follow,
)
from sim.analysis.bottleneck.waits import WaitCause

_DESCRIPTIVE = (
    "where the days of each home's critical path were spent; not what removing a cause would save, since another may "
    "take its place"
)
_NOISE = (
    "error is the standard error over the simulated futures; it says nothing of what is not known of the projects. "
    "binding lists several causes where the futures cannot tell which took most days"
)


def bottleneck_json(answer: Bottleneck) -> dict[str, Any]:
    """Put the whole answer into plain JSON values.

    Parameters
    ----------
    answer : Bottleneck

    Returns
    -------
    dict
        Texts, numbers, lists and dicts only. Days are a home's, weighted by homes; shares are 0 to 1. The same run
        gives the same values: neither clock nor machine enters.
    """
    settings = answer.scenario.settings
    return {
        "scenario": {"name": settings.name.model_dump(), "hash": answer.scenario.fingerprint},
        "data_date": settings.data_date.isoformat(),
        "seed": answer.seed,
        "engine": answer.engine,
        "replications": answer.replications,
        "replications_requested": answer.requested,
        "interrupted": answer.interrupted,
        "counting": answer.reading,
        "last_year": answer.last_year,
        "descriptive": _DESCRIPTIVE,
        "noise": _NOISE,
        "binding": {
            "waits": [_cause(cause) for cause in answer.binding],
            "pools_and_stocks": [_cause(cause) for cause in answer.binding_shared],
            "stages": list(answer.binding_stages),
        },
        "homes": _group(answer, answer.homes),
        "years": [{"year": group.year} | _group(answer, group) for group in answer.years],
        "late": _group(answer, answer.late),
        "pools": {pool: [_quarter(q) for q in quarters] for pool, quarters in answer.pools.items()},
        "stocks": {stock: [_quarter(q) for q in quarters] for stock, quarters in answer.stocks.items()},
    }


def follow_json(answers: Sequence[tuple[float, Bottleneck]]) -> dict[str, Any]:
    """Put what is waited for most, value by value of a lever, into plain JSON values.

    Parameters
    ----------
    answers : sequence of (float, Bottleneck)
        As for `follow`.
    """
    first = answers[0][1]
    return {
        "seed": first.seed,
        "engine": first.engine,
        "replications": first.replications,
        "counting": first.reading,
        "descriptive": _DESCRIPTIVE,
        "noise": _NOISE,
        "values": [
            {
                "value": value,
                "hash": answer.scenario.fingerprint,
                "waits": _step(every),
                "pools_and_stocks": _step(shared),
            }
            for (value, answer), every, shared in zip(
                answers, follow(answers), follow(answers, among_shared), strict=True
            )
        ],
    }


def _step(step: FollowedStep) -> dict[str, Any]:
    return {"moved": step.moved, "most": [_cause(cause) | _days(days) for cause, days in step.leaders]}


def _cause(cause: WaitCause) -> dict[str, Any]:
    return {"cause": cause.kind, "id": cause.id, "is_wait": cause.waits}


def _group(answer: Bottleneck, group: Group) -> dict[str, Any]:
    return {
        "homes": group.homes,
        **_days(group.whole),
        "causes": [
            _cause(cause) | _days(days) for cause, days in zip(answer.causes, group.causes, strict=True)
        ],
        "stages": [
            {"stage": stage} | _days(days) for stage, days in zip(answer.stages, group.stages, strict=True)
        ],
    }


def _days(days: Days) -> dict[str, Any]:
    return {
        "days": days.days,
        "error": None if math.isnan(days.error) else days.error,
        "share": days.share,
    }


def _quarter(quarter: Quarter) -> dict[str, Any]:
    common = {
        "year": quarter.year,
        "quarter": quarter.quarter,
        "requests": quarter.requests,
        "wait_days": quarter.wait_days,
        "waiting": quarter.waiting,
    }
    if quarter.in_use is None:
        return common
    return common | {"in_use": quarter.in_use, "slots": quarter.slots, "use_share": quarter.use_share}
