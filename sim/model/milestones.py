"""When homes reach each of the three readings where nothing enters the statistic early, and why some never do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats, Ints
from sim.model.draws import Draws
from sim.model.trace import Trace
from sim.plan import DONE, Plan

REACHED, BEYOND_HORIZON, BEFORE_DATA_DATE, ALREADY_COUNTED, LAPSED, NEVER_BEGINS = range(6)
REASONS = ("reached", "beyond_horizon", "before_data_date", "already_counted", "lapsed", "never_begins")


@dataclass(frozen=True)
class Milestones:
    """When each block's homes reach each reading at its milestone; readings in the order of `sim.scenario.READINGS`.

    Attributes
    ----------
    days : float64 (R, B, 3)
        Days since the data date; NaN where they do not.
    reason : int8 (R, B, 3)
        Index into `REASONS`.
    """

    days: Floats
    reason: NDArray[np.int8]


def milestones(plan: Plan, draws: Draws, trace: Trace) -> Milestones:
    """Read the milestones of every block off a trace.

    Parameters
    ----------
    plan : Plan
    draws : Draws
    trace : Trace
        All of the same replications.

    Returns
    -------
    Milestones
    """
    measurement = plan.measurement
    eligible, eligible_why = _milestone(plan, draws, trace, measurement.eligible_node)
    handed_over, handed_over_why = _milestone(plan, draws, trace, measurement.handed_over_node)
    counted, counted_why = (
        (eligible, eligible_why) if measurement.counted_when_eligible else (handed_over, handed_over_why)
    )
    # Homes ready before the data date but in no statistic enter it on the data date.
    late = counted_why == BEFORE_DATA_DATE
    counted, counted_why = np.where(late, 0.0, counted), np.where(late, REACHED, counted_why)
    counted = np.where(draws.counted_before, np.nan, counted)
    counted_why = np.where(draws.counted_before, ALREADY_COUNTED, counted_why)
    return Milestones(
        np.stack([counted, eligible, handed_over], axis=2),
        np.stack([counted_why, eligible_why, handed_over_why], axis=2).astype(np.int8),
    )


def _milestone(plan: Plan, draws: Draws, trace: Trace, node: Ints) -> tuple[Floats, NDArray[np.int8]]:
    row = plan.measurement.row_of
    days = trace.ended[:, row, node]
    before = (plan.network.state[row, node] == DONE) & ~plan.network.ended[row]
    lapsed = np.isfinite(trace.lapsed[:, row]) | plan.network.ended[row]
    missing = np.where(draws.begins[:, row], np.where(lapsed, LAPSED, BEYOND_HORIZON), NEVER_BEGINS)
    why = np.where(np.isnan(days), missing, REACHED)
    return days, np.where(before, BEFORE_DATA_DATE, why).astype(np.int8)
