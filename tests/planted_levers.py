"""Levers whose effect is known: the chance of a target under each value is planted, with common random numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from fake_results import generator_of, met_results, scenario_with

from sim.experiment import Results

SCENARIO = scenario_with({2026: 100})
GRID = [0, 10, 20, 30, 40, 50, 60, 70]


def knife(value: float) -> float:
    """0.798 at 40, a hair below 0.8, and 0.803 at 50, a hair above."""
    return {40: 0.798, 50: 0.803}.get(value, 0.3 if value < 40 else 0.95)


class Planted:
    """`evaluate` of a lever: replication r meets the same uniform number whatever the value of the lever.

    `noise` is the share of futures that draw a number of their own for each value: they make pairs differ both ways.
    """

    def __init__(self, chance: Callable[..., float], seed: int, noise: float = 0.0) -> None:
        self.chance, self.seed, self.noise = chance, seed, noise
        self.asked: list[tuple[Any, ...]] = []

    def __call__(self, *arguments: Any) -> Results:
        *values, replications = arguments
        self.asked.append(arguments)
        u = generator_of(self.seed).random(replications)
        if self.noise:
            generator = generator_of(hash((self.seed, *values)) % 2**32)
            own = np.stack(
                [generator_of(self.seed + 10_000).random(replications), generator.random(replications)]
            )
            u = np.where(own[0] < self.noise, own[1], u)
        return met_results(u < self.chance(*values), scenario=SCENARIO, seed=self.seed)

    @property
    def futures(self) -> dict[Any, int]:
        """Longest run of each value."""
        longest: dict[Any, int] = {}
        for *values, replications in self.asked:
            longest[values[0]] = max(longest.get(values[0], 0), replications)
        return longest
