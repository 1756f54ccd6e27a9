"""Scenario -> where the time of its homes went."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.analysis.bottleneck.bottleneck import Bottleneck, Days, Group, Quarter
from sim.analysis.bottleneck.critical_path import Finish, walk
from sim.analysis.bottleneck.pool_use import Use, slots_by_quarter, use_of
from sim.analysis.bottleneck.waits import Ledger, ledger_of
from sim.analysis.statistics import Sums
from sim.array_types import Floats
from sim.engines import ENGINES
from sim.experiment import COMPARE_FUTURES, Progress, futures_in_a_set, read_traces
from sim.model import ALREADY_COUNTED, BEFORE_DATA_DATE, BlockOutcomes, Draws, Trace, measure
from sim.plan import Plan, make_plan
from sim.scenario import READINGS, Reading, Scenario


@dataclass(frozen=True)
class _Tally:
    """What futures contribute to the answer, so that blocks of futures can be added."""

    sums: Sums
    use: Use

    def __add__(self, other: _Tally) -> _Tally:
        return _Tally(self.sums + other.sums, self.use + other.use)


def find_bottleneck(
    scenario: Scenario,
    reading: Reading,
    *,
    replications: int = COMPARE_FUTURES,
    seed: int = 1,
    engine: str = ENGINES[0],
    jobs: int | None = None,
    futures_per_set: int | None = None,
    progress: Progress | None = None,
) -> Bottleneck:
    """Share out the days of every home's critical path by cause, and sum up the use of pools and stocks.

    Parameters
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
        What a home's time runs to.
    replications, seed, engine, jobs, futures_per_set
        As for `sim.run`.
    progress : callable, optional
        Called with (replications done, replications to do) after every block. A `KeyboardInterrupt` ends the run; the
        blocks done are kept.

    Returns
    -------
    Bottleneck

    Raises
    ------
    OptionError
        When an argument is out of range.
    RunError
        When a worker process dies.
    KeyboardInterrupt
        When it is stopped before the first block is done.
    """
    plan = make_plan(scenario)
    last_year = scenario.settings.targets.years[-1].year
    edges = quarter_edges(plan, last_year)
    ledger, each = ledger_of(plan), futures_in_a_set(scenario, futures_per_set)
    work = read_traces(
        plan,
        partial(_tally, reading, edges, ledger, each),
        replications=replications,
        seed=seed,
        engine=engine,
        jobs=jobs,
        futures_per_set=each,
    )
    tally: _Tally | None = None
    done = 0
    try:
        for count, more in work:
            tally, done = more if tally is None else tally + more, done + count
            if progress is not None:
                progress(done, replications)
    except KeyboardInterrupt:
        if tally is None:
            raise
    finally:
        work.close()  # type: ignore[attr-defined]
    assert tally is not None
    groups = _groups(ledger, tally.sums, plan.measurement.first_year)
    quarters = _quarters(plan, tally, edges)
    pools = len(plan.labels.pools)
    return Bottleneck(
        scenario=scenario,
        reading=reading,
        seed=seed,
        engine=engine,
        replications=done,
        requested=replications,
        futures_per_set=each,
        last_year=last_year,
        causes=ledger.causes,
        stages=ledger.stages,
        homes=groups[0],
        years=tuple(groups[1:-1]),
        late=groups[-1],
        pools=dict(zip(plan.labels.pools, quarters[:pools], strict=True)),
        stocks=dict(zip(plan.labels.stocks, quarters[pools:], strict=True)),
        sums=tally.sums,
    )


def finish_of(
    plan: Plan, blocks: BlockOutcomes, reading: Reading, end_days: float
) -> tuple[Finish, Floats, NDArray[np.int32]]:
    """Say when each block's homes reach a reading, and how many homes a block stands for.

    Parameters
    ----------
    plan : Plan
    blocks : BlockOutcomes
    reading : {"counted", "eligible", "handed_over"}
    end_days : float
        End of the time looked at, days since the data date.

    Returns
    -------
    Finish
        At `end_days` where they do not before it. A block whose homes all entered the statistic early reaches the
        reading with the last of them, one that entered in part with the rest of its homes; the days of all its homes
        are counted up to then.
    homes : float64 (R, B)
        0 where they had reached it before the data date; without those that entered the statistic early.
    early : int32 (R, B, Y)
        Homes that entered it early, by target year; Y is 0 in the other readings.
    """
    column, measurement = READINGS.index(reading), plan.measurement
    by_eligible = reading == "eligible" or (reading == "counted" and measurement.counted_when_eligible)
    node = measurement.eligible_node if by_eligible else measurement.handed_over_node
    before = np.isin(blocks.reason[:, :, column], (ALREADY_COUNTED, BEFORE_DATA_DATE))
    days = np.where(before, 0.0, blocks.days[:, :, column])
    reached = days < end_days
    early = blocks.early if reading == "counted" else blocks.early[:, :, :0]
    homes = np.where(before, 0.0, (blocks.homes - early.sum(axis=2)).astype(np.float64))
    return Finish(node, np.where(reached, days, end_days), reached), homes, early


def quarter_edges(plan: Plan, last_year: int) -> Floats:
    """Instants at which the quarters begin, from the data date to the end of a year, and the end of that year."""
    quarters = plan.measurement.quarter_days[: 4 * (last_year + 1 - plan.measurement.first_year) + 1]
    return np.concatenate([[0.0], quarters[quarters > 0]])


def _tally(
    reading: Reading,
    edges: Floats,
    ledger: Ledger,
    futures_per_set: int,
    plan: Plan,
    draws: Draws,
    trace: Trace,
) -> _Tally:
    """Share out the days of the homes of some futures, and add up the use of pools and stocks."""
    blocks = measure(plan, draws, trace).blocks
    assert blocks is not None
    finish, homes, early = finish_of(plan, blocks, reading, float(edges[-1]))
    years = plan.measurement.quarter_days[::4]
    last = int(np.searchsorted(years, edges[-1]))
    push = plan.measurement.push
    of_push = np.searchsorted(years, np.empty(0) if push is None else push.edges[1:] - 1.0, side="right")
    bucket = np.where(finish.reached, np.searchsorted(years, finish.days, side="right"), last + 1)
    cells = np.zeros((len(homes), last + 2, ledger.cells))
    counted = np.zeros((len(homes), last + 2, 1))
    future = np.arange(len(homes))
    for walked, days in walk(plan, ledger, draws, trace, finish):
        of_walk = np.zeros_like(cells)
        for k, block in enumerate(walked.tolist()):
            of_walk[future, bucket[:, block]] += days[:, k] * homes[:, block, None]
            counted[future, bucket[:, block], 0] += homes[:, block]
            for i in np.flatnonzero(early[:, block].any(axis=0)).tolist():
                of_walk[:, of_push[i]] += days[:, k] * early[:, block, i, None]
                counted[:, of_push[i], 0] += early[:, block, i]
        cells += of_walk
    cells[:, 0], counted[:, 0] = cells[:, 1:].sum(axis=1), counted[:, 1:].sum(axis=1)
    # Not by BLAS, whose sums may depend on the machine's threads.
    amounts = np.concatenate([np.einsum("rkc,cd->rkd", cells, ledger.shares), counted], axis=2)
    return _Tally(Sums.of(amounts, futures_per_set), use_of(plan, draws, trace, edges))


def _groups(ledger: Ledger, sums: Sums, first_year: int) -> list[Group]:
    """Mean days of all homes, of those of each year, and of late ones, from sums over futures."""
    groups: list[Group] = []
    buckets, causes = len(sums.first), len(ledger.causes)
    each = np.eye(ledger.shares.shape[1])
    for bucket in range(buckets):
        whole = sums.per_home(bucket, np.append(np.ones(causes), np.zeros(len(each) - causes)))
        days = [_days(sums.per_home(bucket, weights), whole[0]) for weights in each]
        groups.append(
            Group(
                year=first_year + bucket - 1 if 0 < bucket < buckets - 1 else None,
                homes=sums.homes(bucket),
                whole=_days(whole, whole[0]),
                causes=tuple(days[:causes]),
                stages=tuple(days[causes:]),
            )
        )
    return groups


def _days(per_home: tuple[float, float], whole: float) -> Days:
    # A sum of differences that should be 0 may come out as 1e-12.
    days = per_home[0] if abs(per_home[0]) > 1e-9 else 0.0
    return Days(days, per_home[1], days / whole if whole else 0.0)


def _quarters(plan: Plan, tally: _Tally, edges: Floats) -> list[tuple[Quarter, ...]]:
    """Use of every pool, then of every stock, by quarter, in the mean future."""
    use, futures, spans = tally.use, tally.sums.futures, np.diff(edges)
    slots, pools = slots_by_quarter(plan, edges), len(plan.labels.pools)
    skipped = int((plan.measurement.quarter_days <= 0).sum()) - 1
    return [
        tuple(
            Quarter(
                year=plan.measurement.first_year + (skipped + q) // 4,
                quarter=(skipped + q) % 4 + 1,
                requests=float(use.requests[resource, q]) / futures,
                wait_days=_mean(use.wait_days[resource, q], use.requests[resource, q]),
                waiting=float(use.waiting_days[resource, q] / spans[q]) / futures,
                in_use=float(use.held_days[resource, q] / spans[q]) / futures if resource < pools else None,
                slots=float(slots[resource, q]) if resource < pools else None,
            )
            for q in range(len(spans))
        )
        for resource in range(len(use.requests))
    ]


def _mean(total: float, count: float) -> float | None:
    return float(total / count) if count else None
