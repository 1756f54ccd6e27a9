"""Plan, draws and trace -> outcomes: when homes come, in each of the three readings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats, Ints
from sim.model.draws import Draws
from sim.model.market_path import state_at
from sim.model.trace import Trace
from sim.plan import DONE, UNDER_WAY, Plan

REACHED, BEYOND_HORIZON, BEFORE_DATA_DATE, ALREADY_COUNTED, LAPSED, NEVER_BEGINS = range(6)
REASONS = ("reached", "beyond_horizon", "before_data_date", "already_counted", "lapsed", "never_begins")

CAPS = ("tender_rounds", "recalls", "market_switches")


@dataclass(frozen=True)
class BlockOutcomes:
    """What became of each block in each replication; the last axis is the reading.

    Readings stand in the order of `sim.scenario.READINGS`: counted, eligible, handed over.

    Attributes
    ----------
    homes : int64 (R, B)
        Homes of each block.
    days : float64 (R, B, 3)
        When its homes reached the reading, in days since the data date; NaN where they do not.
    reason : int8 (R, B, 3)
        Index into `REASONS`: why there is no time, or that there is one.
    """

    homes: Ints
    days: Floats
    reason: NDArray[np.int8]


@dataclass(frozen=True)
class Outcomes:
    """What became of the homes in each replication.

    Attributes
    ----------
    homes_by_quarter : int64 (R, N, 3)
        Homes reaching each reading in each quarter.
    caps : int64 (R, 3)
        How often a cap of the scenario was met, in the order of `CAPS`: tenders whose last round failed, stages whose
        last recall was used, and 1 where the market made as many changes as it may.
    never_begun : int64 (R, 2)
        Register rows that never begin, and their homes.
    blocks : BlockOutcomes or None
        Block by block, where that was asked for.
    """

    homes_by_quarter: Ints
    caps: Ints
    never_begun: Ints
    blocks: BlockOutcomes | None


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
    measurement = plan.measurement
    eligible, eligible_why = _milestone(plan, draws, trace, measurement.eligible_node)
    handed_over, handed_over_why = _milestone(plan, draws, trace, measurement.handed_over_node)
    counted, counted_why = (
        (eligible, eligible_why) if measurement.counted_when_eligible else (handed_over, handed_over_why)
    )
    # Homes ready before the data date but in no statistic enter it on the data date.
    late = counted_why == BEFORE_DATA_DATE
    counted, counted_why = np.where(late, 0.0, counted), np.where(late, REACHED, counted_why)
    if measurement.early:
        early = _early_entry(plan, draws, trace)
        # Homes eligible by the end of that 31 December are not early.
        sooner = np.isfinite(early) & ~(counted < early + 1.0)
        counted, counted_why = np.where(sooner, early, counted), np.where(sooner, REACHED, counted_why)
    counted = np.where(draws.counted_before, np.nan, counted)
    counted_why = np.where(draws.counted_before, ALREADY_COUNTED, counted_why)
    days = np.stack([counted, eligible, handed_over], axis=2)
    reason = np.stack([counted_why, eligible_why, handed_over_why], axis=2).astype(np.int8)
    never = ~draws.begins
    return Outcomes(
        homes_by_quarter=_by_quarter(draws.homes, days, measurement.quarter_days),
        caps=_caps(plan, draws, trace),
        never_begun=np.stack([never.sum(axis=1), (draws.row_homes * never).sum(axis=1)], axis=1).astype(
            np.int64
        ),
        blocks=BlockOutcomes(draws.homes, days, reason),
    )


def _milestone(plan: Plan, draws: Draws, trace: Trace, node: Ints) -> tuple[Floats, NDArray[np.int8]]:
    row = plan.measurement.row_of
    days = trace.ended[:, row, node]
    before = plan.network.state[row, node] == DONE
    lapsed = np.isfinite(trace.lapsed[:, row])
    missing = np.where(draws.begins[:, row], np.where(lapsed, LAPSED, BEYOND_HORIZON), NEVER_BEGINS)
    why = np.where(np.isnan(days), missing, REACHED)
    return days, np.where(before, BEFORE_DATA_DATE, why).astype(np.int8)


def _early_entry(plan: Plan, draws: Draws, trace: Trace) -> Floats:
    """31 December at which a block unfinished but past the threshold enters the statistic, shape (R, B)."""
    year_ends = plan.measurement.year_end_days
    chance = _likelihood_at(draws, year_ends + 1.0)
    entry = np.full(draws.homes.shape, np.nan)
    for b in range(draws.homes.shape[1]):
        past = _building_progress(plan, draws, trace, b, year_ends + 1.0) >= draws.early_threshold[:, None]
        enters = past & (draws.early_luck[:, b, :] < chance)
        first = np.argmax(enters, axis=1)
        entry[:, b] = np.where(enters.any(axis=1), year_ends[first], np.nan)
    # A project that lapsed is no longer reported; what it reported before stays in the statistic.
    lapsed = trace.lapsed[:, plan.measurement.row_of]
    return np.where(entry + 1.0 > np.where(np.isnan(lapsed), np.inf, lapsed), np.nan, entry)


def _building_progress(plan: Plan, draws: Draws, trace: Trace, b: int, at_days: Floats) -> Floats:
    """Share of a block's building work done by instants, shape (R, instants); recalls stop the work."""
    network, p, s = plan.network, int(plan.measurement.row_of[b]), int(plan.measurement.eligible_node[b])
    g = int(network.graph_of[p])
    table = network.calendars[network.calendar_of[g, s]]
    start, end = trace.started[:, p, s], trace.ended[:, p, s]
    if network.state[p, s] == DONE:
        return np.ones((len(start), len(at_days)))

    work_until = table.work_until
    done = (
        work_until(np.minimum(at_days[None, :], np.where(np.isnan(end), np.inf, end)[:, None]))
        - work_until(start)[:, None]
    )
    column = int(network.recall_column[g, s])
    if column >= 0:
        for c in range(trace.stalled.shape[3]):
            stop = work_until(np.minimum(trace.stalled[:, p, column, c][:, None], at_days))
            go_on = np.where(np.isnan(trace.resumed[:, p, column, c]), np.inf, trace.resumed[:, p, column, c])
            done = done - np.nan_to_num(work_until(np.minimum(go_on[:, None], at_days)) - stop)
    versions = (network.version_days[g, s][None, :] <= start[:, None]).sum(axis=1) - 1
    fresh = np.take_along_axis(draws.work_days[:, p, s, :], np.maximum(versions, 0)[:, None], axis=1)[:, 0]
    whole = (
        fresh
        if network.state[p, s] != UNDER_WAY
        else draws.work_days[:, p, s, 0] + work_until(np.zeros(1)) - work_until(start)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(whole[:, None] > 0, done / whole[:, None], 1.0)
    return np.where(np.isnan(start)[:, None] | (start[:, None] >= at_days[None, :]), -1.0, share)


def _likelihood_at(draws: Draws, at_days: Floats) -> Floats:
    """Likelihood of early entry at instants, by the state of the market then, shape (R, instants)."""
    paths = zip(draws.market_days.tolist(), draws.market_states.tolist(), strict=True)
    states = np.array([[state_at(days, states, at) for at in at_days] for days, states in paths])
    return np.take_along_axis(draws.early_likelihood, states, axis=1)


def _by_quarter(homes: Ints, days: Floats, quarter_days: Floats) -> Ints:
    replications, _, readings = days.shape
    quarters = len(quarter_days) - 1
    # An instant at 00:00 belongs to the day, and so to the quarter, that it opens.
    quarter = np.searchsorted(quarter_days, days, side="right") - 1
    reached = np.isfinite(days)
    cell = (np.arange(replications)[:, None, None] * quarters + quarter) * readings + np.arange(readings)
    weights = np.broadcast_to(homes[:, :, None], days.shape)[reached]
    counts = np.bincount(cell[reached], weights=weights, minlength=replications * quarters * readings)
    return counts.reshape(replications, quarters, readings).astype(np.int64)


def _caps(plan: Plan, draws: Draws, trace: Trace) -> Ints:
    network = plan.network
    rounds = np.isfinite(trace.fallback).sum(axis=(1, 2))
    recalls = np.zeros_like(rounds)
    for g, s in zip(*np.nonzero(network.recall_column >= 0), strict=True):
        last = int(network.recalls.cap[network.recall_of[g, s]]) - 1
        used = trace.recalled[:, network.graph_of == g, network.recall_column[g, s], last]
        recalls = recalls + np.isfinite(used).sum(axis=1)
    allowed = plan.chances.market.max_switches
    changes = np.isfinite(draws.market_days).sum(axis=1)
    market = (changes >= allowed) & (allowed > 0)
    return np.stack([rounds, recalls, market], axis=1).astype(np.int64)
