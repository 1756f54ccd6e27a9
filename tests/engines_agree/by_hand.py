"""Scenarios by hand for what generated ones bring about too rarely."""

from __future__ import annotations

from datetime import date

from builders import WHY, day, factor, pool, push, route, row, scenario_of, stage, stock, stock_use, tender

from sim.scenario import DateRange, Scenario

NEVER = 0.0


def slot_held_between_rounds() -> Scenario:
    """A drops out on day 10, as its other branch, which holds the desk, comes to another round; B waits for the desk."""
    stages = {
        "call": stage(10.0) | {"tender": tender(NEVER, 1)},
        "plan": stage(4.0),
        "other": stage(3.0, "desk") | {"tender": tender(NEVER, 5, 3.0, "loop")},
        "wait": stage(5.0),
        "end": stage(1.0, "desk"),
    }
    steps = {"call": {"fallback": "drop_out"}, "other": {"fallback": "assign"}}
    routes = {
        "r": route({"call": [], "plan": [], "other": ["plan"], "end": ["call", "other"]}, steps=steps),
        "q": route({"wait": [], "end": ["wait"]}),
    }
    return scenario_of(stages, [row("A"), row("B", route="q")], routes, pools={"desk": pool(1)})


def stock_in_hand(*, rounds: bool = False) -> Scenario:
    """A drops out on day 10 with its share of a stock, waiting for the desk that B holds to day 20; C wants that share."""
    use = {"stock": stock_use("land", 1.0)}
    stages = {
        "call": stage(10.0) | {"tender": tender(NEVER, 1)},
        "other": stage(5.0, "desk") | use,
        "long": stage(20.0, "desk"),
        "late": stage(1.0) | use,
        "end": stage(0.0),
    }
    first = {"call": [], "other": [], "end": ["call", "other"]}
    steps = {"call": {"fallback": "drop_out"}}
    if rounds:
        stages["other"] |= {"tender": tender(NEVER, 2, 3.0)}
        steps["other"] = {"fallback": "assign"}
    routes = {
        "a": route(first, steps=steps),
        "b": route({"long": []}),
        "c": route({"late": []}),
    }
    rows = [row("B", route="b"), row("A", route="a", entry=day(1)), row("C", route="c", entry=day(2))]
    return scenario_of(stages, rows, routes, pools={"desk": pool(1)}, stocks={"land": stock(1.0)})


def stock_waited_for() -> Scenario:
    """A drops out on day 10 while it waits for a stock that is refilled on day 20; C, behind it, gets what A returns."""
    use = {"stock": stock_use("land", 1.0)}
    stages = {
        "call": stage(10.0) | {"tender": tender(NEVER, 1)},
        "other": stage(5.0) | use,
        "late": stage(1.0) | use,
        "end": stage(0.0),
    }
    first = {"call": [], "other": [], "end": ["call", "other"]}
    routes = {"a": route(first, steps={"call": {"fallback": "drop_out"}}), "c": route({"late": []})}
    rows = [row("A", route="a"), row("C", route="c", entry=day(2))]
    return scenario_of(stages, rows, routes, stocks={"land": stock(0.0, {day(20): 1.0})})


def lapse_on_entry() -> Scenario:
    """A drops out at the instant it enters, after a round of no length; its other branch has asked for the desk."""
    stages = {
        "call": stage(0.0) | {"tender": tender(NEVER, 1)},
        "other": stage(5.0, "desk"),
        "end": stage(0.0),
    }
    graph = route(
        {"call": [], "other": [], "end": ["call", "other"]}, steps={"call": {"fallback": "drop_out"}}
    )
    return scenario_of(stages, [row("A", entry=day(60))], {"r": graph}, pools={"desk": pool(1)})


def under_way_for_too_long() -> Scenario:
    """Forty days spent, where the stage lasts 12 to 44, as nobody knows: in most futures nothing is left."""
    unknown = {"family": "uniform", "low": 0.3, "high": 1.1}
    begun = [row(key, status="in_progress", under_way={"s": day(-40)}) for key in "AB"]
    return scenario_of({"s": stage(40.0, uncertain=unknown)}, begun)


def begun_nobody_knows_when() -> Scenario:
    """Two projects under way, of whose start only the year is known, moved by one factor; a third enters too late.

    The group of sizes has no members.
    """
    year = DateRange(first=day(-365), last=day(-1))
    begun = [row(key, status="in_progress", under_way={"s": year}) for key in "AB"]
    late = row("C", entry=date(2036, 6, 1))
    return scenario_of(
        {"s": stage({"family": "lognormal", "median": 300.0, "p90": 600.0})},
        [*begun, late],
        factors={"f": factor(["s"], 0.5)},
        homes_groups={"g": {"homes": 500, "assumption": WHY}},
    )


def homes_entered_early() -> Scenario:
    """Homes counted when handed over, and pushed into the statistic every year: what is furthest done stands last.

    A and B are under way on the data date; by the first year's end the building of B has ended.
    """
    begun = [
        row(key, status="in_progress", under_way={"build": day(-since)}, homes=60)
        for key, since in (("A", 200), ("B", 700))
    ]
    later = [
        row(key, entry=day(n), homes=40) for key, n in zip("CDEFG", (300, 250, 120, 60, 200), strict=True)
    ]
    return scenario_of(
        {"build": stage(800.0), "accept": stage(900.0)},
        [*begun, *later],
        {"r": route({"build": [], "accept": ["build"]}, "build", "accept")},
        targets={"years": [{"year": year, "homes": 90} for year in range(2026, 2031)], "assumption": WHY},
        counting={"counted_when": "handed_over", "assumption": WHY, "push": push(1.0, 1.0)},
    )


BY_HAND = (
    homes_entered_early(),
    slot_held_between_rounds(),
    stock_in_hand(),
    stock_in_hand(rounds=True),
    stock_waited_for(),
    lapse_on_entry(),
    under_way_for_too_long(),
    begun_nobody_knows_when(),
)
