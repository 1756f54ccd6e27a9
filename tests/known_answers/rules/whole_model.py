"""What the tests of the whole model share: scenarios checked before they run, and yardsticks for samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from builders import route
from futures import RARE, Futures
from futures import simulate as simulate_unchecked
from scipy import stats

from sim.array_types import Floats
from sim.files import partial_of
from sim.files.checks import cross_problems
from sim.scenario import Scenario

YEAR_DAYS = 365.25


def chain(*stages: str, **steps: Mapping[str, Any]) -> dict[str, Any]:
    """Routes table of one route `r` that runs the stages one after the other."""
    return {"r": route({s: stages[i - 1 : i] if i else () for i, s in enumerate(stages)}, steps=steps)}


def simulate(scenario: Scenario, count: int = 1, *, first: int = 0, futures_per_set: int = 1) -> Futures:
    """Simulate a scenario that a user could have written: one without an error between its parts."""
    errors = [p for p in cross_problems(partial_of(scenario, "test.toml")) if p.severity == "error"]
    assert not errors, errors
    return simulate_unchecked(scenario, count, first=first, futures_per_set=futures_per_set)


def correlation_off(first: Floats, second: Floats, expected: float) -> float:
    """How many standard errors (of Fisher's z, for normal pairs) a correlation lies from the expected one."""
    seen = float(np.corrcoef(first, second)[0, 1])
    return abs(np.arctanh(seen) - np.arctanh(expected)) * float(np.sqrt(len(first) - 3))


def is_uniform(sample: Floats) -> bool:
    """Whether independent values are uniform on (0, 1), by Kolmogorov and Smirnov."""
    return bool(stats.kstest(sample, "uniform").pvalue > RARE)


def same(found: Any, expected: Any) -> bool:
    """Equal to the last bit, NaN where the other is NaN."""
    return np.array_equal(np.asarray(found, dtype=float), np.asarray(expected, dtype=float), equal_nan=True)
