"""What a scenario takes for granted about what its projects share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sim.scenario import Refill, Stock
from sim.words.assumptions.entry import Assumption, Scribe
from sim.words.scenario import (
    calendar_in_words,
    closure_in_words,
    correlation_in_words,
    factor_of_stages_in_words,
    market_in_words,
    pool_in_words,
    refill_in_words,
    slots_in_words,
    stock_in_words,
    switch_in_words,
)


def market_entries(scribe: Scribe) -> Iterator[Assumption]:
    """The state of the market and its passages."""
    stated, t = scribe.scenario.settings.market, scribe.text
    if stated is None:
        return
    part, names = t("Market"), {key: scribe.text(state.name) for key, state in stated.states.items()}
    yield scribe.entry(stated, part, t("State of the market"), market_in_words(stated, t))
    for switch in stated.switches:
        what = t("from {first} to {second}", first=names[switch.from_state], second=names[switch.to_state])
        yield scribe.entry(switch, part, what, switch_in_words(switch, stated, t))


def pool_entries(scribe: Scribe) -> Iterator[Assumption]:
    """Capacity, now and later."""
    settings, t, part = scribe.scenario.settings, scribe.text, scribe.text("Capacity")
    block_stages = {step.stage for step, _ in scribe.steps() if step.per_block}
    for key, pool in settings.pools.items():
        by_block = any(settings.stages[stage].pool == key for stage in block_stages)
        name = scribe.text(pool.name)
        yield scribe.entry(pool, part, name, pool_in_words(pool, t, by_block=by_block))
        for change in pool.changes:
            slots = slots_in_words(change.slots, t, by_block=by_block)
            value = t("from {day}: {slots}", day=change.from_date, slots=slots)
            yield scribe.entry(change, part, name, (value,))


def stock_entries(scribe: Scribe) -> Iterator[Assumption]:
    """Stocks and their refills; equal refills on the same day of consecutive years are told once."""
    settings, t, part = scribe.scenario.settings, scribe.text, scribe.text("Stocks")
    for stock in settings.stocks.values():
        name = scribe.text(stock.name)
        yield scribe.entry(stock, part, name, stock_in_words(stock, settings.data_date, t))
        for first, days in _yearly(stock):
            yield scribe.entry(first, part, name, refill_in_words(stock, days, first.amount, t))


def _yearly(stock: Stock) -> list[tuple[Refill, list[date]]]:
    runs: list[tuple[Refill, list[date]]] = []
    for refill in sorted(stock.refills, key=lambda refill: refill.on):
        for first, days in runs:
            last, on = days[-1], refill.on
            if (last.year + 1, last.month, last.day) == (on.year, on.month, on.day) and (
                first == refill.model_copy(update={"on": first.on})
            ):
                days.append(on)
                break
        else:
            runs.append((refill, [refill.on]))
    return runs


def calendar_entries(scribe: Scribe) -> Iterator[Assumption]:
    """Calendars and their closures."""
    t, part = scribe.text, scribe.text("Calendars")
    for calendar in scribe.scenario.settings.calendars.values():
        name = scribe.text(calendar.name)
        yield scribe.entry(calendar, part, name, calendar_in_words(calendar, t))
        for closure in calendar.closures:
            yield scribe.entry(closure, part, name, closure_in_words(closure, t))


def common_causes(scribe: Scribe) -> Iterator[Assumption]:
    """What makes projects late together, and estimates wrong together."""
    settings, t, part = scribe.scenario.settings, scribe.text, scribe.text("Common causes")
    for factor in settings.factors.values():
        values = factor_of_stages_in_words(factor, settings, t)
        yield scribe.entry(factor, part, scribe.text(factor.name), values)
    for correlation in settings.correlations:
        what = t("Estimates that are probably wrong in the same direction")
        yield scribe.entry(correlation, part, what, correlation_in_words(correlation, settings, t))
