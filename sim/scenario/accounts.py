"""Accounts of what was counted before, held against the homes that they must explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.array_types import Floats
from sim.scenario.counting import CountedAlternative, Counting
from sim.scenario.project_row import ProjectRow


@dataclass(frozen=True)
class Account:
    """One account of what was counted before, given the total that all accounts must explain.

    Attributes
    ----------
    stated : float
        Weight that the scenario gives it.
    adds_up : float
        Chance that its homes add up to the total; 1 where no total is stated.
    weight : float
        Probability of the account given the total: stated weight x that chance, in parts of their sum (Bayes).
    rows : tuple of int
        Its rows whose homes are not known, in the order of the register; none where no total is stated.
    low, high : int
        Fewest and most homes of these rows and elsewhere together.
    rest : tuple of float64 arrays
        For each of these rows, the distribution function of what comes after it (the rows that follow, and homes
        elsewhere): at `rest_low`, `rest_low` + 1, ... homes, up to the most there can be.
    rest_low : tuple of int
        Fewest homes that can come after each of these rows.
    """

    stated: float
    adds_up: float
    weight: float
    rows: tuple[int, ...] = ()
    low: int = 0
    high: int = 0
    rest: tuple[Floats, ...] = ()
    rest_low: tuple[int, ...] = ()


def accounts_of(counting: Counting, rows: Sequence[ProjectRow]) -> tuple[Account, ...]:
    """Hold the accounts of a scenario against the total that they must explain.

    The homes of a row are whole numbers, all equally likely, and so are those elsewhere; sums of them follow from
    convolution, not from simulation.

    Parameters
    ----------
    counting : Counting
    rows : sequence of ProjectRow
        The register. Rows of homes groups have no size of their own; checks refuse them where a total is stated.

    Returns
    -------
    tuple of Account
        In the order of the file. Weights are all NaN where no account adds up, which checks refuse.
    """
    if counting.alternatives_total is None:
        return tuple(Account(one.weight, 1.0, one.weight) for one in counting.alternatives)
    held = [_held(one, counting.alternatives_total, rows) for one in counting.alternatives]
    likely = np.array([account.stated * account.adds_up for account in held])
    with np.errstate(invalid="ignore"):
        weights = (likely / likely.sum()).tolist()
    return tuple(
        Account(one.stated, one.adds_up, weight, one.rows, one.low, one.high, one.rest, one.rest_low)
        for one, weight in zip(held, weights, strict=True)
    )


def sums_of(account: CountedAlternative, rows: Sequence[ProjectRow]) -> tuple[int, int]:
    """Fewest and most homes that an account can add up to, homes elsewhere included."""
    named = [row for row in rows if row.key in account.rows]
    fewest = account.elsewhere[0] + sum(int(row.homes.low) for row in named)
    return fewest, account.elsewhere[1] + sum(int(row.homes.high) for row in named)


def _held(account: CountedAlternative, total: tuple[int, int], rows: Sequence[ProjectRow]) -> Account:
    named = frozenset(account.rows)
    known = sum(int(row.homes.low) for row in rows if row.key in named and row.homes.known)
    open_rows = [p for p, row in enumerate(rows) if row.key in named and not row.homes.known]
    low, high = total[0] - known, total[1] - known
    first, last = account.elsewhere
    likely, fewest = np.full(last - first + 1, 1.0 / (last - first + 1)), first
    rest: list[Floats] = []
    rest_low: list[int] = []
    for p in reversed(open_rows):
        rest.insert(0, likely.cumsum())
        rest_low.insert(0, fewest)
        homes = rows[p].homes
        likely, fewest = _with_even(likely, int(homes.high - homes.low) + 1), fewest + int(homes.low)
    adds_up = _at(likely.cumsum(), fewest, high) - _at(likely.cumsum(), fewest, low - 1)
    return Account(account.weight, adds_up, np.nan, tuple(open_rows), low, high, tuple(rest), tuple(rest_low))


def _with_even(likely: Floats, count: int) -> Floats:
    """Distribution of a number and another of 0 .. count - 1, all equally likely: their sum, from its fewest on."""
    so_far = np.concatenate([likely.cumsum(), np.full(count - 1, likely.cumsum()[-1])])
    before = np.concatenate([np.zeros(count), so_far[:-count]])
    return np.asarray((so_far - before) / count, dtype=np.float64)


def _at(so_far: Floats, fewest: int, homes: int) -> float:
    """Distribution function at a number of homes."""
    return 0.0 if homes < fewest else float(so_far[min(homes - fewest, len(so_far) - 1)])
