"""Eight distributions of a chance over sets of unknown values, with P10 and P90 known, and studies planted from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from sim.array_types import Flags, Floats

FUTURES = 20
"""Futures a set."""


@dataclass(frozen=True)
class Law:
    """A distribution of the chance, and its P10 and P90."""

    draw: Callable[[np.random.Generator, int], Floats]
    ends: tuple[float, float]


def _alike(chance: float) -> Law:
    return Law(lambda generator, sets: np.full(sets, chance), (chance, chance))


def _beta(a: float, b: float) -> Law:
    return Law(lambda generator, sets: generator.beta(a, b, sets), tuple(stats.beta(a, b).ppf((0.1, 0.9))))


def _two_points(low: float, high: float, share_low: float) -> Law:
    """Both ends lie on an atom where `share_low` is between 0.1 and 0.9."""
    return Law(lambda generator, sets: np.where(generator.random(sets) < share_low, low, high), (low, high))


def _logit_normal(middle: float, spread: float) -> Law:
    return Law(
        lambda generator, sets: special.expit(generator.normal(middle, spread, sets)),
        tuple(special.expit(middle + spread * special.ndtri((0.1, 0.9)))),
    )


LAWS = {
    "alike, 0.1 %": _alike(0.001),
    "alike, 30 %": _alike(0.3),
    "beta(2, 5)": _beta(2, 5),
    "beta near zero": _beta(0.5, 24.5),
    "two points": _two_points(0.05, 0.8, 0.7),
    "uniform": _beta(1, 1),
    "wide logit-normal": _logit_normal(-1.0, 2.0),
    "beta near one": _beta(18, 2),
}


def study(law: str, sets: int, seed: int) -> Flags:
    """Whether each future of each set meets the target: bool (sets, FUTURES)."""
    generator = np.random.Generator(np.random.Philox(key=np.array([seed, sets], dtype=np.uint64)))
    chances = LAWS[law].draw(generator, sets)
    return np.asarray(generator.random((sets, FUTURES)) < chances[:, None])
