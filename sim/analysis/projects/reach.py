"""What is within reach by the end of a year: the homes that can be ready at all, and what each project still needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.analysis.board import Goal, held_against_targets, must_have_target
from sim.analysis.projects.dates import When, by_day, last_days, quantiles
from sim.analysis.projects.homes import homes_by_unit
from sim.analysis.projects.steps import StepLeft, days_of_steps, steps_left
from sim.analysis.projects.units import UnitKind, Units, units_of, year_end
from sim.analysis.provenance import Provenance
from sim.analysis.statistics import Chance
from sim.array_types import Floats, Ints
from sim.engines import ENGINES, engine_at_hand
from sim.experiment import COMPARE_FUTURES, Progress, futures_in_a_set, read_traces
from sim.model import Draws, Trace, block_outcomes, early_homes, milestones, push_facts
from sim.plan import Plan, make_plan
from sim.scenario import READINGS, Reading, Scenario

FASTEST = 0.1
"""Share of the futures in which a project is as fast as its fastest tenth, or faster."""
_FOR_STEPS = 2_000
"""Futures from which the days of single steps are read, at most: one number a step and future."""


@dataclass(frozen=True)
class InReach:
    """What one project can bring by the end of a year.

    Attributes
    ----------
    id, name : str
    homes : float
        Homes it has, in the mean future.
    there : Chance
        Chance that its last home is there by the end of the year.
    fastest : When
        Date by which its last home is there in its fastest tenth of the futures.
    at_fastest : int
        Homes that it brings to the year, or more, in its fastest tenth of the futures.
    at_best : int
        Homes that it brings to the year in the best of all futures.
    steps : tuple of StepLeft
        What the block of it that comes last still needs, in the order of its route.
    """

    id: str
    name: str
    homes: float
    there: Chance
    fastest: When
    at_fastest: int
    at_best: int
    steps: tuple[StepLeft, ...]


@dataclass(frozen=True)
class Reach:
    """What a year can bring at all, against its target.

    Attributes
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
    kind : {"project", "block"}
    origin : Provenance
    goal : Goal
        The year; with a carry-over rule the sum of the years up to it.
    chance : Chance
        Of the year's target, with what the carry-over rule adds.
    last_year : int
        Last simulated year.
    done : int
        Homes of the goal done before the data date.
    best : int
        Most homes that any one future brings, `done` included.
    p50 : int
        Homes that half of the futures do not exceed.
    built : int or None
        Most homes that any one future has built and fit for sale in these years, where the statistic may be ahead of
        that; else None.
    rows : tuple of InReach
        In file order; those that were there before the data date are left out.
    """

    scenario: Scenario
    reading: Reading
    kind: UnitKind
    origin: Provenance
    goal: Goal
    chance: Chance
    last_year: int
    done: int
    best: int
    p50: int
    built: int | None
    rows: tuple[InReach, ...]

    @property
    def at_all(self) -> int:
        """Homes were every project at its best at once: more than any future can bring."""
        return self.done + sum(row.at_best for row in self.rows)

    @property
    def at_fastest(self) -> int:
        """Homes were every project as fast as its fastest tenth at once."""
        return self.done + sum(row.at_fastest for row in self.rows)


@dataclass(frozen=True)
class _Read:
    """What is kept of a block of futures."""

    last: NDArray[np.int32]  # (R, U)
    homes: Ints  # (R, U) of the goal's years
    by_year: Ints  # (R, years) of all projects
    built: Ints  # (R,) fit for sale in the goal's years
    whole: Ints  # (U,)
    steps: tuple[Floats, ...]  # (R, steps) of each block


def reach_of(
    scenario: Scenario,
    reading: Reading,
    year: int,
    *,
    kind: UnitKind = "project",
    replications: int = COMPARE_FUTURES,
    seed: int = 1,
    engine: str = ENGINES[0],
    jobs: int | None = None,
    futures_per_set: int | None = None,
    progress: Progress | None = None,
) -> Reach:
    """Tell how many homes can be ready at all by the end of a year, project by project, and what each still needs.

    Parameters
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    year : int
        A target year. With the carry-over rule `none` its own homes are looked at, else those of all target years up
        to it, against the sum of their targets.
    kind : {"project", "block"}
        What a row of the answer is.
    replications, seed, engine, jobs, futures_per_set
        As for `sim.run`.
    progress : callable, optional
        Called with (replications done, replications to do) after every block. A `KeyboardInterrupt` ends the run; the
        blocks done are kept.

    Returns
    -------
    Reach

    Raises
    ------
    OptionError
        When the scenario has no target of that year, or an argument is out of range.
    RunError
        When a worker process dies.
    KeyboardInterrupt
        When it is stopped before the first block is done.
    """
    must_have_target(scenario, year)
    plan, goal = make_plan(scenario), _goal(scenario, year)
    units, each = units_of(plan, kind), futures_in_a_set(scenario, futures_per_set)
    engine = engine_at_hand(engine)
    work = read_traces(
        plan,
        partial(_read, reading, units, goal),
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
            found.append(more if done < _FOR_STEPS else _without_steps(more))
            done += count
            if progress is not None:
                progress(done, replications)
    except KeyboardInterrupt:
        if not found:
            raise
    finally:
        work.close()  # type: ignore[attr-defined]
    origin = Provenance(scenario.settings.name, scenario.fingerprint, seed, engine, done, each)
    return _reach(scenario, reading, kind, plan, units, goal, found, origin)


def _goal(scenario: Scenario, year: int) -> Goal:
    targets = scenario.settings.targets
    first = year if targets.carry_over == "none" else targets.years[0].year
    summed = [target for target in targets.years if first <= target.year <= year]
    return Goal(
        "year" if first == year else "cumulative",
        first,
        year,
        sum(target.homes for target in summed),
        hypothetical=any(target.hypothetical for target in summed),
    )


def _read(reading: Reading, units: Units, goal: Goal, plan: Plan, draws: Draws, trace: Trace) -> _Read:
    at, column = milestones(plan, draws, trace), READINGS.index(reading)
    early = early_homes(push_facts(plan, draws, trace, at.days[:, :, 0]), draws.homes)
    blocks = block_outcomes(plan, draws.homes, at, early)
    homes = homes_by_unit(plan, units, blocks, at.days[:, :, column], early, reading)
    fit = homes_by_unit(plan, units, blocks, at.days[:, :, READINGS.index("eligible")], early, "eligible")
    first = plan.measurement.first_year
    years = slice(max(goal.first_year - first, 0), goal.last_year + 1 - first)
    whole = np.bincount(units.of_block, weights=draws.homes.sum(axis=0), minlength=units.count)
    return _Read(
        last=last_days(units, blocks)[:, :, column],
        homes=homes[:, :, years].sum(axis=2),
        by_year=homes.sum(axis=1),
        built=fit[:, :, years].sum(axis=(1, 2)),
        whole=whole.astype(np.int64),
        steps=days_of_steps(plan, draws, trace, reading),
    )


def _without_steps(read: _Read) -> _Read:
    return replace(read, steps=())


def _reach(
    scenario: Scenario,
    reading: Reading,
    kind: UnitKind,
    plan: Plan,
    units: Units,
    goal: Goal,
    found: list[_Read],
    origin: Provenance,
) -> Reach:
    last, homes = (np.concatenate([getattr(each, name) for each in found]) for name in ("last", "homes"))
    by_year = np.concatenate([each.by_year for each in found])
    whole = np.sum([each.whole for each in found], axis=0) / origin.replications
    told = scenario.settings.targets.done_this_year
    first = plan.measurement.first_year
    done = int(getattr(told, reading)) if told is not None and goal.first_year <= first else 0
    by_year[:, 0] += 0 if told is None else int(getattr(told, reading))
    met = next(
        result.met
        for result in held_against_targets(scenario, by_year, first)
        if result.goal.kind == "year" and result.goal.last_year == goal.last_year
    )
    total = homes.sum(axis=1) + done
    built = int(np.concatenate([each.built for each in found]).max())
    left = steps_left(plan, reading, FASTEST, [each.steps for each in found if each.steps])
    end = year_end(scenario, goal.last_year)

    def rows() -> Iterator[InReach]:
        for u in range(units.count):
            (fastest,) = quantiles(last[:, u], (FASTEST,), scenario.settings.data_date)
            (slowest,) = quantiles(last[:, u], (1.0,), scenario.settings.data_date)
            if slowest.kind == "before":
                continue
            mine = np.flatnonzero(units.of_block == u).tolist()
            yield InReach(
                id=units.ids[u],
                name=scenario.rows[units.rows[u][0]].name,
                homes=float(whole[u]),
                there=Chance.of(by_day(last[:, u], end), origin.futures_per_set),
                fastest=fastest,
                at_fastest=int(np.quantile(homes[:, u], 1 - FASTEST, method="inverted_cdf")),
                at_best=int(homes[:, u].max()),
                steps=max((left[b] for b in mine), key=lambda steps: sum(step.days for step in steps)),
            )

    return Reach(
        scenario=scenario,
        reading=reading,
        kind=kind,
        origin=origin,
        goal=goal,
        chance=Chance.of(met, origin.futures_per_set),
        last_year=first + by_year.shape[1] - 1,
        done=done,
        best=int(total.max()),
        built=built if reading == "counted" and scenario.settings.counting.push is not None else None,
        p50=int(np.quantile(total, 0.5, method="inverted_cdf")),
        rows=tuple(rows()),
    )
