"""Plan, draws and trace -> outcomes: when homes come, in each of the three readings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model.draws import Draws
from sim.model.plan import DONE, Plan
from sim.model.trace import Trace

REACHED, BEYOND_HORIZON, BEFORE_DATA_DATE, ALREADY_COUNTED = 0, 1, 2, 3
REASONS = ("reached", "beyond_horizon", "before_data_date", "already_counted")


@dataclass(frozen=True)
class Outcomes:
    """What became of each project in each replication; the last axis is the reading.

    Readings stand in the order of `sim.scenario.READINGS`: counted, eligible, handed over.

    Attributes
    ----------
    homes : int64 (R, P)
        Homes of each row.
    days : float64 (R, P, 3)
        When its homes reached the reading, in days since the data date; NaN where they do not.
    reason : int8 (R, P, 3)
        Index into `REASONS`: why there is no time, or that there is one.
    homes_by_quarter : int64 (R, N, 3)
        Homes reaching each reading in each quarter.
    """

    homes: NDArray[np.int64]
    days: NDArray[np.float64]
    reason: NDArray[np.int8]
    homes_by_quarter: NDArray[np.int64]


def measure(plan: Plan, draws: Draws, trace: Trace) -> Outcomes:
    """Read the three readings off a trace.

    Parameters
    ----------
    plan : Plan
    draws : Draws
    trace : Trace
        All of the same replications.

    Returns
    -------
    Outcomes
    """
    reckoning = plan.reckoning
    eligible, eligible_reason = _milestone(plan, trace, reckoning.eligible_step)
    handed_over, handed_over_reason = _milestone(plan, trace, reckoning.handed_over_step)
    when, why = (
        (eligible, eligible_reason) if reckoning.counted_when_eligible else (handed_over, handed_over_reason)
    )
    # Homes ready before the data date but in no statistic enter it on the data date: nobody forgets them twice.
    late_entry = why == BEFORE_DATA_DATE
    counted = np.where(draws.counted_before, np.nan, np.where(late_entry, 0.0, when))
    counted_reason = np.where(draws.counted_before, ALREADY_COUNTED, np.where(late_entry, REACHED, why))
    days = np.stack([counted, eligible, handed_over], axis=2)
    reason = np.stack([counted_reason, eligible_reason, handed_over_reason], axis=2).astype(np.int8)
    return Outcomes(draws.homes, days, reason, _by_quarter(draws.homes, days, reckoning.quarter_days))


def _milestone(
    plan: Plan, trace: Trace, step_of_route: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    step = step_of_route[plan.network.route_of]
    projects = np.arange(len(step))
    days = trace.ended[:, projects, step]
    before = plan.network.state[projects, step] == DONE
    reason = np.where(before, BEFORE_DATA_DATE, np.where(np.isnan(days), BEYOND_HORIZON, REACHED)).astype(
        np.int8
    )
    return days, reason


def _by_quarter(
    homes: NDArray[np.int64], days: NDArray[np.float64], quarter_days: NDArray[np.float64]
) -> NDArray[np.int64]:
    replications, _, readings = days.shape
    quarters = len(quarter_days) - 1
    # An instant at 00:00 belongs to the day, and so to the quarter, that it opens.
    quarter = np.searchsorted(quarter_days, days, side="right") - 1
    reached = np.isfinite(days)
    cell = (np.arange(replications)[:, None, None] * quarters + quarter) * readings + np.arange(readings)
    weights = np.broadcast_to(homes[:, :, None], days.shape)[reached]
    counts = np.bincount(cell[reached], weights=weights, minlength=replications * quarters * readings)
    return counts.reshape(replications, quarters, readings).astype(np.int64)
