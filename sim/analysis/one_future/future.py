"""Scenario -> one of its futures, project by project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from sim.analysis.board import Goal, held_against_targets
from sim.analysis.one_future.choice import ChosenFuture, future_at, goal_looked_at
from sim.analysis.one_future.course import Course, Early, Milestone
from sim.analysis.one_future.path import spans_of_row
from sim.analysis.one_future.spans import RowFuture, or_never
from sim.analysis.projects import When
from sim.engines import ENGINES, engine_at_hand
from sim.errors import OptionError, msg
from sim.experiment import (
    COMPARE_FUTURES,
    Progress,
    Replayed,
    futures_in_a_set,
    replayed,
    run,
)
from sim.model import REACHED, REASONS, BlockOutcomes, Event, Outcomes, measure
from sim.scenario import READINGS, Reading, Scenario


@dataclass(frozen=True)
class OneFuture:
    """One of the futures of a scenario: an example of what may come, no forecast.

    Attributes
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
    chosen : ChosenFuture
    goal : Goal
        The period's target, else all yearly targets; its years are those looked at.
    homes : int
        Homes of these years in this future.
    seed, engine : int, str
    requested : int or None
        Futures asked for to choose from; more than `chosen.futures` when the run was interrupted. None where it was
        chosen by its number.
    futures_per_set : int
        Consecutive futures that share what is not known.
    horizon_days : float
        Where the simulated time ends, days since the data date.
    courses : tuple of Course
        One a row of the register, in file order.
    events : tuple of Event
        Everything that happens in it, in time order.
    """

    scenario: Scenario
    reading: Reading
    chosen: ChosenFuture
    goal: Goal
    homes: int
    seed: int
    engine: str
    requested: int | None
    futures_per_set: int
    horizon_days: float
    courses: tuple[Course, ...]
    events: tuple[Event, ...]

    @property
    def data_date(self) -> date:
        """Date whose facts the scenario states."""
        return self.scenario.settings.data_date

    @property
    def interrupted(self) -> bool:
        """Whether it was chosen from fewer futures than asked for."""
        return self.requested is not None and (self.chosen.futures or 0) < self.requested

    def at(self, days: float) -> datetime:
        """Instant so many days after 00:00 of the data date."""
        return datetime.combine(self.data_date, time()) + timedelta(days=days)

    def day(self, days: float) -> date:
        """Day in which an instant lies; 00:00 belongs to the day it opens."""
        return self.data_date + timedelta(days=int(np.floor(days)))

    def when(self, milestone: Milestone) -> When:
        """When a milestone is reached, or why it is not."""
        if milestone.days is not None:
            return When("day", self.day(milestone.days))
        return _WHENS[milestone.reason]

    @property
    def last_year(self) -> int:
        """Last simulated year."""
        return self.day(self.horizon_days - 1).year


_WHENS = {
    "before_data_date": When("before"),
    "already_counted": When("before"),
    "beyond_horizon": When("beyond"),
    "lapsed": When("never"),
    "never_begins": When("never"),
}


def one_future(
    scenario: Scenario,
    reading: Reading = "counted",
    *,
    percentile: int | None = None,
    replication: int | None = None,
    replications: int = COMPARE_FUTURES,
    seed: int = 1,
    engine: str = ENGINES[0],
    jobs: int | None = None,
    futures_per_set: int | None = None,
    progress: Progress | None = None,
) -> OneFuture:
    """Tell one future project by project, chosen by a percentile of the homes of the period or by its number.

    Parameters
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
        Whose homes choose it.
    percentile : int, optional
        1 to 99: the future whose homes stand there among those of all futures simulated, as `future_at` says; 50 where
        neither this nor a number is given.
    replication : int, optional
        Number of the future, from 0; then no other is simulated.
    replications, seed, engine, jobs, futures_per_set
        As for `sim.run`: the futures to choose from.
    progress : callable, optional
        As for `sim.run`.

    Returns
    -------
    OneFuture

    Raises
    ------
    OptionError
        When both a percentile and a number are given, or an argument is out of range.
    RunError
        When a worker process dies.
    KeyboardInterrupt
        When it is stopped before the first block is done.
    """
    if percentile is not None and replication is not None:
        raise OptionError(msg("percentile and replication exclude each other: give one of them"))
    engine = engine_at_hand(engine)
    each = futures_in_a_set(scenario, futures_per_set)
    if replication is not None:
        chosen, requested = ChosenFuture(replication), None
    else:
        results = run(
            scenario,
            replications=replications,
            seed=seed,
            engine=engine,
            jobs=jobs,
            futures_per_set=each,
            years_beyond=0,
            progress=progress,
        )
        chosen = future_at(results, reading, 50 if percentile is None else percentile)
        requested = replications
    again = replayed(scenario, chosen.replication, seed=seed, engine=engine, futures_per_set=each)
    outcomes = measure(again.plan, again.draws, again.trace)
    goal, homes = _homes(scenario, reading, again, outcomes)
    return OneFuture(
        scenario=scenario,
        reading=reading,
        chosen=chosen,
        goal=goal,
        homes=homes,
        seed=seed,
        engine=engine,
        requested=requested,
        futures_per_set=each,
        horizon_days=float(again.plan.network.horizon_days),
        courses=courses_of(scenario, again, outcomes),
        events=again.events,
    )


def _homes(scenario: Scenario, reading: Reading, again: Replayed, outcomes: Outcomes) -> tuple[Goal, int]:
    """Goal looked at, and the homes of its years."""
    quarters = outcomes.homes_by_quarter[:, :, READINGS.index(reading)]
    by_year = quarters.reshape(1, -1, 4).sum(axis=2).astype(np.int64)
    done = scenario.settings.targets.done_this_year
    by_year[:, 0] += 0 if done is None else int(getattr(done, reading))
    found = held_against_targets(scenario, by_year, again.plan.measurement.first_year)
    goal = goal_looked_at(tuple(each.goal for each in found))
    return goal, next(int(each.homes[0]) for each in found if each.goal == goal)


def courses_of(scenario: Scenario, again: Replayed, outcomes: Outcomes) -> tuple[Course, ...]:
    """Tell what every row of the register does in a future that was simulated again, in file order."""
    plan, draws = again.plan, again.draws
    blocks, times = outcomes.blocks, again.trace.replication(0)
    assert blocks is not None
    courses = []
    for p, row in enumerate(scenario.rows):
        mine = np.flatnonzero(plan.measurement.row_of == p).tolist()
        begins = bool(draws.begins[0, p])
        future = RowFuture.of(plan, row, p, draws, times)
        last_nodes = [int(plan.measurement.handed_over_node[b]) for b in mine]
        acts = begins and not row.over
        by_reading = {reading: _milestone(blocks, mine, column) for column, reading in enumerate(READINGS)}
        lapsed = or_never(times.lapsed[p])
        courses.append(
            Course(
                row=row,
                homes=int(draws.row_homes[0, p]),
                begins=begins,
                spans=spans_of_row(future, last_nodes) if acts else (),
                counted=by_reading["counted"],
                eligible=by_reading["eligible"],
                handed_over=by_reading["handed_over"],
                early=_early(scenario, blocks, mine),
                lapsed=lapsed if np.isfinite(lapsed) else None,
            )
        )
    return tuple(courses)


def _milestone(blocks: BlockOutcomes, mine: list[int], column: int) -> Milestone:
    """When the last of some blocks reaches a reading; where one does not, why."""
    reasons, days = blocks.reason[0, mine, column], blocks.days[0, mine, column]
    reached = reasons == REACHED
    missing = [int(reason) for reason in reasons if reason > REACHED and REASONS[reason] in _MISSING]
    if missing:
        return Milestone(REASONS[missing[0]], None)
    if reached.any():
        return Milestone(REASONS[REACHED], float(days[reached].max()))
    return Milestone(REASONS[int(reasons[0])], None)


_MISSING = ("beyond_horizon", "lapsed", "never_begins")
"""Reasons for which homes of a block do not reach a reading."""


def _early(scenario: Scenario, blocks: BlockOutcomes, mine: list[int]) -> tuple[Early, ...]:
    homes = blocks.early[0, mine].sum(axis=0).tolist()
    years = (target.year for target in scenario.settings.targets.years)
    return tuple(Early(year, entered) for year, entered in zip(years, homes, strict=False) if entered)
