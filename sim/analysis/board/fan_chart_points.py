"""Homes completed so far, quarter by quarter, over all futures: what a fan chart shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from sim.experiment import Results
from sim.scenario import Reading

SHARES = (0.10, 0.25, 0.50, 0.75, 0.90)
"""Shares of futures that do not exceed each line of the fan."""


@dataclass(frozen=True)
class FanPoint:
    """Homes completed since the first target year began, at the end of one quarter.

    Attributes
    ----------
    time : float
        Calendar time in years: 2026.0 is the beginning of 2026, 2026.25 the end of its first quarter.
    p10, p25, p50, p75, p90 : int
        Homes that 10, 25, 50, 75 and 90 % of futures do not exceed; values that occurred in some future.
    """

    time: float
    p10: int
    p25: int
    p50: int
    p75: int
    p90: int


@dataclass(frozen=True)
class TargetStep:
    """Homes due by the end of a calendar year, counted from the beginning of the first target year."""

    year: int
    homes: int


@dataclass(frozen=True)
class Fan:
    """Quantiles of the homes completed so far, in one reading, and what is due.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    points : tuple of FanPoint
        The beginning of the first target year (0 homes), then the end of each quarter to the last target year.
    steps : tuple of TargetStep
        The yearly targets added up, year by year.
    """

    reading: Reading
    points: tuple[FanPoint, ...]
    steps: tuple[TargetStep, ...]


def fan_of(results: Results, reading: Reading) -> Fan:
    """Reduce a run to the quantiles of its cumulative completions.

    Parameters
    ----------
    results : Results
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.

    Returns
    -------
    Fan
        The lines join quantiles of single quarters; none of them is the path of one future.
    """
    targets = results.scenario.settings.targets.years
    first, last = targets[0].year, targets[-1].year
    quarters = slice(4 * (first - results.first_year), 4 * (last + 1 - results.first_year))
    homes = results.homes_in_quarters(reading)[:, quarters]
    so_far = np.pad(homes, ((0, 0), (1, 0))).cumsum(axis=1)
    lines = np.quantile(so_far, SHARES, axis=0, method="inverted_cdf")
    points = (FanPoint(first + quarter / 4, *map(int, values)) for quarter, values in enumerate(lines.T))
    due = accumulate(target.homes for target in targets)
    steps = (TargetStep(target.year, homes) for target, homes in zip(targets, due, strict=True))
    return Fan(reading, tuple(points), tuple(steps))


def highest_of(*fans: Fan) -> int:
    """Largest number of homes in some fans, 90 % line and targets, so that they can share a scale."""
    homes = [point.p90 for fan_of in fans for point in fan_of.points]
    return max((*homes, *(step.homes for fan_of in fans for step in fan_of.steps)))
