"""Which days work is done, and how much of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sim.calendars import CalendarTable, calendar_table
from sim.errors import msg
from sim.scenario.base import LocalText, Model, Sourced, refuse

Rate = Annotated[float, Field(ge=0, le=2)]
FULL_WEEK: tuple[float, ...] = (1.0,) * 7
FULL_YEAR: tuple[float, ...] = (1.0,) * 12


class Closure(Sourced):
    """A span of days on which less work is done, or none."""

    first: date = Field(description="first day of the span")
    last: date = Field(description="last day of the span, included")
    rate: Rate = Field(
        default=0.0, description="work done on these days, as a share of what the calendar says otherwise"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise refuse(
                msg("a span that ends ({last}) before it begins ({first})", first=self.first, last=self.last),
                msg("`last` on or after `first`"),
                msg("swap or correct the two dates"),
            )
        return self

    @staticmethod
    def spelled_out(stated: Any) -> Any:
        """A single day, which a file may write as a plain date, as the table that it stands for."""
        return {"first": stated, "last": stated} if isinstance(stated, date | str) else stated

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Let editors take a plain date too."""
        return {"anyOf": [{"type": "string", "format": "date"}, handler(core)]}


class LunarNewYear(Model):
    """The Tết closure of work sites, longer than the public holiday."""

    days_before: Annotated[int, Field(ge=0, le=60)] = Field(
        description="closed days before lunar new year's day"
    )
    days_after: Annotated[int, Field(ge=0, le=60)] = Field(
        description="closed days from lunar new year's day on"
    )
    rate: Rate = Field(
        default=0.0, description="work done in the closure, as a share of what the calendar says otherwise"
    )


class Calendar(Sourced):
    """Work done on each day, 2010 to 2040, as a share of a full day's work."""

    name: LocalText = Field(description="name shown to readers")
    week: Annotated[tuple[Rate, ...], Field(min_length=7, max_length=7)] = Field(
        default=FULL_WEEK,
        description="seven rates, Monday to Sunday, each from 0 (no work) over 1 (a full day's) to 2",
    )
    months: Annotated[tuple[Rate, ...], Field(min_length=12, max_length=12)] = Field(
        default=FULL_YEAR, description="twelve rates, January to December (the rainy season, for site work)"
    )
    holidays: str | None = Field(
        default=None,
        max_length=8,
        description="country code of the public holidays on which no work is done, for example VN; days in lieu "
        "assume that Saturday and Sunday are the days of rest",
    )
    lunar_new_year: LunarNewYear | None = Field(
        default=None, description="closure around lunar new year (Tết)"
    )
    closures: tuple[Closure, ...] = Field(
        default=(), max_length=500, description="other days off, each a date, and spans of less work or none"
    )
    makeup_days: tuple[date, ...] = Field(
        default=(), max_length=500, description="days worked although they are weekend or holiday"
    )

    def table(self, calendar_id: str, data_date: date) -> CalendarTable:
        """Lay the calendar out day by day.

        Raises
        ------
        ValueError
            If the data date lies outside 2010 to 2040, the country has no holidays on record, or a day's rates
            multiply to more than 8; a checked scenario has none of these.
        """
        lunar = self.lunar_new_year
        return calendar_table(
            calendar_id,
            data_date,
            week=self.week,
            months=self.months,
            holidays=self.holidays,
            lunar_new_year=None if lunar is None else (lunar.days_before, lunar.days_after, lunar.rate),
            closures=tuple((closure.first, closure.last, closure.rate) for closure in self.closures),
            makeup_days=self.makeup_days,
        )
