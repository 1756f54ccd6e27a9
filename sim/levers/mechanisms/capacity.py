"""Levers on what projects share and on investors that stall: slots, stocks, queues, stalls, grace."""

from __future__ import annotations

import math
from collections.abc import Callable

from sim.errors import msg
from sim.levers import (
    ALWAYS,
    GraceChange,
    Pull,
    QueueChange,
    Schedule,
    SlotsChange,
    StallHazardChange,
    StockChange,
    revised,
    with_steps,
)
from sim.scenario import CapacityChange, Cut, Recall, Refill, Settings, Stock


def change_slots(settings: Settings, pull: Pull[SlotsChange]) -> Settings:
    """Add slots to a pool, or state their number."""
    change = pull.change
    pull.must_be_in(change.pool, settings.pools, "pool", msg("capacity pool"))
    pool = settings.pools[change.pool]

    def more(slots: int, effect: float) -> int:
        return round(effect) if change.to is not None else max(slots + math.floor(effect + 0.5), 0)

    stated = [(ALWAYS, pool.slots), *((later.from_date, later.slots) for later in pool.changes)]
    kept = {later.from_date: later for later in pool.changes}
    versions = revised(stated, pull.schedule, more)
    changes = tuple(
        CapacityChange(from_date=version.start, slots=version.value, **pull.evidence)
        if version.changed
        else kept[version.start]
        for version in versions[1:]
    )
    pool = pool.model_copy(update={"slots": versions[0].value, "changes": changes})
    return settings.model_copy(update={"pools": {**settings.pools, change.pool: pool}})


def change_stock(settings: Settings, pull: Pull[StockChange]) -> Settings:
    """Add to a stock once or with every refill, or state what is there on the data date."""
    change = pull.change
    pull.must_be_in(change.stock, settings.stocks, "stock", msg("stock"))
    stock = settings.stocks[change.stock]
    if change.to is not None:
        stock = pull.credited(stock, level=change.to)
    elif change.added == "every_refill":
        stock = stock.model_copy(update={"refills": tuple(_larger(refill, pull) for refill in stock.refills)})
    else:
        stock = _refilled(stock, pull)
    return settings.model_copy(update={"stocks": {**settings.stocks, change.stock: stock}})


def change_queue(settings: Settings, pull: Pull[QueueChange]) -> Settings:
    """Let another rule say who goes first in pools."""
    pools = dict(settings.pools)
    for name in pull.change.pools:
        pull.must_be_in(name, pools, "pools", msg("capacity pool"))
        pool = pools[name]
        if pool.queue not in ("first_come", pull.change.rule):
            raise pull.refuse(
                msg("pool `{pool}`, which follows the rule {rule} already", pool=name, rule=pool.queue),
                msg("pools that are first come, first served"),
                msg("leave this pool out of the lever"),
                "pools",
            )
        if pool.queue == "first_come":
            day = pull.schedule.from_day(settings.data_date)
            pools[name] = pool.model_copy(update={"queue": pull.change.rule, "queue_from": day})
    return settings.model_copy(update={"pools": pools})


def cut_stalls(settings: Settings, pull: Pull[StallHazardChange]) -> Settings:
    """Let investors stall less often, or state how often."""

    def calmer(recall: Recall) -> Recall:
        if pull.change.to is not None:
            hazard = pull.credited(recall.hazard, per_year=pull.change.to, cuts=())
        else:
            hazard = pull.credited(recall.hazard, cuts=_deeper(recall.hazard.cuts, pull.schedule))
        return recall.model_copy(update={"hazard": hazard})

    return _on_recalls(settings, pull, calmer)


def cut_grace(settings: Settings, pull: Pull[GraceChange]) -> Settings:
    """Recall stalled investors sooner."""

    def sooner(recall: Recall) -> Recall:
        return recall.model_copy(update={"grace_cuts": _deeper(recall.grace_cuts, pull.schedule)})

    return _on_recalls(settings, pull, sooner)


def _on_recalls(
    settings: Settings,
    pull: Pull[StallHazardChange] | Pull[GraceChange],
    change: Callable[[Recall], Recall],
) -> Settings:
    steps = {
        name: tuple(
            step if step.recall is None else step.model_copy(update={"recall": change(step.recall)})
            for step in route.steps
        )
        for name, route in pull.routes_in(settings).items()
    }
    stalling = [step for route in steps.values() for step in route if step.recall is not None]
    if not stalling:
        raise pull.refuse(
            msg("no step with `recall` on these routes"),
            msg("routes on which investors can stall"),
            msg("name other routes, or leave the lever out"),
        )
    return with_steps(settings, steps)


def _deeper(cuts: tuple[Cut, ...], schedule: Schedule) -> tuple[Cut, ...]:
    """Cuts of what is left by the cuts that are there: each spares the share it does not cut."""
    stated = [(ALWAYS, 0.0), *((cut.from_date, cut.share) for cut in cuts)]
    versions = revised(stated, schedule, lambda share, effect: round(1 - (1 - share) * (1 - effect), 12))
    return tuple(Cut(from_date=version.start, share=version.value) for version in versions[1:])


def _larger(refill: Refill, pull: Pull[StockChange]) -> Refill:
    effect = pull.schedule.at(refill.on)
    if effect is None:
        return refill
    return pull.credited(refill, amount=max(refill.amount + effect, 0.0))


def _refilled(stock: Stock, pull: Pull[StockChange]) -> Stock:
    refills = {refill.on: refill for refill in stock.refills}
    for day, amount in pull.schedule.increments():
        there = refills.get(day)
        refills[day] = (
            Refill(on=day, amount=amount, **pull.evidence)
            if there is None
            else pull.credited(there, amount=there.amount + amount)
        )
    return stock.model_copy(update={"refills": tuple(refills[day] for day in sorted(refills))})
