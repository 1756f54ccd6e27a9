"""Mechanism on stocks: how much there is of what projects share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.levers import Pull
from sim.levers.mechanisms.base import A_STOCK, ByAmount, changed
from sim.scenario import Identifier, Refill, Scenario, Stock


class StockChange(ByAmount):
    """How much there is of a stock: the effect is added; `to` is the quantity there on the data date."""

    kind: Literal["stock"]
    stock: Annotated[Identifier, A_STOCK] = Field(description="id of the stock")
    added: Literal["once", "every_refill"] = Field(
        default="once",
        description="once (on the lever's date) or every_refill (to each refill from that date on)",
    )

    can_ramp = True

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Add to the stock once or with every refill, or state what is there on the data date."""
        stocks = scenario.settings.stocks
        stock = stocks[self.stock]
        if self.to is not None:
            stock = pull.credited(stock, level=self.to)
        elif self.added == "every_refill":
            refills = tuple(_larger(refill, pull) for refill in stock.refills)
            stock = stock.model_copy(update={"refills": refills})
        else:
            stock = _refilled(stock, pull)
        return changed(scenario, stocks={**stocks, self.stock: stock})


def _larger(refill: Refill, pull: Pull) -> Refill:
    effect = pull.schedule.at(refill.on)
    if effect is None:
        return refill
    return pull.credited(refill, amount=max(refill.amount + effect, 0.0))


def _refilled(stock: Stock, pull: Pull) -> Stock:
    refills = {refill.on: refill for refill in stock.refills}
    for day, amount in pull.schedule.increments():
        there = refills.get(day)
        refills[day] = (
            Refill(on=day, amount=amount, **pull.evidence)
            if there is None
            else pull.credited(there, amount=there.amount + amount)
        )
    return stock.model_copy(update={"refills": tuple(refills[day] for day in sorted(refills))})
