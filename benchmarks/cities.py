"""The city that is measured, and provinces made from it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sim.experiment import SHARING
from sim.files import load_scenario
from sim.scenario import Model, Pool, ProjectRow, Scenario, Stock, Targets

BASELINE = Path(__file__).parents[1] / "scenarios" / "can-tho-2026.toml"
SEED = 1

_Part = TypeVar("_Part", bound=Model)


@lru_cache(maxsize=1)
def baseline() -> Scenario:
    """Can Tho on 1 January 2026, every rule on."""
    return load_scenario(BASELINE)


def simulate_in_blocks(simulator: Any, futures: int, block: int) -> None:
    """Draw, simulate and measure futures block by block, as an ordinary run does."""
    for first in range(0, futures, block):
        simulator.outcomes(SEED, first, min(block, futures - first))


def block_of(engine: str) -> int:
    """Futures an ordinary run gives an engine at a time."""
    return SHARING[engine].block


def province(city: Scenario, copies: int, projects: int | None = None, mark: str = "copy") -> Scenario:
    """Put so many copies of a city under one administration.

    Every copy has the city's register rows under project ids of its own, with their homes groups, own durations and
    accounts; slots, stocks, refills and targets are those of all copies together. Routes, stages, market, common
    factors and what is not known are shared, as they are by the projects of one city.

    Parameters
    ----------
    city : Scenario
    copies : int
        1 or more.
    projects : int, optional
        Keep only the first so many rows, and capacities in proportion.
    mark : str
        Stands in the ids of the second and later copies; another one for copies of copies.

    Returns
    -------
    Scenario
        In memory; its fields are not validated again, as capacities may pass what a file may hold.
    """

    def named(name: str, copy: int) -> str:
        return f"{name}-{mark}{copy}" if copy else name

    def moved(row: ProjectRow, copy: int) -> ProjectRow:
        group = None if row.homes_group is None else named(row.homes_group, copy)
        return row.model_copy(update={"project_id": named(row.project_id, copy), "homes_group": group})

    def moved_key(key: str, copy: int) -> str:
        project, slash, block = key.partition("/")
        return f"{named(project, copy)}{slash}{block}"

    rows = tuple(moved(row, copy) for copy in range(copies) for row in city.rows)[:projects]
    keys, ids = {row.key for row in rows}, {row.project_id for row in rows}
    settings, share = city.settings, len(rows) / len(city.rows)
    groups = {}
    for group_id, group in settings.homes_groups.items():
        whole = sum(row.homes_group == group_id for row in city.rows)
        for copy in range(copies):
            # The last copy may have lost rows: its group then holds its members' part.
            members = sum(row.homes_group == named(group_id, copy) for row in rows)
            if members:
                groups[named(group_id, copy)] = _times(members / whole, group, "homes", "land_ha")
    accounts = tuple(
        account.model_copy(
            update={
                "rows": tuple(
                    moved_key(key, copy)
                    for copy in range(copies)
                    for key in account.rows
                    if moved_key(key, copy) in keys
                )
            }
        )
        for account in settings.counting.alternatives
    )
    own = (
        own.model_copy(update={"project": named(own.project, copy)})
        for copy in range(copies)
        for own in settings.own_durations
    )
    grown = {
        "targets": _grown_targets(settings.targets, share),
        "counting": settings.counting.model_copy(update={"alternatives": accounts}),
        "homes_groups": groups,
        "pools": {key: _grown_pool(pool, share) for key, pool in settings.pools.items()},
        "stocks": {key: _grown_stock(stock, share) for key, stock in settings.stocks.items()},
        "own_durations": tuple(stated for stated in own if stated.project in ids),
    }
    return city.model_copy(update={"rows": rows, "settings": settings.model_copy(update=grown)})


def _grown_targets(targets: Targets, share: float) -> Targets:
    years = tuple(_times(share, year, "homes") for year in targets.years)
    programme = targets.programme and _times(share, targets.programme, "homes", "done_before")
    period = targets.period and _times(share, targets.period, "homes")
    return targets.model_copy(update={"years": years, "programme": programme, "period": period})


def _grown_pool(pool: Pool, share: float) -> Pool:
    changes = tuple(_times(share, change, "slots") for change in pool.changes)
    return _times(share, pool, "slots").model_copy(update={"changes": changes})


def _grown_stock(stock: Stock, share: float) -> Stock:
    refills = tuple(_times(share, refill, "amount") for refill in stock.refills)
    return _times(share, stock, "level").model_copy(update={"refills": refills})


def _times(share: float, part: _Part, *fields: str) -> _Part:
    """Part of a scenario with some of its numbers multiplied; whole numbers stay whole, None stays None."""
    return part.model_copy(update={field: _number(getattr(part, field), share) for field in fields})


def _number(value: float | None, share: float) -> float | None:
    if value is None:
        return None
    return round(value * share) if isinstance(value, int) else value * share
