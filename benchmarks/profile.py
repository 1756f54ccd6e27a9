"""Where the time of a run goes."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cities import SEED, baseline, block_of, simulate_in_blocks
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side
from sim.engines import engine_named
from sim.experiment import run
from sim.model import measure
from sim.plan import make_plan

_HOTTEST = 8


def profile(setting: Setting) -> Sequence[Figure]:
    """Draws, events and measuring each by itself; all of a block at once; and the run around the blocks.

    The parts by themselves hand whole arrays over, which an engine that does all at once need not: they say what each
    part weighs, and need not add up to the block.
    """
    plan = make_plan(baseline())
    simulator = engine_named(setting.engine)(plan)
    futures, block = setting.futures(5_000), block_of(setting.engine)
    draws = simulator.draw(SEED, 0, block)
    trace = simulator.simulate(draws)

    def whole_run() -> None:
        run(baseline(), replications=futures, seed=SEED, engine=setting.engine, jobs=1)

    times = side_by_side(
        [
            Contender("draws", lambda: simulator.draw(SEED, 0, block), block),
            Contender("events", lambda: simulator.simulate(draws), block),
            Contender("measuring", lambda: measure(plan, draws, trace), block),
            Contender("block", lambda: simulate_in_blocks(simulator, futures, block), futures),
            Contender("one", lambda: simulator.outcomes(SEED, 0, 1)),
            Contender("planning", lambda: make_plan(baseline())),
            Contender("run", whole_run, futures),
        ],
        setting.rounds(7),
    )
    said = {
        "draws": "draws by themselves, a future",
        "events": "events by themselves, a future",
        "measuring": "measuring by itself, a future",
        "block": f"all three at once, in blocks of {block}, a future",
        "run": f"sim.run of {futures:,} replications, one job, a future",
    }
    figures = [Figure(f"profile_{name}", what, "µs", times[name] * 1e6) for name, what in said.items()]
    around = Figure(
        "profile_python",
        "Python around the blocks: planning, collecting, blocks and progress, a future",
        "µs",
        (times["run"] - times["block"]) * 1e6,
        detail={
            "planning_once_ms": median(times["planning"], 1e3),
            "a_block_of_one_future_us": median(times["one"], 1e6),
            **_hottest(whole_run),
        },
    )
    return (*figures, around)


def _hottest(work: object) -> dict[str, float | str]:
    """Share of the profiled time that each of the hottest functions spends in itself, in percent."""
    profiler = cProfile.Profile()
    profiler.runcall(work)  # type: ignore[arg-type]
    stats = pstats.Stats(profiler)
    whole = stats.total_tt  # type: ignore[attr-defined]
    own = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:_HOTTEST]  # type: ignore[attr-defined]
    return {
        f"own_time_percent_{Path(file).stem}.{function}": round(100 * numbers[2] / whole, 1)
        for (file, _, function), numbers in own
    }
