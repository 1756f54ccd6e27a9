"""Plan, draws and trace -> outcomes: when homes come, in each of the three readings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats, Ints
from sim.model.draws import Draws
from sim.model.milestones import REACHED, Milestones, milestones
from sim.model.push import early_homes, push_facts
from sim.model.trace import Trace
from sim.plan import Plan

CAPS = ("tender_rounds", "recalls", "market_switches")


@dataclass(frozen=True)
class BlockOutcomes:
    """What became of each block in each replication.

    Attributes
    ----------
    homes : int64 (R, B)
        Homes of each block.
    days : float64 (R, B, 3)
        When its homes reached each reading, in days since the data date; NaN where they do not. Readings stand in the
        order of `sim.scenario.READINGS`: counted, eligible, handed over. Of a block of which some homes entered the
        statistic early the first is the day of the rest, or where none is left the 31 December of the last of them.
    reason : int8 (R, B, 3)
        Index into `REASONS`: why there is no time, or that there is one.
    early : int32 (R, B, Y)
        Homes that entered the statistic early, in the push of each target year; Y is 0 where there is none.
    """

    homes: Ints
    days: Floats
    reason: NDArray[np.int8]
    early: NDArray[np.int32]


@dataclass(frozen=True)
class Outcomes:
    """What became of the homes in each replication.

    Attributes
    ----------
    homes_by_quarter : int64 (R, N, 3)
        Homes reaching each reading in each quarter.
    early : int64 (R, Y)
        Homes that entered the statistic early, in the push of each target year; Y is 0 where there is none.
    caps : int64 (R, 3)
        How often a cap of the scenario was met, in the order of `CAPS`: tenders whose last round failed, stages whose
        last recall was used, and 1 where the market made as many changes as it may.
    never_begun : int64 (R, 2)
        Register rows that never begin, and their homes.
    blocks : BlockOutcomes or None
        Block by block, where that was asked for.
    """

    homes_by_quarter: Ints
    early: Ints
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
    at = milestones(plan, draws, trace)
    early = early_homes(push_facts(plan, draws, trace, at.days[:, :, 0]), draws.homes)
    rest = draws.homes - early.sum(axis=2)
    measurement = plan.measurement
    homes_by_quarter = _by_quarter(draws.homes, rest, at.days, measurement.quarter_days)
    if measurement.push is not None:
        last_days = measurement.push.edges[1:] - 1.0
        quarter = np.searchsorted(measurement.quarter_days, last_days, side="right") - 1
        homes_by_quarter[:, quarter, 0] += early.sum(axis=1)
    never = ~draws.begins
    return Outcomes(
        homes_by_quarter=homes_by_quarter,
        early=early.sum(axis=1),
        caps=_caps(plan, draws, trace),
        never_begun=np.stack([never.sum(axis=1), (draws.row_homes * never).sum(axis=1)], axis=1).astype(
            np.int64
        ),
        blocks=block_outcomes(plan, draws.homes, at, early),
    )


def block_outcomes(plan: Plan, homes: Ints, at: Milestones, early: Ints) -> BlockOutcomes:
    """Say what became of each block.

    Parameters
    ----------
    plan : Plan
    homes : int64 (R, B)
    at : Milestones
    early : int64 (R, B, Y)
        Homes that entered the statistic early.

    Returns
    -------
    BlockOutcomes
    """
    days, reason = at.days.copy(), at.reason.copy()
    if plan.measurement.push is not None:
        last_days = plan.measurement.push.edges[1:] - 1.0
        entered = early.sum(axis=2)
        last = early.shape[2] - 1 - np.argmax(early[:, :, ::-1] > 0, axis=2)
        none_left = (entered == homes) & (entered > 0)
        days[:, :, 0] = np.where(none_left, last_days[last], days[:, :, 0])
        reason[:, :, 0] = np.where(none_left, REACHED, reason[:, :, 0])
    return BlockOutcomes(homes, days, reason, early.astype(np.int32))


def _by_quarter(homes: Ints, rest: Ints, days: Floats, quarter_days: Floats) -> Ints:
    """Homes by quarter and reading; in the statistic, those that did not enter it early."""
    replications, _, readings = days.shape
    quarters = len(quarter_days) - 1
    # An instant at 00:00 belongs to the day, and so to the quarter, that it opens.
    quarter = np.searchsorted(quarter_days, days, side="right") - 1
    reached = np.isfinite(days)
    cell = (np.arange(replications)[:, None, None] * quarters + quarter) * readings + np.arange(readings)
    weights = np.stack([rest, homes, homes], axis=2)[reached]
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
