"""Rows that ended without being completed, and stages finished with their dates."""

from __future__ import annotations

import numpy as np
import pytest
from builders import day, pool, row, scenario_of, stage
from futures import simulate
from known_answers.rules.whole_model import chain

from sim.model import ALREADY_COUNTED, LAPSED
from sim.scenario import DateRange, EndedAs, FinishedStage, NumberRange, ProjectRow

COUNT = 200
SHAPE = {"family": "lognormal", "median": 200, "sigma_log": 0.5}


def in_days(first: int, last: int) -> DateRange:
    return DateRange(first=day(first), last=day(last))


def ended(key: str = "E", **fields) -> ProjectRow:
    how = EndedAs(how="cancelled", when=in_days(-300, -271))
    return row(key, **({"status": "ended", "ended_as": how} | fields))


@pytest.mark.parametrize("counted_when", ["eligible", "handed_over"])
def test_an_ended_row_is_counted_in_nothing(counted_when: str) -> None:
    stages = {"s": stage(SHAPE, pool="crew"), "t": stage(30.0)}
    more = {
        "pools": {"crew": pool(1)},
        "counting": {"counted_when": counted_when, "assumption": "made for a test"},
    }
    alone = simulate(scenario_of(stages, [row("A"), row("B")], chain("s", "t"), **more), COUNT)
    beside = simulate(scenario_of(stages, [row("A"), ended(), row("B")], chain("s", "t"), **more), COUNT)
    # It holds no slot, takes no time and adds no home: the others are as they were, to the last bit.
    assert np.array_equal(beside.outcomes.homes_by_quarter, alone.outcomes.homes_by_quarter)
    assert np.array_equal(beside.trace.ended[:, [0, 2]], alone.trace.ended, equal_nan=True)
    assert np.isnan(beside.trace.started[:, 1]).all() and np.isnan(beside.outcomes.blocks.days[:, 1]).all()
    assert (beside.outcomes.blocks.reason[:, 1] == LAPSED).all()
    assert (beside.outcomes.blocks.homes[:, 1] == 100).all()


def test_homes_counted_before_stay_counted() -> None:
    """They were entered when it was still to be built; nothing of it enters again."""
    futures = simulate(scenario_of({"s": stage(SHAPE)}, [row("A"), ended(counted_before="yes")]), COUNT)
    assert (futures.outcomes.blocks.reason[:, 1, 0] == ALREADY_COUNTED).all()
    assert (futures.outcomes.blocks.reason[:, 1, 1:] == LAPSED).all()
    assert np.isnan(futures.outcomes.blocks.days[:, 1]).all()


def test_homes_of_a_merged_row_are_counted_where_it_went_alone() -> None:
    """Its own number is a record: the homes stand in B, and in all there are those of A and B."""
    merged = EndedAs(how="merged", when=in_days(-300, -271), into=("B",))
    gone = ended(ended_as=merged, homes=NumberRange(low=300, high=400))
    beside = simulate(scenario_of({"s": stage(SHAPE)}, [row("A"), gone, row("B")]), COUNT)
    alone = simulate(scenario_of({"s": stage(SHAPE)}, [row("A"), row("B")]), COUNT)
    assert np.array_equal(beside.outcomes.homes_by_quarter, alone.outcomes.homes_by_quarter)
    assert (beside.outcomes.blocks.homes[:, 1] == 0).all()
    assert (beside.outcomes.blocks.homes.sum(axis=1) == 200).all()


@pytest.mark.parametrize(
    "told", [{"done": ("s",)}, {"finished": (FinishedStage(stage="s", end=in_days(-40, -40)),)}]
)
def test_what_follows_the_stages_done_is_requested_at_the_data_date(told: dict[str, tuple]) -> None:
    """The permit is granted, works have not begun: the same futures as of a project that begins with the works."""
    stages = {"s": stage(SHAPE), "t": stage(SHAPE, pool="crew"), "u": stage(30.0)}
    more = {"pools": {"crew": pool(1)}}
    granted = row("P", status="in_progress", **told)
    futures = simulate(scenario_of(stages, [granted], chain("s", "t", "u"), **more), COUNT)
    fresh = simulate(scenario_of(stages, [row("P", entry=day(0))], chain("t", "u"), **more), COUNT)
    assert (futures.of("requested", "P", "t") == 0).all()
    assert np.isnan(futures.ended("P", "s")).all()
    assert np.array_equal(futures.ended("P", "u"), fresh.ended("P", "u"))


def test_a_finished_stage_is_done() -> None:
    """The same futures as with the stage named in `done`: the dates are kept, not simulated."""
    stages = {"s": stage(SHAPE), "design": stage(50.0), "t": stage(SHAPE)}
    one = FinishedStage(stage="design", begin=in_days(-200, -171), end=in_days(-100, -100))
    standing = {"status": "in_progress", "under_way": {"s": day(-100)}}
    routes = chain("s", "design", "t")
    routes["r"]["steps"][1]["after"] = []
    routes["r"]["steps"][2]["after"] = ["s", "design"]
    stated, dated = (
        simulate(scenario_of(stages, [row("P", **standing, **how)], routes), COUNT)
        for how in ({"done": ("design",)}, {"finished": (one,)})
    )
    assert np.array_equal(stated.trace.ended, dated.trace.ended, equal_nan=True)
    assert np.isnan(dated.ended("P", "design")).all()
    assert np.array_equal(dated.of("requested", "P", "t"), dated.ended("P", "s"))
