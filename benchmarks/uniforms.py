"""A whole run beside the time NumPy needs for its uniforms alone: the floor no engine of these draws can pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.cities import SEED, baseline, block_of, simulate_in_blocks
from benchmarks.figure import Figure, Floats, Setting
from benchmarks.timing import Contender, median, side_by_side
from sim.engines import engine_named
from sim.model import Draws, Trace, draw
from sim.plan import NONE, Plan, make_plan
from sim.random import Uniforms

_UNCOUNTED_SEED = 2**63 + 25
"""A seed nobody else uses: unknown factors once drawn are remembered, and would not be asked for again."""
_IN_CACHE = 2**15
"""Uniforms that NumPy makes at a time: few enough to stay in the processor's cache, where it is fastest."""


def uniforms(setting: Setting) -> Sequence[Figure]:
    """Whole run / NumPy's time for as many Philox uniforms.

    Counted are the different addresses the reference's draws ask the room of randomness for.
    That is every draw a future could need; the strict figure counts those that it met with.
    """
    plan = make_plan(baseline())
    fast, reference = engine_named(setting.engine)(plan), engine_named("reference")(plan)
    futures, block = setting.futures(5_000), block_of(setting.engine)
    shared, own = addresses(plan)
    few = setting.futures(100)
    draws = reference.draw(SEED, 0, few)
    could, met = shared + own, shared + uniforms_met(plan, draws, reference.simulate(draws))
    generator, made = np.random.Generator(np.random.Philox(SEED)), np.empty(_IN_CACHE)
    pieces = 1_000

    def numpy_uniforms() -> None:
        for _ in range(pieces):
            generator.random(out=made)

    times = side_by_side(
        [
            Contender("whole", lambda: simulate_in_blocks(fast, futures, block), futures),
            Contender("uniforms", numpy_uniforms, pieces * _IN_CACHE),
        ],
        setting.rounds(9),
    )
    detail: dict[str, float | str] = {
        "this_engine_us_a_future": median(times["whole"], 1e6),
        "numpy_ns_a_uniform": median(times["uniforms"], 1e9),
    }
    title = "baseline, whole run / NumPy's time for the Philox uniforms "
    return (
        Figure(
            "uniforms",
            title + "a future could need",
            "×",
            times["whole"] / (times["uniforms"] * could),
            must=10,
            aim=4,
            detail={**detail, "uniforms_a_future": could, "of_which_shared": shared},
        ),
        Figure(
            "uniforms_met",
            title + "a future meets with on average (strict)",
            "×",
            times["whole"] / (times["uniforms"] * met),
            detail={**detail, "uniforms_a_future": round(met, 1)},
        ),
    )


def addresses(plan: Plan) -> tuple[int, int]:
    """Different addresses that the draws of one future ask for: shared ones, and rows' own."""
    asked: set[tuple[Any, ...]] = set()
    chance, unknown = Uniforms.chance, Uniforms.unknown

    def counting_chance(
        self: Uniforms, project: str, block: str, stage: str, purpose: str, attempt: int = 0
    ) -> Floats:
        asked.add((project, block, stage, purpose, attempt))
        return chance(self, project, block, stage, purpose, attempt)

    def counting_unknown(self: Uniforms, project: str, block: str, stage: str, purpose: str) -> Floats:
        asked.add((project, block, stage, purpose))
        return unknown(self, project, block, stage, purpose)

    with (
        patch.object(Uniforms, "chance", counting_chance),
        patch.object(Uniforms, "unknown", counting_unknown),
    ):
        draw(plan, _UNCOUNTED_SEED, 0, 1)
    own = sum(not address[0].startswith("@") for address in asked)
    return len(asked) - own, own


def uniforms_met(plan: Plan, draws: Draws, trace: Trace) -> float:
    """Rows' own uniforms that an average future meets with: those of what happens before its horizon.

    One for each stage, stagger or round that starts, each luck, gap and reissue, each stall, grace and lapse that is
    looked at, each size, entry and start that is not known, and the luck of rows that may never begin or wait to start.
    """
    network, rows = plan.network, plan.chances.rows
    graph = network.graph_of
    holds_rounds = (network.rounds_column != NONE)[graph]
    tenders = (network.tender_of != NONE).any(axis=2)[graph]
    stalls = (network.recall_of != NONE)[graph]
    started = np.isfinite(trace.started)
    failed = np.isfinite(trace.round_ended).sum() - np.isfinite(trace.ended[:, tenders]).sum()
    happened = (
        started[:, ~holds_rounds].sum()
        + started[:, holds_rounds & ~tenders].sum()
        + np.isfinite(trace.round_started).sum()
        + np.isfinite(trace.round_ended).sum()
        + max(failed, 0)
        + np.isfinite(trace.reissued).sum()
        + started[:, stalls].sum()
        + np.isfinite(trace.stalled).sum()
        + np.isfinite(trace.recalled).sum()
        + np.isfinite(trace.resumed).sum()
    )
    once = sum(
        (row.homes.low < row.homes.high)
        + (row.land_ha is not None and row.land_ha.low < row.land_ha.high)
        + (row.entry_days.low < row.entry_days.high)
        + sum(node.start.low < node.start.high for node in row.under_way)
        + (row.never_begins != NONE)
        + (row.start_hazard != NONE)
        for row in rows
    )
    return float(happened / len(draws.row_homes) + once)
