"""Every day of every row is told once: the spans of a stage leave no gap, and neither does the path of a row."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from conservation.generated.scenarios import scenarios
from futures import Futures, simulate
from hypothesis import given, settings

from sim.analysis.one_future import Course, day_state
from sim.analysis.one_future.future import courses_of
from sim.experiment import Replayed
from sim.files import load_scenario
from sim.plan import DONE, STAGGER, UNDER_WAY

CITY = "scenarios/can-tho-2026.toml"
NEAR = 1e-6


def every_day_is_told(futures: Futures) -> None:
    again = Replayed(futures.plan, futures.draws, futures.trace)
    courses = courses_of(futures.scenario, again, futures.outcomes)
    assert len(courses) == len(futures.scenario.rows)
    for p, course in enumerate(courses):
        if course.row.over or not course.begins:
            assert course.spans == ()
            continue
        stages_leave_no_gap(futures, p, course)
        the_path_leaves_no_gap(futures, p, course)


def stages_leave_no_gap(futures: Futures, p: int, course: Course) -> None:
    network, labels, trace = futures.plan.network, futures.plan.labels, futures.trace
    g = int(network.graph_of[p])
    for s, (stage, number) in enumerate(zip(labels.stages[g], labels.numbers[g], strict=True)):
        if stage == STAGGER:
            continue
        mine = [span for span in course.spans if (span.stage, span.block) == (stage, number)]
        state = network.state[p, s]
        begin = (trace.started if state == UNDER_WAY else trace.requested)[0, p, s]
        if state == DONE or np.isnan(begin):
            assert mine == []
            continue
        end = trace.ended[0, p, s]
        if np.isnan(end):
            assert course.lapsed is not None or not mine[-1].over
        else:
            assert abs(sum(span.days for span in mine) - (end - begin)) < NEAR
        for before, after in pairwise(mine):
            assert abs(before.end - after.begin) < NEAR
        assert all(span.begin < span.end <= network.horizon_days for span in mine)


def the_path_leaves_no_gap(futures: Futures, p: int, course: Course) -> None:
    path = [span for span in course.path if span.days > NEAR]
    for before, after in pairwise(path):
        assert abs(before.end - after.begin) < NEAR, (before, after)
    last = course.handed_over.days
    horizon = futures.plan.network.horizon_days
    if path and course.lapsed is None and last is not None:
        assert abs(path[-1].end - last) < NEAR
        assert day_state(course, last).kind in ("done", "work")
    elif path and course.lapsed is None and course.handed_over.reason == "beyond_horizon":
        assert path[-1].end == horizon and not path[-1].over
    if path:
        assert path[0].begin <= 0


@settings(deadline=None)
@given(scenarios())
def test_whatever_the_scenario(engine: str, scenario: object) -> None:
    every_day_is_told(simulate(scenario, 1))


def test_the_city() -> None:
    scenario = load_scenario(CITY)
    for number in range(25):
        every_day_is_told(simulate(scenario, 1, first=number))
