"""The compiled engine beside SimPy: the reference engine on the same draws, and a planner's own model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks import consultant
from benchmarks.cities import SEED, baseline, block_of, simulate_in_blocks
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side
from sim.engines import engine_named
from sim.model import measure
from sim.plan import make_plan


def reference(setting: Setting) -> Sequence[Figure]:
    """Whole runs of both engines on one thread, future by future the same.

    The reference engine's own draws are slow and would flatter the ratio, so it is given those of the compiled engine,
    and its whole run is their time + its events + the measuring.
    """
    plan = make_plan(baseline())
    fast, slow = engine_named(setting.engine)(plan), engine_named("reference")(plan)
    futures, few, block = setting.futures(5_000), setting.futures(100), block_of(setting.engine)
    draws = fast.draw(SEED, 0, few)
    trace = slow.simulate(draws)
    both = fast.outcomes(SEED, 0, few).homes_by_quarter, measure(plan, draws, trace).homes_by_quarter
    if not np.array_equal(*both):
        raise RuntimeError("the engines do not agree: there is nothing to compare")
    times = side_by_side(
        [
            Contender("whole", lambda: simulate_in_blocks(fast, futures, block), futures),
            Contender("draws", lambda: fast.draw(SEED, 0, block), block),
            Contender("events", lambda: slow.simulate(draws), few),
            Contender("measuring", lambda: measure(plan, draws, trace), few),
        ],
        setting.rounds(7),
    )
    whole_slow = times["draws"] + times["events"] + times["measuring"]
    return (
        Figure(
            "reference",
            "baseline, every rule on, one thread: lean SimPy / this engine, same draws, same outcomes",
            "×",
            whole_slow / times["whole"],
            must=150,
            aim=300,
            more_is_better=True,
            detail={
                "this_engine_us_a_future": median(times["whole"], 1e6),
                "simpy_us_a_future": median(whole_slow, 1e6),
                "of_which_this_engines_draws_us": median(times["draws"], 1e6),
                "of_which_simpy_events_us": median(times["events"], 1e6),
                "of_which_measuring_us": median(times["measuring"], 1e6),
                "futures_compared": few,
            },
        ),
    )


def planners_model(setting: Setting) -> Sequence[Figure]:
    """The same city as an ordinary SimPy model (`benchmarks.consultant`), which has fewer rules."""
    plan = make_plan(baseline())
    fast = engine_named(setting.engine)(plan)
    futures, few, block = setting.futures(5_000), setting.futures(100), block_of(setting.engine)
    model, several = consultant.Model(baseline()), setting.futures(1_000)
    years = [target.year for target in baseline().settings.targets.years]
    times = side_by_side(
        [
            Contender("whole", lambda: simulate_in_blocks(fast, futures, block), futures),
            Contender("planner", lambda: model.simulate(few, SEED), few),
        ],
        setting.rounds(7),
    )
    theirs = np.array(
        [sum(future["eligible", year] for year in years) for future in model.simulate(several, SEED)]
    )
    ours = fast.outcomes(SEED, 0, several).homes_by_quarter[:, : 4 * len(years), 1].sum(axis=1)
    return (
        Figure(
            "planners_model",
            "baseline, one thread: an ordinary SimPy model with fewer rules / this engine",
            "×",
            times["planner"] / times["whole"],
            detail={
                "this_engine_us_a_future": median(times["whole"], 1e6),
                "planners_model_us_a_future": median(times["planner"], 1e6),
                "homes_eligible_in_the_target_years_p50": float(np.median(ours)),
                "homes_eligible_in_the_planners_model_p50": round(float(np.median(theirs))),
            },
        ),
    )
