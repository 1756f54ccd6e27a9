"""Generated scenarios over every rule, for any test that says "whatever the scenario".

Durations on a grid of five days, entries on the same grid and zero durations make ties frequent; the other
half of the durations come from every family. All numbers of a scenario stay within what its checks allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from builders import WHY, duration, pool, route, row, scenario_of
from hypothesis import strategies as st

from sim.scenario import DateRange, NumberRange, ProjectRow, Scenario, StageUnderWay
from sim.scenario.read import scenario_problems

DATA_DATES = (date(2026, 1, 1), date(2026, 6, 30), date(2027, 12, 31))
QUEUES = ("first_come", "most_homes_first", "nearest_completion_first")
GRID = 5
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
CALENDARS = {"office": OFFICE, "site": SITE}

numbers = partial(st.floats, allow_nan=False, allow_infinity=False)
ticks = st.integers(0, 8).map(lambda n: float(GRID * n))


def _rising(count: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 150), min_size=count, max_size=count, unique=True).map(sorted)


def _family(family: str, **fields: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"family": st.just(family), **fields})


simple_shapes = st.one_of(
    _family("exponential", mean=numbers(1, 200)),
    _family("lognormal", median=numbers(1, 200), sigma_log=numbers(0.1, 1.2)),
    _family("gamma", shape=numbers(0.3, 20), scale=numbers(1, 30)),
    _family("weibull", shape=numbers(0.4, 5), scale=numbers(5, 200)),
    _rising(2).map(lambda n: {"family": "uniform", "low": n[0], "high": n[1]}),
    _rising(3).map(lambda n: {"family": "triangular", "low": n[0], "mode": n[1], "high": n[2]}),
    _rising(3).map(lambda n: {"family": "pert", "low": n[0], "mode": n[1], "high": n[2]}),
    _rising(3).map(
        lambda n: {"family": "quantiles", "points": [(0, n[0]), (0.3, n[1]), (0.6, n[1]), (1, n[2])]}
    ),
)
mixtures = st.tuples(simple_shapes, simple_shapes, numbers(0.05, 0.95)).map(
    lambda parts: {
        "family": "mixture",
        "components": [
            {"name": "one", "weight": parts[2], "spread": parts[0]},
            {"name": "two", "weight": 1 - parts[2], "spread": parts[1]},
        ],
    }
)
uncertain_factors = st.sampled_from(
    [
        {"family": "uniform", "low": 0.6, "high": 1.6},
        {"family": "lognormal", "median": 1.0, "sigma_log": 0.3},
        {"family": "triangular", "low": 0.5, "mode": 1.0, "high": 2.0},
    ]
)
scalings = st.sampled_from(
    [
        {"by": "homes", "exponent": 0.3, "reference": 100},
        {"by": "homes", "exponent": -0.5, "reference": 200},
        {"by": "land_ha", "exponent": 1.0, "reference": 2},
    ]
)


@st.composite
def durations(draw: st.DrawFn, calendar: str | None = None) -> dict[str, Any]:
    """A duration: fixed on the grid in half of the cases, else any shape with any factor and growth."""
    if draw(st.booleans()):
        return duration(draw(ticks), "working_days" if calendar else "days")
    units = ["days", "days", "weeks", "months"] + (["working_days"] * 3 if calendar else [])
    more = {
        "uncertain": draw(st.none() | uncertain_factors),
        "scale": draw(st.none() | scalings),
    }
    return duration(draw(st.one_of(simple_shapes, mixtures)), draw(st.sampled_from(units)), **more)


@st.composite
def stages(draw: st.DrawFn, pools: Sequence[str]) -> dict[str, Any]:
    calendar = draw(st.sampled_from([None, None, *CALENDARS]))
    table: dict[str, Any] = {"name": "stage", "duration": draw(durations(calendar)), "calendar": calendar}
    return table | {"pool": draw(st.sampled_from([*pools, *pools, None]))}


@st.composite
def pool_tables(draw: st.DrawFn, data_date: date) -> dict[str, Any]:
    steps = draw(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), max_size=4))
    changes, offset = [], 0
    for gap, slots in steps:
        offset += 2 * GRID * gap
        changes.append((data_date + timedelta(days=offset), slots))
    slots = draw(st.sampled_from([1, 1, 2, 3, 0]))
    if not any([slots, *(later for _, later in changes)]):
        changes.append((data_date + timedelta(days=offset + GRID), 1))
    return pool(slots, draw(st.sampled_from(QUEUES)), changes)


@st.composite
def routes(draw: st.DrawFn, stage_tables: dict[str, Any]) -> dict[str, Any]:
    """A route over some of the stages: any graph, any file order, now and then a duration of its own."""
    names = draw(st.lists(st.sampled_from(list(stage_tables)), min_size=1, max_size=5, unique=True))
    after = {
        name: draw(st.sets(st.sampled_from(names[:i]), max_size=2)) if i else set()
        for i, name in enumerate(names)
    }
    eligible = draw(st.sampled_from(names))
    behind = {eligible}
    for name in names:
        if after[name] & behind:
            behind.add(name)
    table = route(
        {name: sorted(after[name]) for name in draw(st.permutations(names))},
        eligible,
        draw(st.sampled_from(sorted(behind))),
    )
    for step in table["steps"]:
        if draw(st.integers(0, 5)) == 0:
            step["duration"] = draw(durations(stage_tables[step["stage"]]["calendar"]))
    return table


def _span(draw: st.DrawFn, first: int, last: int, data_date: date) -> DateRange:
    low = draw(st.integers(first // GRID, last // GRID)) * GRID
    high = low if draw(st.booleans()) else draw(st.integers(low, last))
    return DateRange(first=data_date + timedelta(days=low), last=data_date + timedelta(days=high))


def _standing(draw: st.DrawFn, route_table: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Stages done and stages under way: the done ones hold all their predecessors, so do the others."""
    after = {step["stage"]: set(step["after"]) for step in route_table["steps"]}
    done: list[str] = []
    while ready := [name for name in after if name not in done and after[name] <= set(done)]:
        if draw(st.booleans()):
            under_way = [name for name in ready if draw(st.booleans())]
            return done, under_way or ready[:1]
        done.append(draw(st.sampled_from(ready)))
    return done[:-1], done[-1:]


@st.composite
def rows(draw: st.DrawFn, place: int, tables: dict[str, Any], data_date: date, group: bool) -> ProjectRow:
    route_id = draw(st.sampled_from(list(tables)))
    size = st.one_of(st.integers(1, 500), st.just(100), st.just(NumberRange(low=80, high=240)))
    fields: dict[str, Any] = {
        "row": place + 2,
        "block": "AB"[place % 2],
        "route": route_id,
        "homes": NumberRange(low=1, high=600) if group else draw(size),
        "homes_group": "g" if group else None,
        "land_ha": None if group else NumberRange(low=1, high=draw(st.sampled_from([1, 4]))),
        "status": draw(
            st.sampled_from(["not_started", "not_started", "in_progress", "in_progress", "completed"])
        ),
        "counted_before": draw(st.sampled_from(["no", "no", "yes", "alternatives"])),
    }
    if fields["status"] == "not_started":
        fields["entry"] = _span(draw, 0, 300, data_date)
    elif fields["status"] == "completed":
        fields["completed_on"] = data_date - timedelta(days=30)
    else:
        done, under_way = _standing(draw, tables[route_id])
        fields |= {
            "done": tuple(done),
            "under_way": {name: _span(draw, -90, 0, data_date) for name in under_way},
        }
    return row(f"P{place // 2}", **fields)


def _possible(scenario: Scenario) -> Scenario:
    """Let stages that would be under way longer than they can last begin on the data date."""
    errors = [one for one in scenario_problems(scenario, "generated") if one.severity == "error"]
    too_long = {one.row for one in errors if one.column == "stage_start"}
    today = DateRange(first=scenario.settings.data_date, last=scenario.settings.data_date)
    repaired = tuple(
        one.model_copy(
            update={"under_way": tuple(StageUnderWay(stage=s.stage, start=today) for s in one.under_way)}
        )
        if one.row in too_long
        else one
        for one in scenario.rows
    )
    return scenario.model_copy(update={"rows": repaired})


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario of three to nine rows over every rule of the model, without errors."""
    data_date = draw(st.sampled_from(DATA_DATES))
    pool_ids = [f"p{i}" for i in range(draw(st.sampled_from([1, 1, 2, 2, 3, 0])))]
    stage_tables = {f"s{i}": draw(stages(pool_ids)) for i in range(draw(st.integers(1, 6)))}
    route_tables = {f"r{i}": draw(routes(stage_tables)) for i in range(draw(st.integers(1, 3)))}
    count = draw(st.integers(3, 9))
    grouped = draw(st.sets(st.integers(0, count - 1), max_size=4))
    register = [draw(rows(place, route_tables, data_date, place in grouped)) for place in range(count)]
    own = [
        {
            "project": one.project_id,
            "block": draw(st.sampled_from([None, one.block])),
            "stage": step["stage"],
            "duration": draw(durations(stage_tables[step["stage"]]["calendar"])),
        }
        for one in register[::4]
        for step in route_tables[one.route]["steps"][:1]
    ]
    open_rows = [one.key for one in register if one.counted_before == "alternatives"]
    split = draw(st.integers(0, len(open_rows)))
    accounts = [
        {"id": "low", "name": "low", "weight": 0.3, "rows": open_rows[:split]},
        {"id": "high", "name": "high", "weight": 0.7, "rows": open_rows[split:]},
    ]
    group = {"homes": 150 * len(grouped), "land_ha": 20.0, "assumption": WHY}
    return _possible(
        scenario_of(
            stage_tables,
            register,
            route_tables,
            data_date=data_date,
            targets={
                "years": [{"year": data_date.year + i, "homes": 100} for i in (0, 1)],
                "assumption": WHY,
            },
            counting={
                "counted_when": draw(st.sampled_from(["eligible", "handed_over"])),
                "alternatives": accounts if open_rows else [],
                "assumption": WHY,
            },
            calendars=CALENDARS,
            pools={pool_id: draw(pool_tables(data_date)) for pool_id in pool_ids},
            homes_groups={"g": group} if grouped else {},
            own_durations=own,
        )
    )
