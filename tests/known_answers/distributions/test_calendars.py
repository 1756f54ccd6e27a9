"""Calendars and the clock against NumPy's business days, published dates, hand counts and their laws."""

import math
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import calendars
from sim.calendars import FIRST_DAY, LAST_DAY, CalendarTable, calendar_table, public_holidays
from sim.model import RESOLUTION, finish, work_between

DATA_DATE = date(2026, 6, 30)
FIVE_DAYS = (1.0,) * 5 + (0.0, 0.0)
SIX_DAYS = (1.0,) * 6 + (0.0,)
# 0.7 has no exact float: these months leave totals that are no longer whole.
WET = (1.0,) * 8 + (0.7, 0.7, 1.0, 1.0)
PLAIN = calendars.plain_calendar(DATA_DATE)
YEARS = range(FIRST_DAY.year, LAST_DAY.year + 1)

# Each of the two totals is off by at most half an ulp at 1e4 (9e-13) and half the table's grid (7e-12), and
# an end by RESOLUTION of work: together below two resolutions.
WORK_TOLERANCE = 2 * RESOLUTION

# First days of the lunar year at UTC+7, computed from new moons and solstices by Hồ Ngọc Đức's method.
TET = [
    "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10", "2014-01-31", "2015-02-19", "2016-02-08",
    "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22",
    "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02",
    "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15",
    "2038-02-04", "2039-01-24", "2040-02-12",
]  # fmt: skip


def make(data_date: date = DATA_DATE, **rules: Any) -> CalendarTable:
    plain = {"week": (1.0,) * 7, "months": (1.0,) * 12, "closures": (), "makeup_days": ()}
    return calendar_table("test", data_date, **{"holidays": None, "lunar_new_year": None} | plain | rules)


def at(text: str) -> float:
    return float((date.fromisoformat(text) - DATA_DATE).days)


def end_of(table: CalendarTable, start: float, work: float) -> float:
    return finish(table.cumulative, table.origin_day, start, work)


def work_of(table: CalendarTable, start: float, end: float) -> float:
    return work_between(table.cumulative, table.origin_day, start, end)


def rate_on(table: CalendarTable, text: str) -> float:
    return work_of(table, at(text), at(text) + 1.0)


@pytest.mark.parametrize("week", [FIVE_DAYS, SIX_DAYS])
@pytest.mark.parametrize("data_date", [DATA_DATE, date(2010, 1, 1), date(2024, 2, 29)])
def test_whole_days_equal_numpy_business_days_exactly(week: Sequence[float], data_date: date) -> None:
    table = make(week=week, holidays="VN", data_date=data_date)
    off = np.array(list(public_holidays("VN", YEARS)), dtype="datetime64[D]")
    busy = np.busdaycalendar([bool(rate) for rate in week], off)
    chance = random.Random(20260630)
    zero, origin = np.datetime64(data_date), np.datetime64(FIRST_DAY)
    for _ in range(3000):
        start, end = sorted(origin + chance.randrange(11322) for _ in range(2))
        start_days, end_days = float((start - zero).astype(int)), float((end - zero).astype(int))
        count = int(np.busday_count(start, end, busdaycal=busy))
        assert work_of(table, start_days, end_days) == count
        if count > 0:
            last = np.busday_offset(start, count - 1, roll="forward", busdaycal=busy)
            assert end_of(table, start_days, float(count)) == float((last + 1 - zero).astype(int))


@pytest.mark.parametrize("week", [FIVE_DAYS, SIX_DAYS])
def test_whole_work_at_full_rate_ends_at_a_midnight_after_rainy_seasons_too(week: Sequence[float]) -> None:
    table, zero = make(week=week, months=WET), np.datetime64(DATA_DATE)
    busy = np.busdaycalendar([bool(rate) for rate in week])
    for year in range(2011, 2040):
        for ahead in range(120):
            day = np.datetime64(f"{year}-11-01") + ahead
            for work in (1, 5, 17, 60):
                last = np.busday_offset(day, work - 1, roll="forward", busdaycal=busy)
                start, end = (float((midnight - zero).astype(int)) for midnight in (day, last + 1))
                assert end_of(table, start, float(work)) == end and work_of(table, start, end) == work


def test_ends_at_edges_are_exact() -> None:
    table = make(week=FIVE_DAYS, months=WET, holidays="VN")
    assert end_of(table, at("2027-12-27"), 5.0) == at("2028-01-01")  # Monday to Friday
    assert end_of(table, at("2027-12-27"), 4.5) == at("2027-12-31") + 0.5
    # Days at 0.7 end at midnights, the tenth before a closure, although no table of floats holds 0.7.
    table = make(months=WET, closures=[(date(2026, 9, 11), date(2026, 9, 20), 0.0)])
    assert all(end_of(table, at("2026-09-01"), 0.7 * n) == at("2026-09-01") + n for n in range(1, 11))
    assert end_of(table, at("2026-09-01"), 7.7) == at("2026-09-22")
    # A week in two decimal parts, some of which add to a hair more than five, ends with its Friday.
    table = make(week=FIVE_DAYS)
    for tenths in range(1, 50):
        part = end_of(table, at("2026-07-06"), tenths / 10)
        assert end_of(table, part, (50 - tenths) / 10) == at("2026-07-11")


def test_a_rainy_season_by_hand() -> None:
    table = make(months=(1.0,) * 8 + (0.5, 0.5, 1.0, 1.0))
    assert work_of(table, at("2026-09-01"), at("2026-11-01")) == 30.5
    # Two full days of August, then eight days of work at half rate.
    assert end_of(table, at("2026-08-30"), 10.0) == at("2026-09-17")
    assert end_of(table, at("2026-08-30") + 0.5, 10.0) == at("2026-09-18")
    assert end_of(table, at("2026-08-30"), 2.25) == at("2026-09-01") + 0.5
    # Twenty days before October ends and three after it.
    assert end_of(table, at("2026-10-12"), 13.0) == at("2026-11-04")


def test_lunar_new_year() -> None:
    table = make(lunar_new_year=(0, 0, 0.0))
    closed = np.flatnonzero(np.diff(table.cumulative) == 0.0)
    assert [(FIRST_DAY + timedelta(days=int(day))).isoformat() for day in closed] == TET
    # 2026-02-17 is the day; 2041-02-01 is the next after the table, 32 days after its last day.
    table = make(lunar_new_year=(7, 14, 0.5))
    assert [rate_on(table, f"2026-{day}") for day in ("02-09", "02-10", "03-03", "03-04")] == [1, 0.5, 0.5, 1]
    assert rate_on(make(lunar_new_year=(32, 0, 0.0)), "2040-12-31") == 0.0
    assert rate_on(make(lunar_new_year=(31, 0, 0.0)), "2040-12-31") == 1.0


def test_lunar_new_year_is_vietnams_where_chinas_is_a_day_later() -> None:
    for vietnam, china in [(date(2007, 2, 17), date(2007, 2, 18)), (date(2030, 2, 2), date(2030, 2, 3))]:
        assert public_holidays("VN", [vietnam.year])[vietnam] == "Lunar New Year"
        assert "Spring Festival" in public_holidays("CN", [china.year])[china]


def test_fixed_public_holidays() -> None:
    names = public_holidays("VN", YEARS)
    for year in YEARS:
        assert {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)} <= names.keys()
    assert list(names) == sorted(names)
    names.clear()
    assert public_holidays("VN", YEARS)


def test_moving_public_holidays() -> None:
    names = public_holidays("VN", [2024, 2025, 2026])
    for day in ("2024-04-18", "2025-04-07", "2026-04-26"):
        assert names[date.fromisoformat(day)] == "Hung Kings' Commemoration Day"
    # In lieu of Sunday 26 April; in exchange for Saturday 22 August; the second day of National Day.
    for day in ("2026-04-27", "2026-08-31", "2026-09-01"):
        assert rate_on(make(holidays="VN"), day) == 0.0
    # Tết, Monday 16 to Friday 20 February, between two weekends.
    table = make(week=FIVE_DAYS, holidays="VN")
    assert work_of(table, at("2026-02-14"), at("2026-02-23")) == 0.0
    assert end_of(table, at("2026-02-13"), 1.0) == at("2026-02-14")
    assert end_of(table, at("2026-02-13"), 1.5) == at("2026-02-23") + 0.5


def test_makeup_days_work_through_weekends_and_holidays_but_not_closures() -> None:
    days = ["2026-08-22", "2026-09-02", "2026-07-04", "2026-02-18", "2026-10-03"]
    table = make(
        week=FIVE_DAYS,
        months=(1.0,) * 9 + (0.5, 1.0, 1.0),
        holidays="VN",
        lunar_new_year=(1, 3, 0.0),
        closures=[(date(2026, 7, 4), date(2026, 7, 4), 0.25)],
        makeup_days=[date.fromisoformat(day) for day in [*days, "2009-01-01"]],
    )
    assert [rate_on(table, day) for day in [*days, "2026-08-29"]] == [1.0, 1.0, 0.25, 0.0, 0.5, 0.0]


def test_closures_include_both_ends_multiply_and_are_cut_at_the_table() -> None:
    overlapping = [(date(2026, 7, 10), date(2026, 7, 12), 0.5), (date(2026, 7, 12), date(2026, 7, 13), 0.5)]
    early, late = (date(2000, 1, 1), date(2010, 1, 31), 0.0), (date(2040, 12, 31), date(2050, 1, 1), 0.0)
    table = make(closures=[*overlapping, early, late])
    assert [rate_on(table, f"2026-07-{day:02}") for day in range(9, 15)] == [1.0, 0.5, 0.5, 0.25, 0.5, 1.0]
    assert work_of(table, at("2010-01-01"), at("2010-02-02")) == 1.0
    assert work_of(table, at("2040-12-30"), at("2041-01-01")) == 1.0


def test_work_ends_as_a_closure_begins_and_waits_for_its_end() -> None:
    table = make(closures=[(date(2026, 7, 10), date(2026, 7, 19), 0.0)])
    assert end_of(table, at("2026-07-06"), 4.0) == at("2026-07-10")
    assert end_of(table, at("2026-07-06"), 4.25) == at("2026-07-20") + 0.25
    assert end_of(table, at("2026-07-12") + 0.3, 2.0) == at("2026-07-22")
    assert end_of(table, at("2026-07-12") + 0.3, 0.0) == at("2026-07-12") + 0.3


def test_the_edges_of_the_table() -> None:
    table = make(week=FIVE_DAYS)
    first, end = at("2010-01-01"), at("2041-01-01")
    total = work_of(table, first, end)
    assert end_of(table, first, total) == end  # 2040-12-31 is a Monday
    assert end_of(table, end, 0.0) == end
    for start, work in [(first, total + 1e-6), (first, math.inf), (end, 1.0), (math.inf, 1.0)]:
        assert end_of(table, start, work) == math.inf
    assert end_of(table, 3.5, -1.0) == 3.5
    for start, work in [(math.nan, 1.0), (0.0, math.nan), (first - 0.5, 1.0), (end + 0.5, 0.0)]:
        assert math.isnan(end_of(table, start, work))
    for span in [(math.nan, 0.0), (0.0, math.nan), (first - 0.5, 0.0), (0.0, end + 0.5)]:
        assert math.isnan(work_of(table, *span))


def test_the_plain_calendar_adds_and_subtracts() -> None:
    assert PLAIN.mean_rate == 1.0 and PLAIN.cumulative.shape == (0,)
    assert end_of(PLAIN, -0.1, 0.3) == -0.1 + 0.3
    assert work_of(PLAIN, 0.1, 0.3) == 0.3 - 0.1
    assert end_of(PLAIN, 1e6, 0.0) == end_of(PLAIN, 1e6, -1.0) == 1e6
    assert end_of(PLAIN, 0.0, math.inf) == math.inf
    assert math.isnan(end_of(PLAIN, 0.0, math.nan)) and math.isnan(end_of(PLAIN, math.nan, 0.0))


def test_the_table_is_exact_read_only_and_shared() -> None:
    table = make(week=FIVE_DAYS, holidays="VN")
    days = (LAST_DAY - FIRST_DAY).days + 1
    assert table.cumulative.shape == (days + 1,) and table.cumulative[0] == 0.0
    assert np.array_equal(table.cumulative, np.rint(table.cumulative))
    assert table.origin_day == -(DATA_DATE - FIRST_DAY).days
    assert table.mean_rate == table.cumulative[-1] / days
    assert not table.cumulative.flags.writeable
    assert make(week=list(FIVE_DAYS), holidays="VN", data_date=FIRST_DAY).cumulative is table.cumulative
    # Half the grid of 2**-36, half an ulp at 8e3, and 11323 times the 1e-17 by which 0.7 is off as a float.
    assert abs(make(week=(0.7,) * 7).cumulative[-1] - 0.7 * days) <= 1e-11


def test_unknown_countries_are_refused() -> None:
    assert calendars.supported("VN")
    for code in ("XX", "vn", "VNM", "Vietnam", ""):
        assert not calendars.supported(code)
        with pytest.raises(ValueError, match="no public holidays"):
            public_holidays(code, [2026])


def test_rules_out_of_range_are_refused() -> None:
    backwards, endless = (date(2026, 2, 2), date(2026, 2, 1), 0.0), (DATA_DATE, DATA_DATE, math.inf)
    cases: list[dict[str, Any]] = [
        *({"week": rates} for rates in ((1.0,) * 6, (-0.1,) * 7)),
        *({"months": rates} for rates in ((1.0,) * 11, (math.nan,) * 12)),
        *({"week": (0.0,) * 7, "lunar_new_year": span} for span in ((-1, 3, 0.0), (1, 3, -0.5))),
        *({"closures": [closure]} for closure in (backwards, endless)),
        *({"data_date": day} for day in (date(2009, 12, 31), date(2041, 1, 1))),
        {"week": (calendars.MAX_RATE,) * 7, "months": (2.0,) * 12},
        {"holidays": "XX"},
    ]
    for rules in cases:
        with pytest.raises(ValueError, match=r"rate|days|closure|date|country"):
            make(**rules)


tables = st.sampled_from([
    PLAIN,
    make(week=FIVE_DAYS, holidays="VN"),
    make(week=(1.0,) * 5 + (0.5, 0.0), months=WET, holidays="VN", lunar_new_year=(7, 10, 0.0)),
    make(months=(0.9, 0.8, 1.0, 1.0, 0.6, 0.5, 0.4, 0.3, 0.3, 0.45, 0.7, 1.1)),
    make(closures=[(date(2026, 1, 1), date(2034, 12, 31), 0.0)]),
])  # fmt: skip
# Hundredths fall on closures' edges far more often than arbitrary floats do.
starts = st.floats(-5000.0, 3000.0) | st.integers(-500000, 300000).map(lambda hundredths: hundredths / 100)
works = st.floats(0.0, 600.0) | st.integers(0, 60000).map(lambda hundredths: hundredths / 100)


@given(tables, starts, works)
def test_finish_is_the_left_inverse_of_work(table: CalendarTable, start: float, work: float) -> None:
    end = end_of(table, start, work)
    assert end >= start
    # Plain subtraction undoes plain addition to an ulp at 1e4, well inside the tolerance.
    assert work_of(table, start, end) == pytest.approx(work, abs=WORK_TOLERANCE)
    # A millionth of a day earlier lacks 3e-7 days of work or, back across a closure, over one resolution.
    if end - 1e-6 > start:
        assert work_of(table, start, end - 1e-6) < work - RESOLUTION / 2


@given(tables, starts, starts, works, works)
def test_finish_never_decreases(table: CalendarTable, a: float, b: float, v: float, w: float) -> None:
    assert end_of(table, min(a, b), min(v, w)) <= end_of(table, max(a, b), max(v, w))
    assert end_of(table, a, v) <= end_of(table, a, math.nextafter(v, math.inf))
    assert end_of(table, a, v) <= end_of(table, math.nextafter(a, math.inf), v)


@given(tables, starts, works, works)
def test_two_parts_take_as_long_as_one(table: CalendarTable, start: float, v: float, w: float) -> None:
    apart = end_of(table, end_of(table, start, v), w)
    at_once = end_of(table, start, v + w)
    # Compared as work: where a part ends within a resolution of a closure, the ends may lie on two sides.
    assert work_of(table, at_once, apart) == pytest.approx(0.0, abs=2 * WORK_TOLERANCE)


@given(tables, starts, starts, starts)
def test_work_adds_over_spans(table: CalendarTable, start: float, middle: float, end: float) -> None:
    both = work_of(table, start, middle) + work_of(table, middle, end)
    assert both == pytest.approx(work_of(table, start, end), abs=WORK_TOLERANCE)
    assert work_of(table, start, end) == -work_of(table, end, start)


@given(tables, starts, works)
def test_lists_give_the_same_floats_as_arrays(table: CalendarTable, start: float, work: float) -> None:
    end = end_of(table, start, work)
    for cumulative in (table.cumulative.tolist(), table.cumulative.data):
        assert finish(cumulative, table.origin_day, start, work) == end
        again = work_between(cumulative, table.origin_day, start, end)
        assert again == work_of(table, start, end) and type(again) is type(end) is float
