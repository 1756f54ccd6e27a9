"""The board as plain values, for files and other programs."""

from __future__ import annotations

from typing import Any

from sim.analysis.chance import Chance
from sim.analysis.targets import PeriodAnswer, Spread, YearAnswer, judge
from sim.results import Results
from sim.scenario import Reading

_INTERVAL = {
    "covers": "simulation error only",
    "level": 0.95,
    "method": "Wilson 1927",
    "note": "chance_low and chance_high say how far the number of simulated futures alone may have a chance wrong; "
    "they say nothing about what is not known of the projects",
}


def summary(results: Results, reading: Reading) -> dict[str, Any]:
    """Put everything the board says into plain JSON values.

    Parameters
    ----------
    results : Results
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.

    Returns
    -------
    dict
        Texts, numbers, lists and dicts only. Shares are 0 to 1, homes are numbers of homes, dates are ISO 8601.
        `period` and `programme` are None where the scenario sets no such target. The same run gives the same values:
        neither clock nor machine enters.
    """
    board = judge(results, reading)
    return {
        "scenario": {
            "name": results.scenario.settings.name.model_dump(),
            "hash": results.scenario.fingerprint,
        },
        "data_date": results.data_date.isoformat(),
        "seed": results.seed,
        "engine": results.engine,
        "replications": results.replications,
        "replications_requested": results.requested,
        "interrupted": results.interrupted,
        "counting": reading,
        "carry_over": board.carry_over,
        "interval": dict(_INTERVAL),
        "years": [_year(answer) for answer in board.years],
        "cumulative": [_year(answer) for answer in board.cumulative],
        "all_years": _chance(board.all_years),
        "period": board.period and _span(board.period),
        "programme": board.programme
        and _span(board.programme) | {"done_before": board.programme.done_before},
    }


def _year(answer: YearAnswer) -> dict[str, Any]:
    return {"year": answer.year} | _target(answer.target, answer.chance, answer.homes, answer.shortfall_mean)


def _span(answer: PeriodAnswer) -> dict[str, Any]:
    span = {"from": answer.first_year, "to": answer.last_year}
    return span | _target(answer.target, answer.chance, answer.homes, answer.shortfall_mean)


def _target(target: int, chance: Chance, homes: Spread, shortfall_mean: float) -> dict[str, Any]:
    spread = {
        "homes_mean": homes.mean,
        "homes_p10": homes.p10,
        "homes_p50": homes.p50,
        "homes_p90": homes.p90,
    }
    return {"target": target} | _chance(chance) | spread | {"shortfall_mean": shortfall_mean}


def _chance(chance: Chance) -> dict[str, Any]:
    low, high = chance.interval
    return {"chance": chance.share, "chance_low": low, "chance_high": high, "met": chance.met}
