"""What a push of one project changes: it goes first in every queue, or its next step is done by a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sim.analysis.comparison import TargetChange, compare
from sim.analysis.projects.dates import When, last_days, quantiles
from sim.analysis.projects.units import Units
from sim.engines import ENGINES
from sim.errors import OptionError, msg
from sim.experiment import (
    COMPARE_FUTURES,
    DoneBy,
    Progress,
    Results,
    SharedProgress,
    WhatIf,
    run,
)
from sim.model import BlockOutcomes
from sim.plan import UNDER_WAY, Plan, make_plan
from sim.scenario import READINGS, Reading, Scenario

BEGIN = "begin"
"""In place of a stage, for a project that is not started: that it begins."""


@dataclass(frozen=True)
class ProjectPush:
    """A project that is pushed.

    Attributes
    ----------
    project : str
        Project id, or project id/block of a register row.
    stage : str or None
        Stage under way, or `BEGIN`, that is done by `day`; None: the project goes first in every queue instead.
    day : date or None
        Done by 00:00 of this day.
    """

    project: str
    stage: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class PushEffect:
    """What a push changes, future by future.

    Attributes
    ----------
    push : ProjectPush
    name : str
        Of the project.
    changes : tuple of TargetChange
        Each year, each cumulative sum, all years jointly, then period and programme.
    before, after : When
        Day by which the last home of the project is there in half of the futures.
    """

    push: ProjectPush
    name: str
    changes: tuple[TargetChange, ...]
    before: When
    after: When


def push_effects(
    scenario: Scenario,
    reading: Reading,
    pushes: Sequence[ProjectPush],
    *,
    replications: int = COMPARE_FUTURES,
    seed: int = 1,
    engine: str = ENGINES[0],
    jobs: int | None = None,
    futures_per_set: int | None = None,
    progress: Progress | None = None,
) -> tuple[PushEffect, ...]:
    """Tell what each of some pushes changes by itself, on the same draws.

    Parameters
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    pushes : sequence of ProjectPush
    replications, seed, engine, jobs, futures_per_set, progress
        As for `sim.run`.

    Returns
    -------
    tuple of PushEffect
        In the order of the pushes.

    Raises
    ------
    OptionError
        When a push names what the register does not have, or cannot be made.
    KeyboardInterrupt
        When it is stopped before its end.
    """
    plan = make_plan(scenario)
    asked = [what_if_of(scenario, plan, push) for push in pushes]
    shared = SharedProgress(progress, (len(asked) + 1) * replications)

    def results_of(name: str, what_if: WhatIf | None) -> Results:
        results = run(
            scenario,
            replications=replications,
            seed=seed,
            engine=engine,
            jobs=jobs,
            futures_per_set=futures_per_set,
            completions=True,
            what_if=what_if,
            progress=shared.of(name),
        )
        if results.interrupted:
            raise KeyboardInterrupt
        return results

    base = results_of("", None)

    def effect(i: int, push: ProjectPush) -> PushEffect:
        changed = results_of(str(i), asked[i])
        rows = rows_of(scenario, push.project)
        return PushEffect(
            push=push,
            name=scenario.rows[rows[0]].name,
            changes=compare(base, changed, reading).changes,
            before=_half_there(plan, rows, base, reading),
            after=_half_there(plan, rows, changed, reading),
        )

    return tuple(effect(i, push) for i, push in enumerate(pushes))


def rows_of(scenario: Scenario, project: str) -> tuple[int, ...]:
    """Positions of the register rows of a project, or of the one row of that id.

    Raises
    ------
    OptionError
        When there is none.
    """
    found = tuple(p for p, row in enumerate(scenario.rows) if project in (row.project_id, row.key))
    if not found:
        some = ", ".join(dict.fromkeys(row.project_id for row in scenario.rows[:8]))
        raise OptionError(
            msg(
                "there is no project “{project}” on the register; its ids are such as {some}",
                project=project[:60],
                some=some,
            )
        )
    return found


def what_if_of(scenario: Scenario, plan: Plan, push: ProjectPush) -> WhatIf:
    """Say which rows go first, or which of their steps are done by when.

    Raises
    ------
    OptionError
        When the project is not on the register, nothing of it is left to do, the stage is not under way, or the day
        does not lie between the data date and the end of the simulation.
    """
    rows = rows_of(scenario, push.project)
    left = [p for p in rows if not scenario.rows[p].over]
    if not left:
        raise OptionError(
            msg("project “{project}” is completed or has ended: it cannot be pushed", project=push.project)
        )
    if push.stage is None or push.day is None:
        return WhatIf(first=tuple(left))
    day = float((push.day - scenario.settings.data_date).days)
    if not 0 < day < plan.network.horizon_days:
        raise OptionError(
            msg(
                "{day} is no day by which a step can be done: give one after the data date, {data_date}, and within "
                "the years simulated",
                day=push.day,
                data_date=scenario.settings.data_date,
            )
        )
    steps = _next_steps(plan, left)
    if push.stage not in steps:
        raise OptionError(
            msg(
                "“{stage}” is no next step of project “{project}”; it has: {steps}",
                stage=push.stage[:60],
                project=push.project,
                steps=", ".join(steps),
            )
        )
    return WhatIf(done=tuple(DoneBy(p, node, day) for p, node in steps[push.stage]))


def next_steps(scenario: Scenario, project: str) -> tuple[str, ...]:
    """Steps of a project that can be done next: those under way, and `BEGIN` where a row of it is not begun.

    Raises
    ------
    OptionError
        When it is not on the register.
    """
    left = [p for p in rows_of(scenario, project) if not scenario.rows[p].over]
    return tuple(_next_steps(make_plan(scenario), left))


def _next_steps(plan: Plan, rows: Sequence[int]) -> dict[str, list[tuple[int, int | None]]]:
    """Steps that can be done next, each with the rows and nodes that stand at it: under way, or to begin."""
    found: dict[str, list[tuple[int, int | None]]] = {}
    for p in rows:
        if plan.network.enters_at_entry[p]:
            found.setdefault(BEGIN, []).append((p, None))
        for s in np.flatnonzero(plan.network.state[p] == UNDER_WAY).tolist():
            stage = plan.labels.stages[int(plan.network.graph_of[p])][s]
            found.setdefault(stage, []).append((p, s))
    return found


def _half_there(plan: Plan, rows: Sequence[int], results: Results, reading: Reading) -> When:
    """Day by which the last home of some rows is there in half of the futures."""
    done = results.completions
    assert done is not None
    mine = np.flatnonzero(np.isin(plan.measurement.row_of, rows))
    blocks = BlockOutcomes(done.homes[:, mine], done.days[:, mine], done.reason[:, mine], done.early[:, mine])
    one = Units(("",), (rows[0],), np.zeros(len(mine), dtype=np.int64))
    last = last_days(one, blocks)[:, 0, READINGS.index(reading)]
    return quantiles(last, (0.5,), results.data_date)[0]
