"""The board as plain values, for files and other programs."""

from __future__ import annotations

from typing import Any

from sim.analysis.board.board import Board, PeriodAnswer, Spread, YearAnswer, judge
from sim.analysis.statistics import Chance
from sim.experiment import Results
from sim.scenario import READINGS, Reading

_INTERVAL = {
    "covers": "simulation error only",
    "level": 0.95,
    "method": "Wilson 1927",
    "note": "chance_low and chance_high say how far the number of simulated futures alone may have a chance wrong; "
    "they say nothing about what is not known of the projects",
}
_RANGE = {
    "covers": "what is not known",
    "percentiles": [10, 90],
    "method": "outer sample of parameter sets, independent futures within each; variance from two independent halves",
    "note": "chance_p10 and chance_p90 are the chance under parameter sets at the hopeless and the hopeful end; null "
    "where the run did not ask for them",
}


def board_json(results: Results, reading: Reading) -> dict[str, Any]:
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
        "range": _RANGE | {"futures_per_set": results.futures_per_set},
        "caps_met_per_future": dict(results.caps_met),
        **_answers(board),
        "readings": {other: _answers(judge(results, other)) for other in READINGS},
    }


def _answers(board: Board) -> dict[str, Any]:
    programme = board.programme
    return {
        "years": [_year(answer) for answer in board.years],
        "cumulative": [_year(answer) for answer in board.cumulative],
        "all_years": _chance(board.all_years),
        "period": board.period and _span(board.period),
        "programme": programme and _span(programme) | {"done_before": programme.done_before},
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
    p10, p90 = chance.over_unknowns or (None, None)
    return {
        "chance": chance.share,
        "chance_low": low,
        "chance_high": high,
        "chance_p10": p10,
        "chance_p90": p90,
        "met": chance.met,
    }
