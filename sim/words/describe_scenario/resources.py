"""What projects compete for: slots of capacity pools, plots and money of stocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sim.errors import msg_n
from sim.scenario import Pool, Refill, Stock, StockUse
from sim.text import Text
from sim.words.describe_scenario.assumption import Assumption, Describer
from sim.words.describe_scenario.quantities import Phrases, number


def pool_entries(describer: Describer) -> Iterator[Assumption]:
    """Capacity, now and later."""
    settings, t, part = describer.scenario.settings, describer.text, describer.text("Capacity")
    of_blocks = {step.on(settings.stages[step.stage]).pool for step, _ in describer.steps() if step.per_block}
    for key, pool in settings.pools.items():
        by_block = key in of_blocks
        name = describer.text(pool.name)
        yield describer.entry(pool, part, name, pool_in_words(pool, t, by_block=by_block))
        for change in pool.changes:
            slots = slots_in_words(change.slots, t, by_block=by_block)
            value = t("from {day}: {slots}", day=change.from_date, slots=slots)
            yield describer.entry(change, part, name, (value,))


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
        return text(msg_n("{count} block at a time", "{count} blocks at a time", slots))
    return text(msg_n("{count} project at a time", "{count} projects at a time", slots))


def stock_entries(describer: Describer) -> Iterator[Assumption]:
    """Stocks and their refills; equal refills on the same day of consecutive years are told once."""
    settings, t, part = describer.scenario.settings, describer.text, describer.text("Stocks")
    for stock in settings.stocks.values():
        name = describer.text(stock.name)
        yield describer.entry(stock, part, name, stock_in_words(stock, settings.data_date, t))
        for first, days in _yearly(stock):
            yield describer.entry(first, part, name, refill_in_words(stock, days, first.amount, t))


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


def stock_uses(describer: Describer) -> Iterator[Assumption]:
    """What stages take from stocks."""
    settings, t = describer.scenario.settings, describer.text
    for key, stage in settings.stages.items():
        if stage.stock is not None:
            values = use_in_words(stage.stock, settings.stocks[stage.stock.id], t)
            yield describer.entry(stage.stock, t("Stocks"), describer.stage(key), values)


def stock_in_words(stock: Stock, day: date, text: Text) -> Phrases:
    """Say what a stock holds on the data date."""
    added = [refill.amount for refill in stock.refills if refill.on < day]
    amount = _amount(stock, stock.level + sum(added), text)
    if not added:
        return (text("{amount} on {day}", amount=amount, day=day),)
    return (text("{amount} on {day}, what was added before it included", amount=amount, day=day),)


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
