"""What projects share — pools, stocks, calendars — in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sim.scenario import Calendar, Closure, Pool, Stock, StockUse
from sim.text import Text
from sim.words.scenario.numbers import Phrases, number


def pool_in_words(pool: Pool, text: Text, *, by_block: bool) -> Phrases:
    """Say how many slots a pool has, who goes first, who else uses it."""
    rule = {
        "first_come": text("first come, first served"),
        "most_homes_first": text("most homes first"),
        "nearest_completion_first": text("nearest to completion first"),
    }[pool.queue]
    return slots_in_words(pool.slots, text, by_block=by_block), rule, text(pool.other_users)


def slots_in_words(slots: int, text: Text, *, by_block: bool) -> str:
    """Say how many projects, or single blocks of them, can be worked on at a time."""
    if by_block:
        return text("{slots} blocks at a time", slots=slots)
    return text("{slots} projects at a time", slots=slots)


def calendar_in_words(calendar: Calendar, text: Text) -> Phrases:
    """Say how much work a week, a month, a holiday and Tết allow."""
    said = [text("{days} days of work a week", days=number(sum(calendar.week), text))]
    slow = [(month, rate) for month, rate in enumerate(calendar.months, start=1) if rate != 1]
    said += [
        text("month {month}: {rate} of the usual work", month=str(month), rate=text.percent(rate))
        for month, rate in slow
    ]
    if calendar.holidays is not None:
        said.append(text("no work on public holidays ({country})", country=calendar.holidays))
    if (tet := calendar.lunar_new_year) is not None:
        said.append(
            text(
                "Tết: {before} days before and {after} days from new year's day at {rate} of the usual work",
                before=tet.days_before,
                after=tet.days_after,
                rate=text.percent(tet.rate),
            )
        )
    return tuple(said)


def closure_in_words(closure: Closure, text: Text) -> Phrases:
    """Say which days a calendar is closed, or slow."""
    rate = text.percent(closure.rate)
    return (
        text(
            "{first} to {last}: {rate} of the usual work", first=closure.first, last=closure.last, rate=rate
        ),
    )


def stock_in_words(stock: Stock, day: date, text: Text) -> Phrases:
    """Say what a stock holds on the data date."""
    return (text("{amount} on {day}", amount=_amount(stock, stock.level, text), day=day),)


def refill_in_words(stock: Stock, days: Sequence[date], amount: float, text: Text) -> Phrases:
    """Say an addition to a stock: on one day, or on the same day of several years."""
    added = _amount(stock, amount, text)
    if len(days) == 1:
        return (text("{amount} more on {day}", amount=added, day=days[0]),)
    return (
        text(
            "{amount} more on {day} and on the same day of every year to {year}",
            amount=added,
            day=days[0],
            year=str(days[-1].year),
        ),
    )


def use_in_words(use: StockUse, stock: Stock, text: Text) -> Phrases:
    """Say what a stage takes from a stock before it starts."""
    amount, name = _amount(stock, use.amount, text), text(stock.name)
    return (
        {
            "project": text("takes {amount} once a project, from: {stock}", amount=amount, stock=name),
            "homes": text("takes {amount} for every home, from: {stock}", amount=amount, stock=name),
            "land_ha": text("takes {amount} for every hectare, from: {stock}", amount=amount, stock=name),
        }[use.per],
    )


def _amount(stock: Stock, amount: float, text: Text) -> str:
    return f"{number(amount, text)} {text(stock.unit)}"
