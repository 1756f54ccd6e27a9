"""Scenario -> plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.model.calendars import CalendarTable, calendar_table, plain_calendar
from sim.model.graph import in_order, predecessor_matrix
from sim.model.laws import LawBook
from sim.model.plan import (
    DONE,
    FIRST_COME,
    MOST_HOMES_FIRST,
    NEAREST_COMPLETION_FIRST,
    NO_POOL,
    TO_DO,
    UNDER_WAY,
    Chances,
    GroupTotal,
    Labels,
    Network,
    Plan,
    Reckoning,
    RowChances,
    Span,
)
from sim.scenario import Calendar, DateRange, NumberRange, Pool, ProjectRow, Scenario, Settings, Step

YEARS_BEYOND_LAST_TARGET = 5
_QUEUE_RULES = {
    "first_come": FIRST_COME,
    "most_homes_first": MOST_HOMES_FIRST,
    "nearest_completion_first": NEAREST_COMPLETION_FIRST,
}


def make_plan(scenario: Scenario) -> Plan:
    """Turn a checked scenario into arrays.

    Parameters
    ----------
    scenario : Scenario
        As read and checked; references between its parts are taken to be sound.

    Returns
    -------
    Plan
    """
    settings = scenario.settings
    steps = {route_id: in_order(route) for route_id, route in settings.routes.items()}
    calendars = _calendars(settings)
    book = LawBook(settings, calendars)
    laws = [tuple(book.law_of(row, step) for step in steps[row.route]) for row in scenario.rows]
    labels = Labels(
        keys=tuple(row.key for row in scenario.rows),
        projects=tuple(row.project_id for row in scenario.rows),
        blocks=tuple(row.block for row in scenario.rows),
        routes=tuple(settings.routes),
        stages=tuple(tuple(step.stage for step in steps[route_id]) for route_id in settings.routes),
        pools=tuple(settings.pools),
        accounts=tuple(account.id for account in settings.counting.alternatives),
    )
    network = _network(scenario, steps, calendars, book, laws)
    chances = Chances(
        laws=book.laws,
        rows=tuple(
            _row_chances(scenario, row, steps[row.route], row_laws)
            for row, row_laws in zip(scenario.rows, laws, strict=True)
        ),
        groups=tuple(
            GroupTotal(group.homes, np.nan if group.land_ha is None else group.land_ha)
            for group in settings.homes_groups.values()
        ),
        account_weights=tuple(account.weight for account in settings.counting.alternatives),
    )
    return Plan(settings.data_date, network, chances, _reckoning(settings, steps), labels)


def days_from(data_date: date, day: date) -> float:
    """Days from the data date's 00:00 to a day's 00:00."""
    return float((day - data_date).days)


@dataclass(frozen=True)
class _Calendars:
    tables: tuple[CalendarTable, ...]
    index: dict[str | None, int]


def _calendars(settings: Settings) -> _Calendars:
    tables = [plain_calendar(settings.data_date)]
    index: dict[str | None, int] = {None: 0}
    for calendar_id, calendar in settings.calendars.items():
        index[calendar_id] = len(tables)
        tables.append(_table(calendar_id, calendar, settings.data_date))
    return _Calendars(tuple(tables), index)


def _table(calendar_id: str, calendar: Calendar, data_date: date) -> CalendarTable:
    lunar = calendar.lunar_new_year
    return calendar_table(
        calendar_id,
        data_date,
        week=calendar.week,
        months=calendar.months,
        holidays=calendar.holidays,
        lunar_new_year=None if lunar is None else (lunar.days_before, lunar.days_after, lunar.rate),
        closures=tuple((closure.first, closure.last, closure.rate) for closure in calendar.closures),
        makeup_days=calendar.makeup_days,
    )


def _network(
    scenario: Scenario,
    steps: dict[str, tuple[Step, ...]],
    calendars: _Calendars,
    book: LawBook,
    laws: Sequence[tuple[int, ...]],
) -> Network:
    settings, rows = scenario.settings, scenario.rows
    longest = max(len(ordered) for ordered in steps.values())
    route_index = {route_id: g for g, route_id in enumerate(settings.routes)}
    pool_index = {pool_id: q for q, pool_id in enumerate(settings.pools)}
    shape = (len(steps), longest)
    predecessors = np.zeros((*shape, longest), dtype=np.bool_)
    pool_of = np.full(shape, NO_POOL, dtype=np.int64)
    calendar_of = np.zeros(shape, dtype=np.int64)
    for g, ordered in enumerate(steps.values()):
        predecessors[g, : len(ordered), : len(ordered)] = predecessor_matrix(ordered)
        for k, step in enumerate(ordered):
            stage = settings.stages[step.stage]
            pool_of[g, k] = NO_POOL if stage.pool is None else pool_index[stage.pool]
            calendar_of[g, k] = calendars.index[stage.calendar]
    state = np.full((len(rows), longest), DONE, dtype=np.int8)
    remaining = np.zeros((len(rows), longest))
    for p, row in enumerate(rows):
        g, count = route_index[row.route], len(steps[row.route])
        state[p, :count] = _states(row, steps[row.route], predecessors[g])
        remaining[p, :count] = book.remaining_days(row, steps[row.route], laws[p], predecessors[g])
    change_days, change_slots = _capacities(list(settings.pools.values()), settings.data_date)
    return Network(
        horizon_days=days_from(settings.data_date, _horizon(settings)),
        route_of=np.array([route_index[row.route] for row in rows], dtype=np.int64),
        step_count=np.array([len(ordered) for ordered in steps.values()], dtype=np.int64),
        predecessors=predecessors,
        pool_of=pool_of,
        calendar_of=calendar_of,
        state=state,
        enters_at_entry=np.array([row.status == "not_started" for row in rows], dtype=np.bool_),
        remaining_days=remaining,
        pool_rule=np.array([_QUEUE_RULES[pool.queue] for pool in settings.pools.values()], dtype=np.int8),
        pool_change_days=change_days,
        pool_change_slots=change_slots,
        calendars=calendars.tables,
    )


def _horizon(settings: Settings) -> date:
    return date(settings.targets.years[-1].year + YEARS_BEYOND_LAST_TARGET + 1, 1, 1)


def _states(row: ProjectRow, ordered: Sequence[Step], predecessors: NDArray[np.bool_]) -> NDArray[np.int8]:
    count = len(ordered)
    if row.status == "completed":
        return np.full(count, DONE, dtype=np.int8)
    state = np.full(count, TO_DO, dtype=np.int8)
    under_way = {part.stage for part in row.under_way}
    for k in reversed(range(count)):
        if ordered[k].stage in under_way:
            state[k] = UNDER_WAY
        needed = any(predecessors[j, k] and state[j] != TO_DO for j in range(k + 1, count))
        if needed or ordered[k].stage in row.done:
            state[k] = DONE
    return state


def _capacities(pools: Sequence[Pool], data_date: date) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    width = 1 + max((len(pool.changes) for pool in pools), default=0)
    days = np.full((len(pools), width), np.inf)
    slots = np.zeros((len(pools), width), dtype=np.int64)
    for q, pool in enumerate(pools):
        days[q, 0], slots[q, 0] = 0.0, pool.slots
        for c, change in enumerate(pool.changes, start=1):
            days[q, c], slots[q, c] = days_from(data_date, change.from_date), change.slots
    return days, slots


def _row_chances(
    scenario: Scenario, row: ProjectRow, ordered: Sequence[Step], laws: tuple[int, ...]
) -> RowChances:
    settings = scenario.settings
    position = {step.stage: k for k, step in enumerate(ordered)}
    accounts = settings.counting.alternatives
    return RowChances(
        project=row.project_id,
        block=row.block,
        stages=tuple(position),
        laws=laws,
        homes=_span(row.homes),
        homes_group=-1 if row.homes_group is None else list(settings.homes_groups).index(row.homes_group),
        land_ha=None if row.land_ha is None else _span(row.land_ha),
        entry_days=Span(0.0, 0.0)
        if row.entry is None
        else _day_span(row.entry, settings.data_date, earliest=0.0),
        starts=tuple(
            (position[part.stage], _day_span(part.start, settings.data_date, latest=0.0))
            for part in row.under_way
        ),
        counted_in=tuple(row.key in account.rows for account in accounts)
        if row.counted_before == "alternatives"
        else (row.counted_before == "yes",) * max(len(accounts), 1),
    )


def _span(numbers: NumberRange) -> Span:
    return Span(numbers.low, numbers.high)


def _day_span(days: DateRange, data_date: date, earliest: float = -np.inf, latest: float = np.inf) -> Span:
    low = days_from(data_date, days.first)
    high = low if days.days == 1 else days_from(data_date, days.last) + 1.0
    return Span(min(max(low, earliest), latest), min(max(high, earliest), latest))


def _reckoning(settings: Settings, steps: dict[str, tuple[Step, ...]]) -> Reckoning:
    first_year, end = settings.data_date.year, _horizon(settings)
    starts = [date(year, month, 1) for year in range(first_year, end.year) for month in (1, 4, 7, 10)]
    return Reckoning(
        eligible_step=_positions(steps, [route.eligible_after for route in settings.routes.values()]),
        handed_over_step=_positions(steps, [route.handed_over_after for route in settings.routes.values()]),
        counted_when_eligible=settings.counting.counted_when == "eligible",
        quarter_days=np.array([days_from(settings.data_date, day) for day in (*starts, end)]),
        first_year=first_year,
    )


def _positions(steps: dict[str, tuple[Step, ...]], wanted: Sequence[str]) -> NDArray[np.int64]:
    routes = zip(steps.values(), wanted, strict=True)
    return np.array(
        [[step.stage for step in ordered].index(stage) for ordered, stage in routes], dtype=np.int64
    )
