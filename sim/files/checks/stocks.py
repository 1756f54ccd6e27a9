"""Stocks: they exist, are refilled in order, and can serve the largest request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim.errors import Problem, msg
from sim.files import PartialScenario, unknown_name
from sim.files.checks.amendments import date_problems
from sim.scenario import Ancestry, ProjectRow, StockUse, to_do


@dataclass(frozen=True)
class _Request:
    amount: float
    row: ProjectRow
    stage: str


def stock_problems(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield unknown stocks, refills out of order, and requests larger than a stock will ever be.

    Parameters
    ----------
    partial : PartialScenario
    graphs : mapping of str to Ancestry
        The sound route graphs, by route id.
    """
    for stage_id, stage in partial.stages.items():
        if stage.stock is not None and stage.stock.id not in partial.written["stocks"]:
            path = f"stages.{stage_id}.stock.id"
            yield unknown_name(partial.file, path, stage.stock.id, partial.written["stocks"], msg("stock"))
    largest: dict[str, _Request] = {}
    for stock_id, request in _requests(partial, graphs):
        if stock_id not in largest or request.amount > largest[stock_id].amount:
            largest[stock_id] = request
    for stock_id, stock in partial.stocks.items():
        path = f"stocks.{stock_id}"
        dates = [(f"{path}.refills[{index}].on", refill.on) for index, refill in enumerate(stock.refills)]
        yield from date_problems(partial.file, dates, msg("put the refills in order of date"))
        total = stock.level + sum(refill.amount for refill in stock.refills)
        if stock_id in largest and largest[stock_id].amount > total:
            request = largest[stock_id]
            yield Problem(
                partial.file,
                msg(
                    "{total} with all refills, but `{row}` may need {amount} at stage `{stage}`",
                    total=total,
                    row=request.row.key,
                    amount=request.amount,
                    stage=request.stage,
                ),
                msg("a stock that can serve its largest request: behind it all others would wait for good"),
                msg("add the refills still to come, or check the amount that the stage takes"),
                path=f"{path}.level",
            )


def _requests(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[tuple[str, _Request]]:
    for row in partial.rows:
        if row.route not in graphs:
            continue
        ahead = to_do(row, graphs[row.route])
        for step in partial.routes[row.route].steps:
            stage = partial.stages.get(step.stage)
            if step.stage in ahead and stage is not None and stage.stock is not None:
                yield stage.stock.id, _Request(_most(stage.stock, row), row, step.stage)


def _most(use: StockUse, row: ProjectRow) -> float:
    """Largest amount a row can ask for; 0 where it depends on land that the row does not state."""
    match use.per:
        case "project":
            return use.amount
        case "homes":
            return use.amount * row.homes.high
        case "land_ha":
            return 0.0 if row.land_ha is None else use.amount * row.land_ha.high
