"""Plans that leave something out: no array of theirs is too short for a kernel."""

from __future__ import annotations

from typing import Any

import pytest
from builders import (
    WHY,
    amendment,
    day,
    market,
    pool,
    push,
    recall,
    route,
    row,
    scenario_of,
    stage,
    stock,
    stock_use,
    tender,
    valid,
)
from engines_agree.by_hand import (
    lapse_on_entry,
    slot_held_between_rounds,
    stock_in_hand,
    stock_waited_for,
    under_way_for_too_long,
)
from test_engines_agree import agree

from sim.scenario import Scenario

WAIT = {"family": "lognormal", "median": 120, "sigma_log": 0.8}
PUSH = push(
    0.5, {"family": "uniform", "low": 0.2, "high": 1}, {"family": "exponential", "mean": 0.5}, cases=3
)


def one(table: dict[str, Any], fields: dict[str, Any] | None = None, **more: Any) -> Scenario:
    """One project of one stage, and nothing else but what is said."""
    return scenario_of({"s": table}, [row("A", **fields or {})], **more)


def only(step: dict[str, Any]) -> dict[str, Any]:
    return {"r": route({"s": []}, steps={"s": step})}


EDGES = {
    "one stage": one(stage(WAIT)),
    "nothing to do": one(stage(0.0)),
    "past the horizon": one(stage(9999.0)),
    "completed": one(stage(WAIT), {"status": "completed", "completed_on": day(-30)}),
    "completed, a push": one(
        stage(WAIT),
        {"status": "completed", "completed_on": day(-30)},
        counting={"counted_when": "eligible", "push": PUSH, "assumption": WHY},
    ),
    "under way": one(stage(WAIT), {"status": "in_progress", "under_way": {"s": day(-40)}}),
    "begun today": one(stage(WAIT), {"status": "in_progress", "under_way": {"s": day(0)}}),
    "a pool that nobody asks": one(stage(WAIT), pools={"desk": pool(1)}),
    "a pool without slots": one(stage(WAIT, "desk"), pools={"desk": pool(0, changes=[(day(90), 1)])}),
    "an empty stock": one(stage(WAIT) | {"stock": stock_use("land", 1)}, stocks={"land": stock(0.0)}),
    "a market that nothing feels": one(stage(WAIT), market=market({("up", "down"): 1.0}, "up")),
    "a market of one change": one(
        stage(5.0) | {"tender": tender({"up": 0.0, "down": 1.0}, 9, 90.0)},
        routes=only({"fallback": "drop_out"}),
        market=market({("up", "down"): 1.0}, "up", max_switches=1),
    ),
    "a tender of one round": one(
        stage(5.0) | {"tender": tender(0.5, 1)}, routes=only({"fallback": "assign"})
    ),
    "a tender made by a law": one(
        stage(WAIT) | {"law": [amendment(day(0), WAIT, tender=tender(0.5, 2))]},
        routes=only({"fallback": "assign"}),
    ),
    "a recall, and nothing else": scenario_of(
        {"call": stage(5.0), "s": stage(WAIT)},
        [row("A")],
        {"r": route({"call": [], "s": ["call"]}, steps={"s": {"recall": recall(3.0, "call")}})},
    ),
    "a notice that is void at once": scenario_of(
        {"notice": stage(9.0), "s": stage(WAIT)},
        [row("A")],
        {"r": route({"notice": [], "s": ["notice"]}, steps={"s": {"needs_valid": valid("notice", 1.0)}})},
    ),
    "a push, many rows": scenario_of(
        {"s": stage(WAIT)},
        [row(f"P{i}") for i in range(33)],
        counting={"counted_when": "eligible", "push": PUSH, "assumption": WHY},
    ),
    "a slot held between rounds": slot_held_between_rounds(),
    "a stock in hand": stock_in_hand(),
    "a stock in hand, rounds": stock_in_hand(rounds=True),
    "a stock waited for": stock_waited_for(),
    "a lapse on entry": lapse_on_entry(),
    "under way for too long": under_way_for_too_long(),
}


@pytest.mark.parametrize("name", EDGES)
def test_plans_at_the_edges_run_and_agree(name: str) -> None:
    agree(EDGES[name], 3, 1, 7, 2)
