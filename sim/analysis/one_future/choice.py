"""Which of the simulated futures is shown: a bad one, a typical one, a good one, or any by its number."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.analysis.board import Goal, goal_results
from sim.experiment import Results, check_within
from sim.scenario import Reading

PERCENTILES = (10, 50, 90)
"""Percentiles of the homes of the period at which a future is bad, typical and good."""


@dataclass(frozen=True)
class ChosenFuture:
    """A future, and where its homes lie among those of all futures simulated.

    Attributes
    ----------
    replication : int
        Its number, from 0.
    percentile : int or None
        Percentile of the homes of the period that it was chosen by; None: by its number.
    futures : int or None
        Futures that it was chosen from; None where it was chosen by its number.
    """

    replication: int
    percentile: int | None = None
    futures: int | None = None


def future_at(results: Results, reading: Reading, percentile: int) -> ChosenFuture:
    """Choose the future whose homes of the period stand at a percentile of those of all futures.

    Parameters
    ----------
    results : Results
    reading : {"counted", "eligible", "handed_over"}
    percentile : int
        1 to 99. The homes are the smallest number that at least so many futures in a hundred do not exceed, so they are
        a number that occurred; of the futures with as many homes the one with the smallest number is taken.

    Returns
    -------
    ChosenFuture

    Raises
    ------
    OptionError
        When the percentile is out of range.
    """
    check_within("percentile", percentile, 1, 99)
    each = {found.goal.kind: found.homes for found in goal_results(results, reading)}
    homes = each.get("period", each["all_years"])
    # The smallest number of futures that is no less than the share, whatever rounding makes of the product.
    rank = max(math.ceil(percentile * len(homes) / 100 - 1e-9), 1) - 1
    wanted = np.partition(homes, rank)[rank]
    return ChosenFuture(int(np.flatnonzero(homes == wanted)[0]), percentile, len(homes))


def goal_looked_at(goals: tuple[Goal, ...]) -> Goal:
    """Goal whose homes are looked at: the period, else all years that have a target."""
    kinds = {goal.kind: goal for goal in goals}
    return kinds.get("period", kinds["all_years"])
