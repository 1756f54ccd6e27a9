"""Ranks that never order two things whose difference is noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sim.analysis.statistics.paired import ERROR, MeanChange


@dataclass(frozen=True)
class Rank:
    """Rank of one thing among several.

    Attributes
    ----------
    rank : int
        From 1; things of one group share it, and it counts all things of groups before.
    clearly_above : tuple of str
        Things that this one clearly exceeds, some of them perhaps of its own group.
    """

    rank: int
    clearly_above: tuple[str, ...]


def ranked(values: Mapping[str, NDArray[np.integer]], futures_per_set: int = 1) -> dict[str, Rank]:
    """Rank things by the mean of what each brings, in the same futures.

    Two things are told apart where the paired interval of their difference leaves out zero; the error of 5 % is shared
    out over all pairs (Bonferroni). Being told apart is not transitive: a may exceed c clearly while neither is told
    from b. So a group ends only where everything before it clearly exceeds everything after.

    Parameters
    ----------
    values : mapping of str to int (R,)
    futures_per_set : int
        Consecutive futures that share what is not known.

    Returns
    -------
    dict of str to Rank
        From the largest mean to the least; equal means in the order of `values`.
    """
    order = sorted(values, key=lambda name: -float(values[name].mean()))
    pairs = list(combinations(order, 2))
    above: dict[str, set[str]] = {name: set() for name in order}
    for one, other in pairs:
        change = MeanChange.of(values[one] - values[other], futures_per_set, ERROR / len(pairs))
        if change.verdict == "up":
            above[one].add(other)
    ranks: dict[str, Rank] = {}
    rank = 1
    for index, name in enumerate(order):
        rest = set(order[index:])
        if index and all(rest <= above[before] for before in order[:index]):
            rank = index + 1
        ranks[name] = Rank(rank, tuple(each for each in order if each in above[name]))
    return ranks


def rank_label(ranks: Mapping[str, Rank], name: str) -> str:
    """Rank of a thing, with = where others share it: 1, =2."""
    rank = ranks[name].rank
    shared = sum(each.rank == rank for each in ranks.values()) > 1
    return f"{'=' if shared else ''}{rank}"
