"""One seed and one run of replications: where the draws take their uniforms from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.array_types import Floats
from sim.distributions import Distribution
from sim.random.addresses import SHARED, Address, uniforms


@dataclass(frozen=True)
class Uniforms:
    """Uniforms of consecutive replications, separately for chance and for what is not known.

    Attributes
    ----------
    seed : int
    first, count : int
        Which replications.
    futures_per_set : int
        How many consecutive replications share one set of unknown numbers: 1 in an ordinary run, more in a study
        of what is not known. Chance is drawn anew for every replication all the same.
    """

    seed: int
    first: int
    count: int
    futures_per_set: int = 1

    def chance(self, project: str, block: str, stage: str, purpose: str, attempt: int = 0) -> Floats:
        """Uniforms of something that varies from future to future, shape (count,)."""
        return uniforms(self.seed, Address(project, block, stage, purpose, attempt), self.first, self.count)

    def unknown(self, project: str, block: str, stage: str, purpose: str) -> Floats:
        """Uniforms of something fixed that nobody knows, shape (count,): one value for each set of unknown numbers."""
        each = self.futures_per_set
        first = self.first // each
        last = (self.first + self.count - 1) // each
        sets = uniforms(self.seed, Address(project, block, stage, purpose), first, last - first + 1)
        return sets[np.arange(self.first, self.first + self.count) // each - first]

    def factor(self, distribution: Distribution | None, path: str) -> Floats:
        """Unknown factor of a part of the scenario, named by its dotted path; 1 where there is none."""
        if distribution is None:
            return np.ones(self.count)
        return distribution.quantile(self.unknown(SHARED, "", path, "uncertain"))
