"""Scenario -> every project by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.analysis.board import held_against_targets
from sim.analysis.bottleneck import Ledger, WaitCause, finish_of, ledger_of, walk
from sim.analysis.projects.dates import by_day, last_days, quantiles
from sim.analysis.projects.homes import homes_by_unit, homes_without
from sim.analysis.projects.outlook import (
    DATE_SHARES,
    Contribution,
    Outlooks,
    ProjectOutlook,
    Readiness,
)
from sim.analysis.projects.units import UnitKind, Units, units_of, year_end
from sim.analysis.provenance import Provenance
from sim.analysis.statistics import Chance, ChanceChange
from sim.array_types import Flags, Floats, Ints
from sim.engines import ENGINES, engine_at_hand
from sim.experiment import COMPARE_FUTURES, Progress, futures_in_a_set, read_traces
from sim.model import (
    BlockOutcomes,
    Draws,
    Trace,
    block_outcomes,
    early_homes,
    milestones,
    push_facts,
)
from sim.plan import Plan, make_plan
from sim.scenario import READINGS, Reading, Scenario

_NOT_WAITED_FOR = ("work", "lapsed")
_LEAST_WAIT = 0.01
"""Days a home below which nothing is waited for."""


@dataclass(frozen=True)
class _Read:
    """What is kept of a block of futures: by future, and sums over them.

    Attributes
    ----------
    last : int32 (R, U, 3)
        See `last_days`.
    met, met_without : bool (R, G), bool (R, U, G)
        Whether each target is met, and would be without each project.
    homes : int64 (U, years, 3)
    whole : int64 (U,)
        Homes of each row of the answer.
    waits : float64 (U, cells)
        Days, times homes, in each cell of the ledger.
    walked : float64 (U,)
        Homes whose way was walked.
    """

    last: NDArray[np.int32]
    met: Flags
    met_without: Flags
    homes: Ints
    whole: Ints
    waits: Floats
    walked: Floats


def project_outlooks(
    scenario: Scenario,
    reading: Reading,
    *,
    kind: UnitKind = "project",
    replications: int = COMPARE_FUTURES,
    seed: int = 1,
    engine: str = ENGINES[0],
    jobs: int | None = None,
    futures_per_set: int | None = None,
    progress: Progress | None = None,
) -> Outlooks:
    """Tell of every project when it is ready, what it brings to each target and what is lost without it.

    Parameters
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count for the targets; dates and homes are told in all three.
    kind : {"project", "block"}
        What a row of the answer is.
    replications, seed, engine, jobs, futures_per_set
        As for `sim.run`.
    progress : callable, optional
        Called with (replications done, replications to do) after every block. A `KeyboardInterrupt` ends the run; the
        blocks done are kept.

    Returns
    -------
    Outlooks
        Without a project its homes count nothing. The slots and stocks it takes and its share of a homes group stay;
        the push at each year's end and the carry-over are reckoned anew in the same futures.

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
    units, each = units_of(plan, kind), futures_in_a_set(scenario, futures_per_set)
    engine = engine_at_hand(engine)
    work = read_traces(
        plan,
        partial(_read, scenario, reading, units),
        replications=replications,
        seed=seed,
        engine=engine,
        jobs=jobs,
        futures_per_set=each,
    )
    found: list[_Read] = []
    done = 0
    try:
        for count, more in work:
            found.append(more)
            done += count
            if progress is not None:
                progress(done, replications)
    except KeyboardInterrupt:
        if not found:
            raise
    finally:
        work.close()  # type: ignore[attr-defined]
    origin = Provenance(scenario.settings.name, scenario.fingerprint, seed, engine, done, each)
    return _outlooks(scenario, reading, kind, plan, units, _together(found), origin, replications)


def _read(
    scenario: Scenario, reading: Reading, units: Units, plan: Plan, draws: Draws, trace: Trace
) -> _Read:
    at = milestones(plan, draws, trace)
    facts = push_facts(plan, draws, trace, at.days[:, :, 0])
    early = early_homes(facts, draws.homes)
    blocks = block_outcomes(plan, draws.homes, at, early)
    homes = [
        homes_by_unit(plan, units, blocks, at.days[:, :, i], early, each) for i, each in enumerate(READINGS)
    ]
    mine = homes[READINGS.index(reading)]
    without = homes_without(plan, units, facts, draws.homes, mine, reading)
    whole = np.bincount(units.of_block, weights=draws.homes.sum(axis=0), minlength=units.count)
    waits, walked = _waits(scenario, reading, units, plan, draws, trace, blocks)
    return _Read(
        last=last_days(units, blocks),
        met=_met(scenario, plan, reading, mine.sum(axis=1)),
        met_without=_met(scenario, plan, reading, without.reshape(-1, without.shape[2])).reshape(
            *without.shape[:2], -1
        ),
        homes=np.stack([each.sum(axis=0) for each in homes], axis=2),
        whole=whole.astype(np.int64),
        waits=waits,
        walked=walked,
    )


def _met(scenario: Scenario, plan: Plan, reading: Reading, by_year: Ints) -> Flags:
    """Whether each target is met by homes of each year, shape (futures, targets)."""
    done = scenario.settings.targets.done_this_year
    homes = by_year.copy()
    homes[:, 0] += 0 if done is None else int(getattr(done, reading))
    results = held_against_targets(scenario, homes, plan.measurement.first_year)
    return np.stack([result.met for result in results], axis=1)


def _waits(
    scenario: Scenario,
    reading: Reading,
    units: Units,
    plan: Plan,
    draws: Draws,
    trace: Trace,
    blocks: BlockOutcomes,
) -> tuple[Floats, Floats]:
    """Days on critical paths by cell of the ledger, times homes, and these homes; up to the last target year's end.

    In a row of the answer without any homes each block counts as one home: what it waits for is told all the same.
    """
    ledger, end = ledger_of(plan), year_end(scenario, scenario.settings.targets.years[-1].year)
    finish, rest, early = finish_of(plan, blocks, reading, end)
    none = np.bincount(units.of_block, weights=blocks.homes.sum(axis=0), minlength=units.count) == 0
    homes = np.where(none[units.of_block], 1.0, rest + early.sum(axis=2))
    days = np.zeros((units.count, ledger.cells))
    for walked, spent in walk(plan, ledger, draws, trace, finish):
        # Not by BLAS, whose sums may depend on the machine's threads.
        of_block = np.einsum("rkc,rk->kc", spent, homes[:, walked])
        for k, b in enumerate(walked.tolist()):
            days[units.of_block[b]] += of_block[k]
    of_unit = np.bincount(units.of_block, weights=homes.sum(axis=0), minlength=units.count)
    return days, of_unit.astype(np.float64)


def _together(found: list[_Read]) -> _Read:
    return _Read(
        last=np.concatenate([each.last for each in found]),
        met=np.concatenate([each.met for each in found]),
        met_without=np.concatenate([each.met_without for each in found]),
        homes=np.sum([each.homes for each in found], axis=0),
        whole=np.sum([each.whole for each in found], axis=0),
        waits=np.sum([each.waits for each in found], axis=0),
        walked=np.sum([each.walked for each in found], axis=0),
    )


def _outlooks(
    scenario: Scenario,
    reading: Reading,
    kind: UnitKind,
    plan: Plan,
    units: Units,
    read: _Read,
    origin: Provenance,
    requested: int,
) -> Outlooks:
    first = plan.measurement.first_year
    nothing = np.zeros((1, read.homes.shape[1]), dtype=np.int64)
    goals = tuple(result.goal for result in held_against_targets(scenario, nothing, first))
    ledger, each, futures = ledger_of(plan), origin.futures_per_set, origin.replications
    homes = read.homes / futures
    ends = tuple(target.year for target in scenario.settings.targets.years)

    def ready(u: int, column: int) -> Readiness:
        last = read.last[:, u, column]
        return Readiness(
            reading=READINGS[column],
            by_year_end=tuple(Chance.of(by_day(last, year_end(scenario, year)), each) for year in ends),
            dates=quantiles(last, DATE_SHARES, scenario.settings.data_date),
            homes=tuple(float(homes[u, year - first, column]) if year >= first else 0.0 for year in ends),
        )

    def brings(u: int, g: int) -> Contribution:
        goal = goals[g]
        years = slice(max(goal.first_year - first, 0), goal.last_year + 1 - first)
        return Contribution(
            goal=goal,
            homes=float(homes[u, years, READINGS.index(reading)].sum()),
            loss=ChanceChange.of(read.met[:, g], read.met_without[:, u, g], each),
        )

    def row(u: int) -> ProjectOutlook:
        waits_for, days = _most(ledger, read.waits[u], float(read.walked[u]))
        stated = tuple(scenario.rows[p] for p in units.rows[u])
        return ProjectOutlook(
            id=units.ids[u],
            name=stated[0].name,
            place=stated[0].place,
            register_rows=stated,
            homes=float(read.whole[u] / futures),
            readiness=tuple(ready(u, column) for column in range(len(READINGS))),
            contributions=tuple(brings(u, g) for g in range(len(goals))),
            waits_for=waits_for,
            wait_days=days,
        )

    return Outlooks(
        scenario=scenario,
        reading=reading,
        kind=kind,
        origin=origin,
        requested=requested,
        years=ends,
        last_year=first + read.homes.shape[1] - 1,
        chances=tuple((goal, Chance.of(read.met[:, g], each)) for g, goal in enumerate(goals)),
        rows=tuple(map(row, range(units.count))),
    )


def _most(ledger: Ledger, days: Floats, homes: float) -> tuple[WaitCause | None, float]:
    """Cause other than work that took most days a home; none where all took less than a hundredth of a day."""
    if homes == 0:
        return None, 0.0
    by_cause = np.einsum("c,cd->d", days, ledger.shares[:, : len(ledger.causes)]) / homes
    waits = [i for i, cause in enumerate(ledger.causes) if cause.kind not in _NOT_WAITED_FOR]
    most = max(waits, key=lambda i: (round(float(by_cause[i]), 6), -i))
    if by_cause[most] < _LEAST_WAIT:
        return None, 0.0
    return ledger.causes[most], float(by_cause[most])
