"""Small scenarios whose results are frozen: every family of distributions, calendars, targets, sizes and entries."""

from __future__ import annotations

from datetime import date
from typing import Any

from builders import (
    WHY,
    blocks,
    day,
    duration,
    factor,
    pool,
    push,
    recall,
    route,
    row,
    scenario_of,
    stage,
    tender,
)
from frozen import adapter
from frozen.adapter import DateRange, Scenario, StageUnderWay

UNKNOWN = {"family": "lognormal", "median": 1.0, "sigma_log": 0.3}
GROWTH = {"by": "homes", "exponent": 0.3, "reference": 100}
FAMILIES = adapter.family_examples()
"""Every family of distributions in every way of stating it."""
OFFICE: dict[str, Any] = {
    "name": "office",
    "assumption": WHY,
    "week": [1, 1, 1, 1, 1, 0, 0],
    "holidays": "VN",
    "makeup_days": ["2026-02-28", "2027-01-30"],
}
SITE: dict[str, Any] = {
    "name": "site",
    "assumption": WHY,
    "week": [1, 1, 1, 1, 1, 1, 0.5],
    "months": [1, 1, 1, 1, 0.9, 0.8, 0.7, 0.7, 0.7, 0.8, 0.9, 1],
    "lunar_new_year": {"days_before": 10, "days_after": 15},
    "closures": [{"first": "2026-03-01", "last": "2026-03-09", "assumption": WHY}],
}


def of_family(family: str) -> Scenario:
    """Each way of stating a family: as it is, with an unknown factor and growth, and moved by a common factor.

    Each is met fresh, under way since a known day, and under way since a day in a span.
    """
    stages: dict[str, Any] = {}
    for way, numbers in FAMILIES[family].items():
        shape = {"family": family, **numbers}
        stages[f"{way}_plain"] = stage(shape)
        stages[f"{way}_grown"] = stage(shape, uncertain=UNKNOWN, scale=GROWTH)
        stages[f"{way}_moved"] = stage(shape, uncertain=UNKNOWN)
        stages[f"{way}_shared"] = stage(shape)
    span = DateRange(first=day(-55), last=day(-5))
    rows = []
    routes: dict[str, Any] = {f"r{n}": route({name: []}) for n, name in enumerate(stages)}
    for n, name in enumerate(stages):
        rows.append(row(f"fresh_{n}", route=f"r{n}", homes=250))
        for known, begun in (("day", day(-50)), ("span", span)):
            under_way = {"status": "in_progress", "under_way": {name: begun}}
            rows.append(row(f"{known}_{n}", route=f"r{n}", homes=170, **under_way))
    moved = [name for name in stages if name.endswith(("_moved", "_shared"))]
    return scenario_of(stages, rows, routes, factors={"f": factor(moved, 0.6)})


def on_calendars() -> Scenario:
    """Work on an office's and a building site's calendar: in working days and in months, known to the day, begun."""
    spread = {"family": "lognormal", "median": 40.0, "sigma_log": 0.4}
    stages = {
        "file": stage(5.0, calendar="office", unit="working_days"),
        "check": stage(spread, "desk", "office", unit="working_days"),
        "build": stage({"family": "gamma", "mean": 9.0, "sd": 3.0}, calendar="site", unit="months"),
        "hand": stage({"family": "uniform", "low": 2, "high": 8}, unit="weeks"),
    }
    rows = [
        row("A"),
        row("B", entry=DateRange(first=day(10), last=day(200))),
        row("C", status="in_progress", under_way={"check": day(-20)}),
        row("D", status="in_progress", under_way={"build": DateRange(first=day(-100), last=day(-30))}),
        row("E", status="in_progress", done=("file",), entry=None),
        row("F", entry=date(2026, 12, 28)),
    ]
    calendars = {"office": OFFICE, "site": SITE}
    return scenario_of(stages, rows, calendars=calendars, pools={"desk": pool(1, changes=[(day(90), 2)])})


def with_targets(carry_over: str) -> Scenario:
    """Targets near what is built, with a carry-over rule, a period, a programme and homes done before."""
    stages = {"build": stage({"family": "lognormal", "median": 500.0, "sigma_log": 0.6}), "hand": stage(60.0)}
    rows = [row(f"P{n}", homes=100 + 10 * n, entry=day(100 * n)) for n in range(12)]
    routes = {"r": route({"build": [], "hand": ["build"]}, "build", "hand")}
    targets = {
        "years": [{"year": 2026 + n, "homes": homes} for n, homes in enumerate((50, 200, 300, 450, 400))],
        "carry_over": carry_over,
        "period": {"first_year": 2026, "last_year": 2029, "homes": 1000},
        "programme": {"first_year": 2021, "last_year": 2030, "homes": 2000, "done_before": 300},
        "assumption": WHY,
    }
    return scenario_of(stages, rows, routes, targets=targets)


def of_shares_done() -> Scenario:
    """Stages under way of whose work a share is reported: of every shape, begun on a day or some time in a year."""
    year = DateRange(first=day(-365), last=day(-1))
    stages = {
        "plan": stage({"family": "gamma", "mean": 90.0, "sd": 60.0}, calendar="office", unit="working_days"),
        "build": stage({"family": "lognormal", "median": 500.0, "p90": 800.0}, uncertain=UNKNOWN),
        "fit": stage({"family": "quantiles", "points": [(0, 50), (0.4, 200), (0.7, 200), (1, 900)]}),
        "hand": stage(30.0),
    }
    begun = ((day(-150), 0.3), (day(-150), 0.8), (year, 0.5), (year, 0.95))
    rows = [
        row(
            f"{name}_{n}",
            status="in_progress",
            under_way={name: start},
            progress={name: share},
            status_as_of=day(-40 * (n % 2)),
        )
        for name in ("plan", "build", "fit")
        for n, (start, share) in enumerate(begun)
    ]
    return scenario_of(
        stages,
        rows,
        calendars={"office": OFFICE},
        factors={"f": factor(["build", "fit"], 0.4)},
        progress={"sigma_log": 0.2, "assumption": WHY},
    )


def of_stops() -> Scenario:
    """Sites that stood still for a while, and that still do: with an investor who can be recalled, and without."""
    build = {"family": "lognormal", "median": 400.0, "p90": 700.0}
    stages = {
        "call": stage(30.0) | {"tender": tender(0.6, 3, 20.0)},
        "start": stage({"family": "gamma", "mean": 200.0, "sd": 90.0}, calendar="office"),
        "build": stage(build, "crew", "site") | {"resumes": duration({"family": "exponential", "mean": 150})},
        "hand": stage(30.0),
    }
    grace = {"family": "uniform", "low": 200, "high": 700}
    steps = {
        "call": {"fallback": "assign"},
        "start": {"recall": recall(0.3, "call", cap=2, lapse=0.2, grace=grace)},
    }
    graph = {"call": [], "start": ["call"], "build": ["start"], "hand": ["build"]}
    spring = DateRange(first=day(-300), last=day(-240))
    rows = [
        row(
            f"{name}_{n}",
            status="in_progress",
            under_way={name: StageUnderWay(stage=name, start=begun, stopped_since=since, stops=stops)},
            status_as_of=day(-30 * (n % 2)),
        )
        for name in ("start", "build")
        for n, (begun, since, stops) in enumerate(
            (
                (DateRange(first=day(-400), last=day(-400)), None, (spring,)),
                (DateRange(first=day(-500), last=day(-400)), day(-150), (spring,)),
                (DateRange(first=day(-700), last=day(-700)), day(-450), ()),
            )
        )
    ]
    return scenario_of(
        stages,
        rows,
        {"r": route(graph, "build", "hand", steps)},
        calendars={"office": OFFICE, "site": SITE},
        pools={"crew": pool(2)},
        counting={"counted_when": "eligible", "push": push(0.8, 0.5), "assumption": WHY},
    )


def of_registers() -> Scenario:
    """Rows of every kind: entries, sizes, blocks, completed ones, two accounts of the past, homes entered to meet a target."""
    stages = {
        "plan": stage({"family": "uniform", "low": 30, "high": 200}, "desk"),
        "build": stage({"family": "lognormal", "median": 400.0, "p90": 700.0}, uncertain=UNKNOWN),
        "hand": stage({"family": "exponential", "mean": 90}),
    }
    split = {"build": {"per_block": True}, "hand": {"per_block": True}}
    graph = {"plan": [], "build": ["plan"], "hand": ["build"]}
    routes = {
        "r": route(graph, "build", "hand"),
        "b": route(graph, "build", "hand", split, blocks=blocks(2, "build", 20.0)),
    }
    year = DateRange(first=day(-300), last=day(-100))
    rows = [
        row("A", homes={"low": 80, "high": 240}),
        row("B", route="b", blocks=4, homes=403, entry=DateRange(first=day(-10), last=day(90))),
        row("C", status="completed", completed_on=day(-40), counted_before="alternatives"),
        row("D", status="in_progress", under_way={"build": year}, counted_before="alternatives"),
        row("E", status="in_progress", under_way={"plan": day(-20)}, homes={"low": 30, "high": 60}),
        row("F", status="in_progress", under_way={"plan": day(-25)}),
        row("G", homes_group="g", homes={"low": 50, "high": 150}),
        row("H", homes_group="g", homes={"low": 50, "high": 150}),
        row("I", status="completed", completed_on=day(-400), counted_before="yes"),
    ]
    push = {
        "likelihood": {"chance": 0.6, "as_sure_as_cases": 5, "assumption": WHY},
        "share_enterable": {
            "uncertain": {"family": "uniform", "low": 0.3, "high": 0.9},
            "assumption": WHY,
        },
        "beyond_target": {"spread": {"family": "exponential", "mean": 0.3}, "assumption": WHY},
    }
    accounts = [
        {"id": "few", "name": "few", "weight": 0.3, "rows": ["C"]},
        {"id": "many", "name": "many", "weight": 0.7, "rows": ["C", "D"]},
    ]
    return scenario_of(
        stages,
        rows,
        routes,
        pools={"desk": pool(1, "most_homes_first")},
        homes_groups={"g": {"homes": 230, "assumption": WHY}},
        counting={
            "counted_when": "eligible",
            "alternatives": accounts,
            "push": push,
            "assumption": WHY,
        },
    )
