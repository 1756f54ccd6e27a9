"""The rows of the answer: projects, or blocks of projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import numpy as np

from sim.array_types import Ints
from sim.plan import Plan
from sim.scenario import Scenario

UnitKind = Literal["project", "block"]
UNIT_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)


@dataclass(frozen=True)
class Units:
    """Which blocks stand in one row of the answer.

    Attributes
    ----------
    ids : tuple of str
        Project id, or project id/block, of each of the U rows of the answer, in file order.
    rows : tuple of tuple of int
        Register rows of each.
    of_block : int64 (B,)
        Row of the answer that each block stands in.
    """

    ids: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    of_block: Ints

    @property
    def count(self) -> int:
        """Number of rows of the answer."""
        return len(self.ids)


def units_of(plan: Plan, kind: UnitKind) -> Units:
    """Put blocks together to projects, or leave each by itself."""
    keys = [
        project if kind == "project" or not block else f"{project}/{block}"
        for project, block in plan.labels.block_keys
    ]
    rows: dict[str, dict[int, None]] = {}
    for key, p in zip(keys, plan.measurement.row_of.tolist(), strict=True):
        rows.setdefault(key, {})[p] = None
    position = {key: u for u, key in enumerate(rows)}
    of_block = np.array([position[key] for key in keys], dtype=np.int64)
    return Units(tuple(rows), tuple(map(tuple, rows.values())), of_block)


def year_end(scenario: Scenario, year: int) -> float:
    """First instant after a year, days since the data date."""
    return float((date(year + 1, 1, 1) - scenario.settings.data_date).days)
