"""Working calendars: daily rates from weekdays, months, public holidays, Tết, closures and make-up days."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from sim.array_types import Floats

if TYPE_CHECKING:
    from holidays import HolidayBase

FIRST_DAY = date(2010, 1, 1)
LAST_DAY = date(2040, 12, 31)
MAX_RATE = 8.0

# Totals lie on a grid of 2**-36 days of work (1.5e-11), below 2**17: they and their sums with whole days are
# exact floats, so whole days of work from a midnight end exactly at a midnight even after months at rates
# such as 0.7. Rates are summed as integers on a finer grid, so that grid errors do not build up.
_FINE_BITS = 60
_GRID_BITS = 36

_one_at_a_time = threading.Lock()

_Closure = tuple[date, date, float]
_Lunar = tuple[int, int, float]


@dataclass(frozen=True)
class _Rules:
    """The arguments of `calendar_table` that set the rates, hashable."""

    week: tuple[float, ...]
    months: tuple[float, ...]
    country: str | None
    lunar_new_year: _Lunar | None
    closures: tuple[_Closure, ...]
    makeup_days: tuple[date, ...]


@dataclass(frozen=True, eq=False)
class CalendarTable:
    """A calendar as the running total of its daily rates; compared by identity.

    Attributes
    ----------
    id : str
        The calendar's name in the scenario.
    cumulative : ndarray of float64, shape (D + 1,) or (0,)
        Work possible from `FIRST_DAY` 00:00 to each day's 00:00, days at full rate, up to the end of
        `LAST_DAY`; read-only; empty for a plain calendar.
    origin_day : int
        Days from the data date to `FIRST_DAY`, 0 or less; no bound on a plain calendar.
    mean_rate : float
        Mean daily rate from `FIRST_DAY` to `LAST_DAY`, 0 to `MAX_RATE`.
    """

    id: str
    cumulative: Floats
    origin_day: int
    mean_rate: float

    def work_until(self, days: Floats) -> Floats:
        """Work possible from a fixed instant to others, so that differences are the work between instants.

        Parameters
        ----------
        days : ndarray of float64
            Instants, days from the data date, within the table; `sim.model.clock` does the same for one instant at a
            time, exactly.

        Returns
        -------
        ndarray of float64, shape of `days`
        """
        if len(self.cumulative) == 0:
            return days
        grid = np.arange(len(self.cumulative)) + self.origin_day
        return np.asarray(np.interp(days, grid, self.cumulative), dtype=np.float64)


def plain_calendar(data_date: date) -> CalendarTable:
    """Return the calendar on which every day of any year counts in full."""
    empty = np.empty(0)
    empty.flags.writeable = False
    return CalendarTable("plain", empty, (FIRST_DAY - data_date).days, 1.0)


def supported(country: str) -> bool:
    """Whether `country`, an ISO 3166 two-letter code in capitals, has public holidays on record."""
    from holidays.registry import EntityLoader

    return country in EntityLoader.get_country_codes(include_aliases=False)


def public_holidays(country: str, years: Iterable[int]) -> dict[date, str]:
    """Public holidays of a country, days off in lieu included.

    Parameters
    ----------
    country : str
        ISO 3166 two-letter code in capitals, such as "VN".
    years : iterable of int
        Calendar years.

    Returns
    -------
    dict of date to str
        In date order, with names in English where the source has them. Days in lieu assume that Saturday
        and Sunday are the days of rest; years beyond those decreed follow the law as it stands.

    Raises
    ------
    ValueError
        If the country is not on record.

    Notes
    -----
    Source: the `holidays` package, https://github.com/vacanza/holidays.
    """
    return dict(_public_holidays(country, tuple(years)))


@lru_cache(maxsize=64)
def _public_holidays(country: str, years: tuple[int, ...]) -> tuple[tuple[date, str], ...]:
    if not supported(country):
        raise ValueError(f"no public holidays on record for country {country!r}")
    return tuple(sorted(_holidays_of(country, years).items()))


def _holidays_of(country: str, years: Iterable[int]) -> HolidayBase:
    """Ask `holidays` for one country, without its package of countries, which would first read all 250 of them."""
    from holidays import country_holidays

    package = "holidays.countries"
    with _one_at_a_time:
        spec = None if package in sys.modules else find_spec(package)
        if spec is None:
            return country_holidays(country, years=years, language="en_US")
        # A stand-in for the package: by it the countries' files are found, but its own code is not run.
        sys.modules[package] = module_from_spec(spec)
        try:
            return country_holidays(country, years=years, language="en_US")
        finally:
            del sys.modules[package]


@lru_cache(maxsize=1)
def _lunar_new_years() -> tuple[date, ...]:
    """First days of the Vietnamese lunar year (UTC+7) whose closures can touch the table."""
    years = range(FIRST_DAY.year - 1, LAST_DAY.year + 2)
    vietnam = _holidays_of("VN", years)
    return tuple(vietnam.get_named("Lunar New Year", lookup="exact"))


def calendar_table(
    calendar_id: str,
    data_date: date,
    *,
    week: Sequence[float],
    months: Sequence[float],
    holidays: str | None,
    lunar_new_year: tuple[int, int, float] | None,
    closures: Sequence[tuple[date, date, float]],
    makeup_days: Sequence[date],
) -> CalendarTable:
    """Build a calendar's running total over `FIRST_DAY` to `LAST_DAY`.

    A day's rate is its weekday's rate (0 on a public holiday; 1 on a make-up day, whatever the weekday or
    holiday) times its month's rate times the rate of every closure it falls in, Tết's included.

    Parameters
    ----------
    calendar_id : str
        The calendar's name in the scenario.
    data_date : date
        Day whose 00:00 is model time zero, within the table.
    week : sequence of float, length 7
        Rates Monday to Sunday, 0 to `MAX_RATE`.
    months : sequence of float, length 12
        Rates January to December, 0 to `MAX_RATE`.
    holidays : str or None
        Country whose public holidays are days off, see `public_holidays`; None for none.
    lunar_new_year : tuple of (int, int, float) or None
        Closure around the first day of the Vietnamese lunar year: days before it and days after it, both
        at least 0, and the rate over that span, the first day included. None for no closure.
    closures : sequence of tuple of (date, date, float)
        First day, last day (included) and rate; parts outside the table have no effect.
    makeup_days : sequence of date
        Days worked to make up for others; those outside the table have no effect.

    Returns
    -------
    CalendarTable
        Calls with equal rules share one `cumulative` array.

    Raises
    ------
    ValueError
        If a length, rate, span or the data date is out of range, or the country is not on record.
    """
    if not FIRST_DAY <= data_date <= LAST_DAY:
        raise ValueError(f"data date {data_date} is outside {FIRST_DAY} to {LAST_DAY}")
    if len(week) != 7 or len(months) != 12:
        raise ValueError("a calendar needs 7 weekday rates and 12 month rates")
    if lunar_new_year is not None and min(lunar_new_year[:2]) < 0:
        raise ValueError("days around the lunar new year must be 0 or more")
    if any(first > last for first, last, _ in closures):
        raise ValueError("a closure ends before it starts")
    closing_rates = [rate for *_, rate in (*closures, *([lunar_new_year] if lunar_new_year else []))]
    _check_rates([*week, *months, *closing_rates])
    rules = _Rules(
        tuple(week),
        tuple(months),
        holidays,
        lunar_new_year,
        tuple((first, last, rate) for first, last, rate in closures),
        tuple(makeup_days),
    )
    cumulative = _cumulative(rules)
    mean_rate = float(cumulative[-1]) / (len(cumulative) - 1)
    return CalendarTable(calendar_id, cumulative, (FIRST_DAY - data_date).days, mean_rate)


def _check_rates(rates: ArrayLike) -> None:
    # Written so that nan fails too.
    if not np.all((np.asarray(rates) >= 0.0) & (np.asarray(rates) <= MAX_RATE)):
        raise ValueError(f"every rate, and the product of a day's rates, must be from 0 to {MAX_RATE:g}")


@lru_cache(maxsize=256)
def _cumulative(rules: _Rules) -> Floats:
    rates = _daily_rates(rules)
    _check_rates(rates)
    fine = (rates * 2.0**_FINE_BITS).astype(np.uint64)
    # Totals take more than 64 bits: their upper and their lower 32 are added up apart.
    upper, lower = (np.append(np.uint64(0), half.cumsum()) for half in (fine >> 32, fine & (2**32 - 1)))
    drop = _FINE_BITS - _GRID_BITS
    on_grid = (upper << (32 - drop)) + ((lower + 2 ** (drop - 1)) >> drop)
    cumulative: Floats = on_grid / 2.0**_GRID_BITS
    cumulative.flags.writeable = False
    return cumulative


def _daily_rates(rules: _Rules) -> Floats:
    """Rate of every day of the table, shape (D,)."""
    days = np.arange(np.datetime64(FIRST_DAY), np.datetime64(LAST_DAY) + 1)
    weekday = (days.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
    month = days.astype("datetime64[M]").astype(np.int64) % 12
    rates = np.array(rules.week, dtype=np.float64)[weekday]
    if rules.country is not None:
        off = public_holidays(rules.country, range(FIRST_DAY.year, LAST_DAY.year + 1))
        rates[np.isin(days, np.array(list(off), dtype=days.dtype))] = 0.0
    rates[np.isin(days, np.array(rules.makeup_days, dtype=days.dtype))] = 1.0
    rates *= np.array(rules.months)[month]
    spans = list(rules.closures)
    if rules.lunar_new_year is not None:
        before, after, rate = rules.lunar_new_year
        for day in _lunar_new_years():
            spans.append((day - timedelta(days=before), day + timedelta(days=after), rate))
    for first, last, rate in spans:
        rates[(days >= np.datetime64(first)) & (days <= np.datetime64(last))] *= rate
    return rates
