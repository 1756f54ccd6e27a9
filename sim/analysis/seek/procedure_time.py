"""Weeks that a lever takes off the stages it acts on, seen in the same futures with and without it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from sim.analysis import Runs
from sim.analysis.statistics import Z95, Interval, Sums
from sim.array_types import Floats
from sim.experiment import futures_in_a_set, read_traces
from sim.model import Draws, Trace
from sim.plan import DONE, UNDER_WAY, Plan, make_plan
from sim.scenario import Scenario

WEEK_DAYS = 7


@dataclass(frozen=True)
class StageTime:
    """How long projects stand in some stages.

    Attributes
    ----------
    rows : tuple of str
        Keys of the register's rows.
    days : float64 (R, P)
        Days after the data date in which a project stands in one of the stages or in several, from the request to
        the end, waits included. NaN where all of them were behind it on the data date, or do not all end.
    homes : float64 (R, P)
    futures_per_set : int
        Consecutive futures that share what is not known.
    """

    rows: tuple[str, ...]
    days: Floats
    homes: Floats
    futures_per_set: int


@dataclass(frozen=True)
class WeeksOff:
    """Weeks by which projects stand less long in some stages; below 0 where they stand longer.

    Attributes
    ----------
    weeks : float
        Mean, weighted by homes.
    interval : (float, float)
        95 % interval: simulation error only, never what is known.
    futures : int
    """

    weeks: float
    interval: Interval
    futures: int


def stage_time(scenario: Scenario, stages: tuple[str, ...], runs: Runs) -> StageTime:
    """Simulate a scenario and see how long its projects stand in some stages.

    Parameters
    ----------
    scenario : Scenario
    stages : tuple of str
        Ids.
    runs : Runs

    Raises
    ------
    KeyboardInterrupt
        When stopped: half of it could not be paired.
    """
    plan, each = make_plan(scenario), futures_in_a_set(scenario, runs.futures_per_set)
    work = read_traces(
        plan,
        partial(_read, frozenset(stages)),
        replications=runs.replications,
        seed=runs.seed,
        engine=runs.engine,
        jobs=runs.jobs,
        futures_per_set=each,
    )
    blocks, done = [], 0
    try:
        for count, block in work:
            blocks.append(block)
            done += count
            if runs.progress is not None:
                runs.progress(done, runs.replications)
    finally:
        work.close()  # type: ignore[attr-defined]
    days, homes = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return StageTime(plan.labels.keys, days, homes, each)


def weeks_off(before: StageTime, after: StageTime) -> WeeksOff | None:
    """Pair the same projects in the same futures.

    The mean is that over pairs of a project and a future in which the stages end both times: where they do so only
    once, nobody can say what came off. Its error is that of a ratio of means, by linear approximation; futures that
    share what is not known are added up first.

    Parameters
    ----------
    before, after : StageTime
        Of the same stages and draws.

    Returns
    -------
    WeeksOff or None
        None where no project has such a stage ahead of it that ends both times.
    """
    positions = {key: position for position, key in enumerate(after.rows)}
    mine = [position for position, key in enumerate(before.rows) if key in positions]
    theirs = [positions[before.rows[position]] for position in mine]
    off = before.days[:, mine] - after.days[:, theirs]
    homes = np.where(np.isnan(off), 0.0, before.homes[:, mine])
    amounts = np.stack([(homes * np.nan_to_num(off)).sum(axis=1), homes.sum(axis=1)], axis=1)
    if not amounts[:, 1].any():
        return None
    each = max(before.futures_per_set, after.futures_per_set)
    days, error = Sums.of(amounts[:, None, :], each).per_home(0, np.ones(1))
    weeks, half = days / WEEK_DAYS, Z95 * error / WEEK_DAYS
    return WeeksOff(weeks, (weeks - half, weeks + half), len(amounts))


def _read(stages: frozenset[str], plan: Plan, draws: Draws, trace: Trace) -> tuple[Floats, Floats]:
    network, measurement = plan.network, plan.measurement
    days = np.full(trace.lapsed.shape, np.nan)
    homes = np.zeros(days.shape)
    np.add.at(homes.T, measurement.row_of, draws.homes.T)
    for g, names in enumerate(plan.labels.stages):
        rows = np.flatnonzero(network.graph_of == g)
        nodes = np.array([s for s, name in enumerate(names) if name in stages], dtype=np.int64)
        if rows.size and nodes.size:
            state = network.state[np.ix_(rows, nodes)]
            asked, ended = (each[:, rows][:, :, nodes] for each in (trace.requested, trace.ended))
            asked = np.where(state == UNDER_WAY, 0.0, asked)
            behind = state == DONE
            together = _together(np.where(behind, 0.0, asked), np.where(behind, 0.0, ended))
            days[:, rows] = np.where(behind.all(axis=1), np.nan, together)
    return days, homes


def _together(begins: Floats, ends: Floats) -> Floats:
    """Length of the union of spans along the last axis; NaN where one does not end."""
    order = begins.argsort(axis=-1)
    begins, ends = (np.take_along_axis(each, order, axis=-1) for each in (begins, ends))
    reached = np.maximum.accumulate(ends, axis=-1)
    begins[..., 1:] = np.maximum(begins[..., 1:], reached[..., :-1])
    lengths: Floats = np.maximum(ends - begins, 0.0).sum(axis=-1)
    return lengths
