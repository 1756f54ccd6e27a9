"""Stocks that are used up and refilled, and blocks built by crews: schedules worked out by hand, held to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from builders import (
    blocks,
    day,
    pool,
    route,
    row,
    scenario_of,
    stage,
    stock,
    stock_use,
    tender,
)
from futures import STANDARD_ERRORS
from known_answers.rules.whole_model import is_uniform, same, simulate
from scipy import stats

from sim.experiment import run


def taking(amount, per="project", length=10.0, pool_id=None):
    return stage(length, pool_id) | {"stock": stock_use("plots", amount, per)}


@pytest.mark.parametrize(
    ("per", "amount", "sizes"),
    [
        ("homes", 0.5, [{"homes": homes} for homes in (16, 30, 4, 10, 12)]),
        ("land_ha", 2.0, [{"land_ha": {"low": ha, "high": ha}} for ha in (4, 7.5, 1, 2.5, 3)]),
    ],
)
def test_a_large_request_at_the_head_is_not_passed(per, amount, sizes):
    """10 plots, 20 more on day 30, 5 on day 60; asked for: 8, 15, 2, 5, 6, one after the other."""
    rows = [
        row(key, entry=day(asked), **size)
        for key, asked, size in zip("ABCDE", (0, 1, 2, 40, 41), sizes, strict=True)
    ]
    stocks = {"plots": stock(10, {day(30): 20, day(60): 5})}
    futures = simulate(scenario_of({"s": taking(amount, per)}, rows, stocks=stocks))
    # A leaves 2, which would be enough for C; B waits for the refill and C behind it. E is short of 1 for good.
    assert same([futures.started(key, "s")[0] for key in "ABCDE"], [0, 30, 30, 40, np.nan])
    assert same([futures.ended(key, "s")[0] for key in "ABCD"], [10, 40, 40, 50])


def test_requests_of_one_instant_are_served_in_file_order_and_once_a_project():
    rows = [row(key, homes=homes) for key, homes in (("A", 500), ("B", 5), ("C", 50))]
    futures = simulate(scenario_of({"s": taking(4)}, rows, stocks={"plots": stock(8, {day(25): 4})}))
    assert same([futures.started(key, "s")[0] for key in "ABC"], [0, 0, 25])


def test_a_refill_and_a_request_of_the_same_instant_meet():
    rows = [row("A", entry=day(25)), row("B", entry=day(24))]
    futures = simulate(scenario_of({"s": taking(4)}, rows, stocks={"plots": stock(0, {day(25): 8})}))
    assert same([futures.started(key, "s")[0] for key in "AB"], [25, 25])


def test_what_a_stage_under_way_needed_it_has_taken_before():
    rows = [row("A", status="in_progress", under_way={"s": day(-3)}), row("B")]
    futures = simulate(scenario_of({"s": taking(5)}, rows, stocks={"plots": stock(5)}))
    assert same([futures.ended(key, "s")[0] for key in "AB"], [7, 10])


def test_the_stock_is_taken_before_the_slot():
    """A holds the crew; B takes the last plots and waits for the crew, so that C, whose crew is free, has none left."""
    stages = {"s": taking(5, pool_id="crew"), "t": taking(5)}
    rows = [row("A", route="s"), row("B", route="s", entry=day(1)), row("C", route="t", entry=day(2))]
    routes = {"s": route({"s": []}), "t": route({"t": []})}
    stocks, pools = {"plots": stock(10, {day(90): 5})}, {"crew": pool(1)}
    futures = simulate(scenario_of(stages, rows, routes, stocks=stocks, pools=pools))
    assert same([futures.started(k, s)[0] for k, s in (("A", "s"), ("B", "s"), ("C", "t"))], [0, 10, 90])


def with_a_tender_that_fails(take):
    """A takes from the stock while its tender fails on day 20 and makes it lapse; B only takes."""
    graph = route({"call": [], "take": [], "end": ["call", "take"]}, steps={"call": {"fallback": "drop_out"}})
    stages = {"call": stage(20.0) | {"tender": tender(0.0, 1)}, "take": take, "end": stage(0.0)}
    return stages, {"r": graph, "q": route({"take": []})}


def test_a_project_that_lapsed_while_it_waited_gives_back_what_it_is_given():
    stages, routes = with_a_tender_that_fails(taking(10))
    rows = [row("A"), row("B", route="q", entry=day(5))]
    futures = simulate(scenario_of(stages, rows, routes, stocks={"plots": stock(0, {day(50): 10})}))
    assert futures.lapsed("A")[0] == 20
    assert np.isnan(futures.started("A", "take")[0])
    assert futures.started("B", "take")[0] == 50


def test_a_project_that_lapsed_while_it_waited_gives_back_its_slot():
    stages, routes = with_a_tender_that_fails(stage(10.0, "crew"))
    rows = [row("C", route="q"), row("A"), row("B", route="q", entry=day(5))]
    # C holds the only slot for 10 days and again B after it; A, before B in the queue, lapsed while C worked.
    stages["take"] = stage(30.0, "crew")
    futures = simulate(scenario_of(stages, rows, routes, pools={"crew": pool(1)}))
    assert np.isnan(futures.started("A", "take")[0])
    assert futures.started("B", "take")[0] == 30


def test_what_a_lapsed_project_took_while_waiting_for_a_slot_is_there_again():
    stages, routes = with_a_tender_that_fails(taking(10, pool_id="crew"))
    stages["other"] = taking(10)
    routes["q"] = route({"other": []})
    rows = [row("A"), row("B", route="q", entry=day(5))]
    pools = {"crew": pool(0, changes=[(day(100), 1)])}
    futures = simulate(scenario_of(stages, rows, routes, stocks={"plots": stock(10)}, pools=pools))
    assert np.isnan(futures.started("A", "take")[0])
    assert futures.started("B", "other")[0] <= 100


def test_three_tenths_serve_three_requests_of_a_tenth():
    rows = [row(key) for key in "ABC"]
    futures = simulate(scenario_of({"s": taking(0.1)}, rows, stocks={"plots": stock(0.3)}))
    assert same([futures.started(key, "s")[0] for key in "ABC"], [0, 0, 0])


STAGES = {"prepare": stage(20.0), "shell": stage(100.0), "finish": stage(30.0), "close": stage(5.0)}
AFTER = {"prepare": [], "shell": ["prepare"], "finish": ["shell"], "close": ["finish"]}
PER_BLOCK = {"shell": {"per_block": True}, "finish": {"per_block": True}}


def crews(at_a_time, until, stagger, handed_over_after="finish"):
    rule = blocks(at_a_time, until, stagger)
    return {"r": route(AFTER, "shell", handed_over_after, steps=PER_BLOCK, blocks=rule)}


FIVE = row("P", homes=103, blocks=5)


@pytest.mark.parametrize(
    ("at_a_time", "until", "stagger", "starts"),
    [
        # Two crews; block 3 takes the crew of block 1 on day 120, 4 that of 2, 5 that of 3.
        (2, "shell", 10.0, [20, 30, 120, 130, 220]),
        (2, "finish", 10.0, [20, 30, 150, 160, 280]),
        # The stagger from the day the project is ready, where it is later than the crew.
        (2, "shell", 80.0, [20, 100, 180, 260, 340]),
        (1, "shell", 0.0, [20, 120, 220, 320, 420]),
        (5, "shell", 0.0, [20, 20, 20, 20, 20]),
        (24, "finish", 7.0, [20, 27, 34, 41, 48]),
    ],
)
def test_crews_take_the_blocks_in_turn(at_a_time, until, stagger, starts):
    futures = simulate(scenario_of(STAGES, [FIVE], crews(at_a_time, until, stagger)))
    shells = np.array(starts) + 100.0
    assert same([futures.started("P", "shell", b)[0] for b in range(5)], starts)
    assert same([futures.ended("P", "shell", b)[0] for b in range(5)], shells)
    assert same(futures.outcomes.blocks.days[0, :, 1], shells)
    assert same(futures.outcomes.blocks.days[0, :, 2], shells + 30)
    assert futures.outcomes.blocks.homes[0].tolist() == [21, 21, 21, 20, 20]
    assert futures.ended("P", "close")[0] == shells.max() + 35


def test_homes_count_block_by_block_in_the_year_they_come():
    scenario = scenario_of(STAGES, [FIVE], crews(2, "shell", 80.0, "close"))
    results = run(scenario, replications=1, completions=True)
    # Shells on days 120, 200, 280, 360, 440; acceptance of all together on day 475.
    assert results.homes_in_years("eligible")[0, :2].tolist() == [83, 20]
    assert results.homes_in_years("handed_over")[0, :2].tolist() == [0, 103]
    assert results.completions.blocks == ("#1", "#2", "#3", "#4", "#5")


def test_blocks_share_a_pool_with_everybody():
    """One slot: block 1 has it from day 20, the other project (which asked on day 25) before block 2 (day 30)."""
    stages = STAGES | {"shell": stage(100.0, "crew")}
    routes = crews(2, "shell", 10.0) | {"q": route({"shell": []})}
    rows = [row("P", blocks=3), row("Q", route="q", entry=day(25))]
    futures = simulate(scenario_of(stages, rows, routes, pools={"crew": pool(1)}))
    # Block 3 asks when the crew of block 1 moves on, on day 120.
    assert same([futures.started("P", "shell", b)[0] for b in range(3)], [20, 220, 320])
    assert futures.started("Q", "shell")[0] == 120


def test_two_first_stages_of_a_block_both_wait_for_the_crew():
    stages = {"a": stage(10.0), "b": stage(30.0), "c": stage(5.0)}
    graph = route(
        {"a": [], "b": [], "c": ["a", "b"]},
        steps={name: {"per_block": True} for name in stages},
        blocks=blocks(1, "c", 12.0),
    )
    futures = simulate(scenario_of(stages, [row("P", blocks=3)], {"r": graph}))
    for name in "ab":
        assert same([futures.started("P", name, b)[0] for b in range(3)], [0, 35, 70])


def test_blocks_meet_chances_of_their_own():
    law = stats.lognorm(0.5, scale=100)
    stages = STAGES | {"shell": stage({"family": "lognormal", "median": 100, "sigma_log": 0.5})}
    routes = crews(3, "shell", {"family": "uniform", "low": 1, "high": 5})
    futures = simulate(scenario_of(stages, [row("P", blocks=3)], routes), 800)
    chances = [law.cdf(futures.ended("P", "shell", b) - futures.started("P", "shell", b)) for b in range(3)]
    assert all(is_uniform(chance) for chance in chances)
    for i, j in ((0, 1), (1, 2), (0, 2)):
        assert abs(np.corrcoef(chances[i], chances[j])[0, 1]) < STANDARD_ERRORS / np.sqrt(800)
    # Block b waits (b - 1) times a stagger of 1 to 5 days.
    for b in (1, 2):
        assert is_uniform(((futures.started("P", "shell", b) - 20) / b - 1) / 4)


def test_a_rule_for_blocks_changes_nothing_for_a_project_of_one():
    stages = STAGES | {"shell": stage({"family": "lognormal", "median": 100, "sigma_log": 0.5})}
    plain = simulate(scenario_of(stages, [row("P")], {"r": route(AFTER, "shell", "finish")}), 50)
    ruled = simulate(scenario_of(stages, [row("P")], crews(2, "shell", 10.0)), 50)
    assert same(plain.trace.ended, ruled.trace.ended)


def test_blocks_that_a_route_does_not_tell_apart_come_together():
    futures = simulate(scenario_of({"s": stage(40.0)}, [row("P", homes=10, blocks=4)]))
    assert futures.outcomes.blocks.homes[0].tolist() == [3, 3, 2, 2]
    assert same(futures.outcomes.blocks.days[0], np.full((4, 3), 40.0))


def test_the_work_of_a_block_goes_by_its_own_homes():
    """103 homes in parts of 21, 21, 21, 20, 20: 5 days a home."""
    scale = {"by": "homes", "exponent": 1, "reference": 20}
    stages = STAGES | {"shell": stage(100.0, scale=scale)}
    futures = simulate(scenario_of(stages, [FIVE], crews(5, "shell", 0.0)))
    assert same([futures.ended("P", "shell", b)[0] for b in range(5)], [125, 125, 125, 120, 120])


@pytest.mark.parametrize(
    ("per", "amount", "level", "refill"),
    [("homes", 1.0, 62.0, 41.0), ("project", 5.0, 2.5, 2.5), ("land_ha", 2.0, 2.5, 2.5)],
)
def test_blocks_take_their_parts_of_a_stock(per, amount, level, refill):
    """All ask on day 20: 21 + 21 homes of 62 (or 1 + 1 of 2.5) leave less than a part, so that three wait for day 50."""
    part = {"low": 2.5, "high": 2.5}
    stages = STAGES | {"shell": taking(amount, per, 100.0)}
    rows = [row("P", homes=103, blocks=5, land_ha=part)]
    stocks = {"plots": stock(level, {day(50): refill})}
    futures = simulate(scenario_of(stages, rows, crews(5, "shell", 0.0), stocks=stocks))
    assert same([futures.started("P", "shell", b)[0] for b in range(5)], [20, 20, 50, 50, 50])
