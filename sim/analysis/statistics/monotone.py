"""Whether a response rises or falls all along, or turns: judged in pairs, so that noise does not count as a turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from sim.analysis.statistics.paired import ChanceChange
from sim.array_types import Flags

Position = TypeVar("Position")


def falls_of(
    ways: Sequence[Sequence[Position]],
    met: Mapping[Position, Flags],
    futures_per_set: int,
    error: float,
    *,
    beside_a_rise: bool = True,
) -> tuple[Position, Position] | None:
    """Find the largest clear fall on a way on which the chance also rises.

    Parameters
    ----------
    ways : sequence of sequences
        Positions in the order in which they are passed.
    met : mapping to bool (R,)
        Whether the target is met, in the same futures for all positions; where R differs, the first are compared.
    futures_per_set : int
        Consecutive futures that share what is not known.
    error : float
        Chance that a turn is seen where there is none, at most: shared out over all pairs (Bonferroni).
    beside_a_rise : bool
        Whether a fall counts only on a way that holds a clear rise as well.

    Returns
    -------
    (Position, Position) or None
        Positions between which the chance falls most, of those falls that are clear; None where none is.
    """
    pairs = sum(len(way) * (len(way) - 1) // 2 for way in ways)
    falls: dict[tuple[Position, Position], float] = {}
    for way in ways:
        changes = {
            (one, other): _change(met[one], met[other], futures_per_set)
            for one, other in combinations(way, 2)
        }
        verdicts = {pair: change.clearly(error / pairs) for pair, change in changes.items()}
        if "up" in verdicts.values() or not beside_a_rise:
            falls |= {pair: changes[pair].share for pair, verdict in verdicts.items() if verdict == "down"}
    return min(falls, key=falls.__getitem__, default=None)


def _change(one: Flags, other: Flags, futures_per_set: int) -> ChanceChange:
    count = min(one.size, other.size)
    return ChanceChange.of(one[:count], other[:count], futures_per_set)
