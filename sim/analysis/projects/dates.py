"""When the last home of a project reaches a reading, as whole days that can be sorted: never comes last."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.analysis.projects.units import Units
from sim.array_types import Flags
from sim.model import (
    ALREADY_COUNTED,
    BEFORE_DATA_DATE,
    BEYOND_HORIZON,
    LAPSED,
    NEVER_BEGINS,
    REACHED,
    BlockOutcomes,
)
from sim.scenario import READINGS

_BEFORE, _BEYOND, _NEVER = -1, 1_000_000, 2_000_000
WhenKind = Literal["before", "day", "beyond", "never"]


@dataclass(frozen=True)
class When:
    """When something is there.

    Attributes
    ----------
    kind : {"before", "day", "beyond", "never"}
        Before the data date; on a day; after the last simulated year; never, as the project lapsed or never begins.
    day : date or None
    """

    kind: WhenKind
    day: date | None = None


def last_days(units: Units, blocks: BlockOutcomes) -> NDArray[np.int32]:
    """Day on which the last home of each row of the answer reaches each reading, shape (R, U, 3).

    Whole days since the data date; before it, after the last simulated year and never are numbers that no day has.
    A block of which some homes enter the statistic early is counted with its last home.
    """
    days = np.full(blocks.days.shape, _NEVER, dtype=np.int32)
    reached = blocks.reason == REACHED
    days[reached] = blocks.days[reached].astype(np.int32)
    days[np.isin(blocks.reason, (BEFORE_DATA_DATE, ALREADY_COUNTED))] = _BEFORE
    days[blocks.reason == BEYOND_HORIZON] = _BEYOND
    assert not (days == _NEVER)[~np.isin(blocks.reason, (LAPSED, NEVER_BEGINS))].any()
    last = np.full((len(days), units.count, len(READINGS)), _BEFORE, dtype=np.int32)
    for b, u in enumerate(units.of_block.tolist()):
        np.maximum(last[:, u], days[:, b], out=last[:, u])
    return last


def by_day(last: NDArray[np.int32], day: float) -> Flags:
    """Whether it is there before an instant."""
    return np.asarray(last < day)


def quantiles(last: NDArray[np.int32], shares: tuple[float, ...], data_date: date) -> tuple[When, ...]:
    """Days by which so large shares of the futures (R,) have it; values that occurred in some future."""
    in_order = np.sort(last)
    ranks = (max(math.ceil(share * len(last) - 1e-9), 1) - 1 for share in shares)
    return tuple(_when(int(in_order[rank]), data_date) for rank in ranks)


def _when(day: int, data_date: date) -> When:
    if day == _BEFORE:
        return When("before")
    if day == _BEYOND:
        return When("beyond")
    return When("never") if day == _NEVER else When("day", data_date + timedelta(days=day))
