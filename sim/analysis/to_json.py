"""Parts of answers as plain JSON values: the same runs give the same values, neither clock nor machine enters."""

from __future__ import annotations

from typing import Any

from sim.analysis.board import Goal
from sim.analysis.provenance import Provenance
from sim.analysis.statistics import Chance, ChanceChange, MeanChange

INTERVAL = {
    "covers": "simulation error only",
    "level": 0.95,
    "method": "chances: Wilson 1927; changes of a chance: paired, Tango 1998; changes of homes: paired, Student",
    "note": "intervals say how far the number of simulated futures alone may have an answer wrong; they say nothing "
    "about what is not known of the projects",
}
RANGE = {
    "covers": "what is not known",
    "percentiles": [10, 90],
    "note": "change_p10 and change_p90 are the change of the chance under parameter sets at either end; null where "
    "the runs did not ask for them, or too few futures tell",
}


def origin_values(origin: Provenance) -> dict[str, Any]:
    """Put it into plain JSON values."""
    return {
        "scenario": {"name": origin.name.model_dump(), "hash": origin.scenario_hash},
        "seed": origin.seed,
        "engine": origin.engine,
        "replications": origin.replications,
        "futures_per_set": origin.futures_per_set,
    }


def goal_values(goal: Goal) -> dict[str, Any]:
    """Put a goal into plain JSON values."""
    return {
        "goal": goal.kind,
        "from": goal.first_year,
        "to": goal.last_year,
        "target": goal.target,
    }


def chance_values(chance: Chance) -> dict[str, Any]:
    """Put a chance and its 95 % interval into plain JSON values."""
    low, high = chance.interval
    return {"chance": chance.share, "chance_low": low, "chance_high": high, "met": chance.met}


def chance_change_values(change: ChanceChange) -> dict[str, Any]:
    """Put the change of a chance into plain JSON values."""
    low, high = change.interval
    p10, p90 = change.over_unknowns or (None, None)
    return {
        "change": change.share,
        "change_low": low,
        "change_high": high,
        "change_p10": p10,
        "change_p90": p90,
        "gained": change.gained,
        "lost": change.lost,
        "verdict": change.verdict,
    }


def mean_change_values(change: MeanChange) -> dict[str, Any]:
    """Put the change of a mean number of homes into plain JSON values."""
    low, high = change.interval
    return {
        "homes_change": change.mean,
        "homes_change_low": low,
        "homes_change_high": high,
        "homes_verdict": change.verdict,
        "futures_that_differ": change.differing,
    }
