"""Stocks: shared limited quantities that are used up and refilled on dates."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.base import Identifier, LocalText, Sourced

Amount = Annotated[float, Field(ge=0, le=1e9)]


class Refill(Sourced):
    """An addition to a stock on a date."""

    on: date = Field(description="day from whose beginning the quantity is there")
    amount: Amount = Field(description="quantity added")


class Stock(Sourced):
    """A shared limited quantity; first come, first served."""

    name: LocalText = Field(description="name shown to readers")
    unit: LocalText = Field(description="what is counted: plots, billion dong")
    level: Amount = Field(
        description="quantity there before the additions listed; those of days before the data date are there when "
        "it begins"
    )
    refills: tuple[Refill, ...] = Field(
        default=(), max_length=200, description="additions that `level` does not hold yet, by date"
    )


class StockUse(Sourced):
    """What a stage takes from a stock when it starts."""

    id: Identifier = Field(description="id of the stock")
    amount: Annotated[float, Field(gt=0, le=1e9)] = Field(description="quantity taken, for each of `per`")
    per: Literal["project", "homes", "land_ha"] = Field(
        description="project: once; homes: for every home; land_ha: for every hectare"
    )
