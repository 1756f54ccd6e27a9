"""How often Tango's interval holds the true change where hardly a pair differs: exactly, by adding up all counts.

There 95 % at every point is out of reach of any interval, as a few counts carry nearly all of the chance; what can be
had is that it never falls far below the level. Fagerland, Lydersen & Laake (2014, Statist. Med. 33, 2850) recommend
three intervals; the other two stand here for comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest
from scipy import special, stats

from sim.analysis.statistics import tango_interval

PAIRS = 10_000
MOST = 70
"""Gained or lost pairs beyond which less than 1e-15 of the chance lies, with 20 expected."""
B, C = (counts.astype(float) for counts in np.indices((MOST, MOST)))
Z = stats.norm.ppf(0.975)
SHARES = np.linspace(0, 1, 21)


def chances(gained: float, lost: float) -> np.ndarray:
    """Chance of every count, by the trinomial law, with so many pairs of either kind expected."""
    alike = PAIRS - B - C
    ways = special.gammaln(PAIRS + 1) - sum(special.gammaln(each + 1) for each in (B, C, alike))
    return np.exp(
        ways
        + special.xlogy(B, gained / PAIRS)
        + special.xlogy(C, lost / PAIRS)
        + alike * np.log1p(-(gained + lost) / PAIRS)
    )


def bonett_price() -> tuple[np.ndarray, np.ndarray]:
    """Wald's interval with one pair more each way."""
    b, c, n = (B + 1) / (PAIRS + 2), (C + 1) / (PAIRS + 2), PAIRS + 2
    half = Z * np.sqrt((b + c - (b - c) ** 2) / n)
    return b - c - half, b - c + half


def square_and_add() -> tuple[np.ndarray, np.ndarray]:
    """Newcombe's (1998, Statist. Med. 17, 2635), where half of the pairs that do not differ meet the target."""
    both = (PAIRS - B - C) / 2
    low, high = zip(*(wilson((both + more) / PAIRS) for more in (B, C)), strict=True)
    first, second = (both + B) / PAIRS, (both + C) / PAIRS
    phi = (both**2 - B * C) / np.sqrt((both + B) * (both + C) * (both + C) * (both + B))
    d = first - second

    def half(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.sqrt(np.maximum(one**2 - 2 * phi * one * other + other**2, 0))

    return d - half(first - low[0], high[1] - second), d + half(second - low[1], high[0] - first)


def wilson(share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    middle, half = share + Z**2 / (2 * PAIRS), Z * np.sqrt(share * (1 - share) / PAIRS + (Z / PAIRS) ** 2 / 4)
    return (middle - half) / (1 + Z**2 / PAIRS), (middle + half) / (1 + Z**2 / PAIRS)


@cache
def ends(method: Callable[[], tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    return method()


def tango() -> tuple[np.ndarray, np.ndarray]:
    return tango_interval(B, C, PAIRS)


def coverage(
    gained: float, lost: float, method: Callable[[], tuple[np.ndarray, np.ndarray]] = tango
) -> float:
    low, high = ends(method)
    true = (gained - lost) / PAIRS
    return float(chances(gained, lost)[(low <= true) & (true <= high)].sum())


def over(totals: np.ndarray, method: Callable[[], tuple[np.ndarray, np.ndarray]] = tango) -> np.ndarray:
    """Coverage for every expected number of pairs that differ and every share of them that are gained."""
    return np.array(
        [coverage(total * share, total * (1 - share), method) for total in totals for share in SHARES]
    )


@pytest.mark.parametrize(
    ("gained", "lost", "percent"),
    [(0.5, 0.5, 99.79), (1, 0, 99.63), (1, 1, 98.60), (2, 1, 96.92), (4, 4, 95.53), (8, 8, 95.15)],
)
def test_coverage_at_a_point(gained: float, lost: float, percent: float) -> None:
    assert 100 * coverage(gained, lost) == pytest.approx(percent, abs=0.01)


def test_coverage_over_the_rare_region_and_beyond() -> None:
    """Mean over totals and shares; and it never falls below 92.8 %."""
    bands = {(0.5, 1.5): 99.8, (1.5, 3): 98.7, (3, 6): 96.0, (6, 12): 95.0, (12, 20): 95.1}
    for (low, high), percent in bands.items():
        found = over(np.linspace(low, high, 16))
        assert 100 * found.mean() == pytest.approx(percent, abs=0.1)
        assert found.min() > 0.928
        if high <= 3:
            assert found.min() > 0.96
        if low >= 6:
            assert found.min() > 0.929 and found.max() < 0.97


def test_the_others_recommended_are_no_nearer_to_the_level() -> None:
    rare = np.linspace(0.5, 1.5, 11)
    assert over(rare).mean() < over(rare, bonett_price).mean()
    # Where most pairs are alike the two intervals it is made of cancel, and next to nothing is left of it.
    assert over(rare, square_and_add).min() < 0.45


def rules(most: int = 7) -> Iterator[tuple[int, ...]]:
    """Every sensible test of no change, both ways alike: counts gained from which it rejects, for 0, 1, 2, ... lost.

    Sensible: with more gained, or fewer lost, it rejects as well. `most` + 1: not up to `most`; beyond lies a chance of
    1e-8 where half a pair is expected.
    """

    def longer(rule: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        lost = len(rule)
        if lost == most:
            yield rule
            return
        for least in range(max(rule[-1] if rule else 1, lost + 1), most + 2):
            yield from longer((*rule, least))

    return longer(())


def kept(rule: tuple[int, ...], expected: float) -> float:
    """Coverage of no change by the interval that the test belongs to, with so many pairs expected each way."""
    by_count = stats.poisson.pmf(np.arange(60), expected)
    beyond = stats.poisson.sf(np.arange(60) - 1, expected)
    return 1 - 2 * sum(by_count[lost] * beyond[least] for lost, least in enumerate(rule) if least <= 7)


def test_no_interval_can_hold_no_change_with_93_to_97_percent_where_one_pair_differs() -> None:
    """One pair expected, half either way: rejecting at two against none costs too much, from three on too little."""
    found = np.array([kept(rule, 0.5) for rule in rules()])
    assert len(found) == 1430
    assert not np.any((found > 0.8907) & (found < 0.9715))
    assert found[found < 0.93].max() == pytest.approx(0.8906, abs=1e-4)
    assert found[found > 0.93].min() == pytest.approx(0.9716, abs=1e-4)


def test_an_interval_that_never_falls_below_93_percent_is_wide_there_as_tangos_is() -> None:
    """Rejecting at three against none costs more than 7 % where two are expected each way; from four on, 0.35 %."""
    everywhere = np.linspace(0.1, 4, 40)
    careful = [rule for rule in rules() if min(kept(rule, each) for each in everywhere) >= 0.93]
    assert {rule[0] for rule in careful} == {4, 5, 6, 7, 8}
    assert kept((3, 8, 8, 8, 8, 8, 8), 2) == pytest.approx(0.9125, abs=1e-4)
    assert min(kept(rule, 0.5) for rule in careful) > 0.9965
    assert 0.9965 < coverage(0.5, 0.5) < 0.998


def test_nor_where_one_pair_is_gained_and_none_is_lost() -> None:
    """Counts from a first to a last one are held: none of these runs of a Poisson law of mean 1 has 93 to 97 %."""
    by_count = stats.poisson.pmf(np.arange(20), 1)
    runs = np.array([by_count[i:j].sum() for i in range(20) for j in range(i + 1, 21)])
    assert not np.any((runs > 0.93) & (runs < 0.97))
    assert runs[runs < 0.95].max() == pytest.approx(0.9197, abs=1e-4)
    assert runs[runs > 0.95].min() == pytest.approx(0.9810, abs=1e-4)
