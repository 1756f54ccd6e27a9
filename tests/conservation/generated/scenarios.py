"""Generated scenarios over every rule, for any test that says "whatever the scenario".

Durations on a grid of five days, entries on the same grid and zero durations make ties frequent; the other
half of the durations come from every family. All numbers of a scenario stay within what its checks allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from builders import WHY, duration, factor, push, scenario_of
from conservation.generated.register_rows import NEVER_BEGINS, PROGRESS, RESUMES, past, rows, stopped, told
from conservation.generated.scenario_dated import GRID, fast_tracks, with_cuts_by_stage
from conservation.generated.scenario_parts import (
    CALENDARS,
    durations,
    is_built,
    likelihoods,
    markets,
    pool_tables,
    routes,
    stages,
    stock_tables,
)
from conservation.generated.steps_of_routes import with_steps_of_their_own
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

from sim.files import partial_of
from sim.files.checks import time_problems
from sim.files.checks.sizes import size_problems
from sim.scenario import (
    DateRange,
    NumberRange,
    ProjectRow,
    Scenario,
    StageUnderWay,
    ancestry,
)

# Hypothesis also tries numbers that stand in modules a process has imported: any change of code would change the
# scenarios, and with them which rules a fixed count of them reaches.
providers._get_local_constants = lambda: providers._local_constants

DATA_DATES = (date(2026, 1, 1), date(2026, 6, 30), date(2027, 12, 31))


@st.composite
def explained(
    draw: st.DrawFn, register: Sequence[ProjectRow], accounts: Sequence[dict[str, Any]]
) -> tuple[int, int] | None:
    """Perhaps a total that the second account can explain, and the first with homes elsewhere."""
    named = [one for one in register if one.counted_before == "alternatives"]
    if any(one.homes_group for one in named) or draw(st.booleans()):
        return None
    rows = [one for one in named if one.key in accounts[1]["rows"]]
    fewest, most = int(sum(one.homes.low for one in rows)), int(sum(one.homes.high for one in rows))
    low = fewest + (most - fewest) * draw(st.integers(0, 4)) // 4
    accounts[0]["elsewhere"] = [0, draw(st.sampled_from([0, 700]))]
    return low, low + draw(st.sampled_from([0, 60]))


long_shapes = st.sampled_from(
    [{"family": "exponential", "mean": 400}, {"family": "lognormal", "median": 300, "sigma_log": 0.5}]
)


@st.composite
def start_hazards(draw: st.DrawFn, states: Sequence[str], data_date: date) -> dict[str, Any]:
    """A stock of which much starts every year, or nothing, by state of the market or not, faster from dates on."""
    share = st.sampled_from([0.3, 0.9, 0.0])
    by_state = bool(states) and draw(st.booleans())
    later = data_date + timedelta(days=GRID * draw(st.integers(0, 40)))
    return {
        "name": "stock",
        "share_a_year": {state: draw(share) for state in states} if by_state else draw(share),
        "year_factor": draw(
            st.sampled_from([None, {"family": "lognormal", "median": 1.0, "sigma_log": 0.8}])
        ),
        "uncertain": draw(st.sampled_from([None, {"family": "uniform", "low": 0.5, "high": 2.0}])),
        "changes": draw(st.sampled_from([[], [{"from_date": later, "times": 3.0}]])),
        "assumption": WHY,
    }


@st.composite
def pushes(draw: st.DrawFn, states: Sequence[str]) -> dict[str, Any]:
    low, beyond = draw(st.sampled_from([0.6, 0.3])), draw(st.sampled_from([0.0, 0.1, 3.0]))
    share = {"family": "uniform", "low": low, "high": draw(st.sampled_from([1.0, 0.7]))}
    table = push(1.0, share, {"family": "exponential", "mean": beyond} if beyond else 0.0)
    # Mostly made: how it depends on the market needs few.
    by_market = draw(st.sampled_from([False, False, False, True]))
    return table | {"likelihood": draw(likelihoods(states))} if by_market else table


@st.composite
def factors(draw: st.DrawFn, stage_tables: dict[str, Any]) -> dict[str, Any]:
    """Up to two common factors, each stage in one of them at most."""
    of_stage = {name: draw(st.sampled_from(["", "", "f0", "f1"])) for name in stage_tables}
    moved = {f: [name for name, one in of_stage.items() if one == f] for f in ("f0", "f1")}
    shared = st.sampled_from([0.0, 0.3, 0.95])
    return {f: factor(names, draw(shared)) for f, names in moved.items() if names}


@st.composite
def correlations(
    draw: st.DrawFn, stage_tables: dict[str, Any], route_tables: dict[str, Any]
) -> list[dict[str, Any]]:
    """Some of the unknown factors belong together, those of later laws and of routes among them."""
    stated = {f"stages.{name}": table["duration"] for name, table in stage_tables.items()}
    for name, table in stage_tables.items():
        for law in table.get("law", ()):
            stated[f"stages.{name}.law.{law['from_date']}"] = law["duration"]
    for route_id, table in route_tables.items():
        for step in table["steps"]:
            if "duration" in step:
                stated[f"routes.{route_id}.{step['stage']}"] = step["duration"]
            for law in step.get("law", ()):
                stated[f"routes.{route_id}.{step['stage']}.law.{law['from_date']}"] = law["duration"]
    places = [place for place, one in stated.items() if one.get("uncertain") is not None]
    if len(places) < 2 or draw(st.booleans()):
        return []
    chosen = draw(st.lists(st.sampled_from(places), min_size=2, max_size=4, unique=True))
    return [{"between": chosen, "correlation": draw(st.sampled_from([0.0, 0.6, 1.0])), "assumption": WHY}]


def _possible(scenario: Scenario) -> Scenario:
    """Let stages that would be under way longer than they can last begin on the data date."""
    parts = partial_of(scenario, "generated")
    graphs = {
        route_id: graph for route_id, one in parts.routes.items() if (graph := ancestry(one)) is not None
    }
    too_long = {one.row for one in time_problems(parts, graphs) if one.severity == "error"}
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
    """A scenario of three to eight rows over every rule of the model, without errors."""
    scenario = draw(_of_one_day())
    # Drawn last, so that all else of an example is as it would be without.
    ages = [draw(st.sampled_from([0, 0, 10, 40, 150])) for _ in scenario.rows]
    data_date = scenario.settings.data_date
    register = [
        one.model_copy(update={"status_as_of": data_date - timedelta(days=age)} | draw(past(one, data_date)))
        for one, age in zip(scenario.rows, ages, strict=True)
    ]
    register = [one.model_copy(update={"under_way": draw(told(one))}) for one in register]
    register = [
        one.model_copy(update={"under_way": draw(stopped(one, scenario.settings.routes[one.route]))})
        for one in register
    ]
    scenario = scenario.model_copy(update={"rows": tuple(register)})
    scenario = draw(with_steps_of_their_own(scenario))
    without = tuple(one.row for one in register if draw(st.integers(0, 5)) == 0)
    return draw(with_cuts_by_stage(_possible(_without_homes(scenario, without))))


def _without_homes(scenario: Scenario, wanted: Sequence[int]) -> Scenario:
    """Let some rows bring no homes, where that goes with their homes group and with how long their stages take."""
    none = NumberRange(low=0, high=0)
    changed = scenario.model_copy(
        update={
            "rows": tuple(
                one.model_copy(update={"homes": none})
                if one.row in wanted and one.counted_before != "alternatives"
                else one
                for one in scenario.rows
            )
        }
    )
    parts = partial_of(changed, "generated")
    graphs = {
        route_id: graph for route_id, one in parts.routes.items() if (graph := ancestry(one)) is not None
    }
    refused = {one.row for one in size_problems(parts, graphs) if one.severity == "error"}
    return scenario.model_copy(
        update={
            "rows": tuple(
                one if after.row in refused else after
                for one, after in zip(scenario.rows, changed.rows, strict=True)
            )
        }
    )


@st.composite
def _of_one_day(draw: st.DrawFn) -> Scenario:
    """A scenario of which every row states how things stand on the data date."""
    data_date = draw(st.sampled_from(DATA_DATES))
    pool_ids = [f"p{i}" for i in range(draw(st.sampled_from([1, 1, 2, 2, 3, 0])))]
    stock_ids = [f"n{i}" for i in range(draw(st.sampled_from([0, 1, 2])))]
    market_table = draw(markets())
    states = list(market_table["states"]) if market_table else []
    stage_tables = {
        f"s{i}": draw(stages(pool_ids, stock_ids, states, data_date)) for i in range(draw(st.integers(3, 7)))
    }
    route_tables = {
        f"r{i}": draw(routes(stage_tables, states, data_date)) for i in range(draw(st.integers(1, 3)))
    }
    count = draw(st.integers(3, 8))
    grouped = draw(st.sets(st.integers(0, count - 1), max_size=4))
    register = [
        draw(rows(place, route_tables, stage_tables, data_date, place in grouped)) for place in range(count)
    ]
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
    total = draw(explained(register, accounts)) if open_rows else None
    building = all(is_built(table, stage_tables) for table in route_tables.values())
    push = draw(pushes(states)) if building and draw(st.integers(0, 4)) else None
    if push is not None and draw(st.booleans()):
        # So that the end of a year finds homes under construction.
        for table in route_tables.values():
            built = stage_tables[table["eligible_after"]]
            stage_tables[table["eligible_after"]] = built | {"duration": duration(draw(long_shapes))}
    stage_tables = {
        name: table | {"resumes": RESUMES[i % len(RESUMES)]}
        for i, (name, table) in enumerate(stage_tables.items())
    }
    group = {"homes": 150 * len(grouped), "land_ha": 20.0, "assumption": WHY}
    return _possible(
        scenario_of(
            stage_tables,
            register,
            route_tables,
            data_date=data_date,
            targets={
                "years": [
                    {"year": data_date.year + i, "homes": draw(st.sampled_from([20, 60, 150]))}
                    for i in range(draw(st.integers(1, 3)))
                ],
                "carry_over": draw(st.sampled_from(["none", "surplus", "cumulative"])),
                "assumption": WHY,
            },
            counting={
                "counted_when": draw(st.sampled_from(["eligible", "handed_over"])),
                "alternatives": accounts if open_rows else [],
                "alternatives_total": total,
                "push": push,
                "assumption": WHY,
            },
            calendars=CALENDARS,
            market=market_table,
            stocks={stock_id: draw(stock_tables(data_date)) for stock_id in stock_ids},
            factors=draw(factors(stage_tables)),
            fast_tracks=draw(fast_tracks(stage_tables, route_tables, data_date, push is not None)),
            correlations=draw(correlations(stage_tables, route_tables)),
            pools={pool_id: draw(pool_tables(data_date)) for pool_id in pool_ids},
            homes_groups={"g": group} if grouped else {},
            never_begins=NEVER_BEGINS,
            progress=PROGRESS,
            start_hazards={key: draw(start_hazards(states, data_date)) for key in ("h0", "h1")},
            own_durations=own,
        )
    )
