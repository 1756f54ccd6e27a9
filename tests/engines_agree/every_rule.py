"""Scenarios over every rule through the compiled engine, as a program: prints what came out, as one word.

Run in a process of its own where how the kernels are made is decided before they are loaded: with bounds checking, or
not compiled at all and watched line by line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path

import numpy as np
from conservation.generated.examples import examples

from sim.engines import engine_named
from sim.files import load_scenario
from sim.model import Trace
from sim.plan import make_plan
from sim.scenario import Scenario

BASELINE = Path(__file__).parents[2] / "scenarios" / "can-tho-2026.toml"
FIRST, FUTURES, PER_SET = 3, 6, 4


def of(scenario: Scenario) -> Iterator[np.ndarray]:
    """All that the compiled engine says of some futures of a scenario."""
    simulator = engine_named("compiled")(make_plan(scenario))
    draws = simulator.draw(1, FIRST, FUTURES, PER_SET)
    trace = simulator.simulate(draws)
    outcomes = simulator.outcomes(1, FIRST, FUTURES, PER_SET, by_block=True)
    yield from (getattr(draws, name) for name in ("work_days", "round_work", "start_days", "homes"))
    yield from (getattr(trace, field.name) for field in fields(Trace))
    assert outcomes.blocks is not None
    yield from (outcomes.homes_by_quarter, outcomes.caps, outcomes.blocks.days, outcomes.blocks.reason)


def word_of(scenarios: Iterable[Scenario]) -> str:
    """All of it, as one word; there is one kind of NaN."""
    digest = blake2b(digest_size=16)
    for scenario in scenarios:
        for values in of(scenario):
            known = np.where(np.isnan(values), -1.0, values) if values.dtype.kind == "f" else values
            digest.update(known.tobytes())
    return digest.hexdigest()


def everything(count: int) -> list[Scenario]:
    return [*examples(count), load_scenario(BASELINE)]


if __name__ == "__main__":
    print(word_of(everything(int(sys.argv[1]))))
