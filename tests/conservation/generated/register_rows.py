"""Rows of generated registers, and what is said of their past."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from builders import WHY, duration, row
from conservation.generated.scenario_dated import GRID
from hypothesis import strategies as st

from sim.scenario import (
    DateRange,
    EndedAs,
    FinishedStage,
    NumberRange,
    ProjectRow,
    Route,
    StageUnderWay,
)

NEVER_BEGINS = {
    "some": {"name": "some", "chance": 0.4, "as_sure_as_cases": 3, "assumption": WHY},
    "all": {"name": "all", "chance": 1.0, "assumption": WHY},
}

RESUMES = [
    duration({"family": "exponential", "mean": 40}),
    duration(15.0, uncertain={"family": "uniform", "low": 0.5, "high": 2.0}),
    duration({"family": "uniform", "low": 0, "high": 20}, unit="months"),
]
PROGRESS = {"sigma_log": 0.2, "assumption": WHY}


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
def rows(
    draw: st.DrawFn,
    place: int,
    tables: dict[str, Any],
    stage_tables: dict[str, Any],
    data_date: date,
    group: bool,
) -> ProjectRow:
    route_id = draw(st.sampled_from(list(tables)))
    size = st.one_of(st.integers(1, 500), st.just(100), st.just(NumberRange(low=80, high=240)))
    fields: dict[str, Any] = {
        "row": place + 2,
        "block": "AB"[place % 2],
        "route": route_id,
        # Never so small beside the others of its group that it is left without a home.
        "homes": NumberRange(low=30, high=600) if group else draw(size),
        "homes_group": "g" if group else None,
        "land_ha": None if group else NumberRange(low=1, high=draw(st.sampled_from([1, 4]))),
        "status": draw(
            st.sampled_from(["not_started", "not_started", "in_progress", "in_progress", "completed"])
        ),
        "counted_before": draw(st.sampled_from(["no", "no", "yes", "alternatives"])),
    }
    if fields["status"] == "not_started":
        fields["start_hazard"] = draw(st.sampled_from([None, None, None, "h0", "h1"]))
        fields["entry"] = _span(draw, 0, 300, data_date)
        if fields["start_hazard"] is not None:
            fields["entry"] = draw(st.none() | st.just(fields["entry"].first))
    elif fields["status"] == "completed":
        fields["completed_on"] = data_date - timedelta(days=30)
    else:
        done, under_way = _standing(draw, tables[route_id])
        fields |= {
            "done": tuple(done),
            "under_way": {name: _span(draw, -90, 0, data_date) for name in under_way},
        }
        running = [table["tender"] for name in under_way if "tender" in (table := stage_tables[name])]
        if len(running) == 1:
            fields["tender_round"] = draw(st.integers(1, running[0]["rounds"]))
    milestones = {tables[route_id]["eligible_after"], tables[route_id]["handed_over_after"]}
    if fields["status"] != "completed" and not milestones.intersection(fields.get("done", ())):
        fields["never_begins"] = draw(st.sampled_from([*[None] * 6, *NEVER_BEGINS]))
    split = {step["stage"] for step in tables[route_id]["steps"] if "per_block" in step}
    begun = {*fields.get("done", ()), *fields.get("under_way", ())}
    if "blocks" in tables[route_id] and not begun & split:
        fields["blocks"] = draw(st.integers(1, 4))
        if fields["blocks"] > 1:
            fields["homes"] = NumberRange(
                low=30 if group else 7, high=600 if group else draw(st.sampled_from([7, 600]))
            )
    return row(f"P{place // 2}", **fields)


@st.composite
def past(draw: st.DrawFn, one: ProjectRow, data_date: date) -> dict[str, Any]:
    """Some rows have ended; of some stages that are done the dates are known."""
    before = DateRange(first=data_date - timedelta(days=400), last=data_date - timedelta(days=200))
    if not one.under_way and not one.done and draw(st.integers(0, 9)) == 0:
        how = draw(st.sampled_from(["cancelled", "lapsed", "stopped", "merged", "split"]))
        into = {"merged": ("P0",), "split": ("P0", "P1")}.get(how, ())
        if into and (one.project_id in ("P0", "P1") or one.homes_group or one.counted_before != "no"):
            how, into = "cancelled", ()
        ended = {"ended_as": EndedAs(how=how, when=before, into=into)}
        ended |= dict.fromkeys(("entry", "start_hazard", "completed_on", "never_begins"))
        return {"status": "ended", **ended}
    changed: dict[str, Any] = {}
    if one.done and draw(st.integers(0, 3)) == 0:
        # What follows the stages done has not begun.
        changed |= {"under_way": (), "tender_round": 1}
    if one.done and draw(st.booleans()):
        begin = draw(st.sampled_from([before, None]))
        finished = tuple(FinishedStage(stage=stage, begin=begin, end=before) for stage in one.done)
        changed |= {"done": (), "finished": finished}
    return changed


@st.composite
def told(draw: st.DrawFn, one: ProjectRow) -> tuple[StageUnderWay, ...]:
    """Of the work of some stages under way a share is reported; where none was possible yet, that is repaired later."""
    shares = st.sampled_from([None, None, 0.02, 0.5, 0.9])
    return tuple(part.model_copy(update={"progress": draw(shares)}) for part in one.under_way)


@st.composite
def stopped(draw: st.DrawFn, one: ProjectRow, route: Route) -> tuple[StageUnderWay, ...]:
    """The work of some stages under way has stood still for a while, or does; mostly, where investors are recalled."""
    recalls = {step.stage for step in route.steps if step.recall is not None}
    parts = []
    for part in one.under_way:
        begun, seen = part.start.last + timedelta(days=1), one.status_as_of
        days = (seen - begun).days
        goes_on = [None] if part.stage in recalls else [None] * 3
        since = draw(st.sampled_from([*goes_on, seen, begun, begun, begun])) if days > 0 else None
        end = (since or seen) - timedelta(days=1)
        stops = ()
        if (end - begun).days > 2 and draw(st.booleans()):
            last = begun + timedelta(days=draw(st.integers(1, (end - begun).days - 1)))
            stops = (DateRange(first=begun + timedelta(days=1), last=last),)
        parts.append(part.model_copy(update={"stopped_since": since, "stops": stops}))
    return tuple(parts)
