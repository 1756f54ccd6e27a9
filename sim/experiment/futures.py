"""Run a scenario for many replications."""

from __future__ import annotations

from collections.abc import Callable

from sim.engines import ENGINES, engine_at_hand
from sim.experiment.blocks import SHARING, Job, outcomes_of, split
from sim.experiment.collect import Collection
from sim.experiment.limits import (
    BOARD_FUTURES,
    DEFAULT_SEED,
    MAX_JOBS,
    MAX_REPLICATIONS,
    MAX_SEED,
    check_within,
)
from sim.experiment.progress import Progress
from sim.experiment.results import Results
from sim.experiment.sets import futures_in_a_set
from sim.experiment.what_if import WhatIf
from sim.plan import make_plan
from sim.scenario import Scenario

_FIRST_LOOK = 500
"""Futures at the first look at whether a run is precise enough; blocks of any engine end there."""


def run(
    scenario: Scenario,
    *,
    replications: int = BOARD_FUTURES,
    seed: int = DEFAULT_SEED,
    engine: str = ENGINES[0],
    jobs: int | None = None,
    futures_per_set: int | None = None,
    completions: bool = False,
    years_beyond: int | None = None,
    what_if: WhatIf | None = None,
    enough: Callable[[Results], bool] | None = None,
    progress: Progress | None = None,
) -> Results:
    """Simulate a scenario.

    Parameters
    ----------
    scenario : Scenario
        As read by `load_scenario`.
    replications : int
        Futures to simulate, 1 to 10,000,000; with `enough`, the most to simulate.
    seed : int
        0 to 2**64 - 1; the same seed gives the same futures, whatever else is asked.
    engine : str
        One of `sim.engines.ENGINES`.
    jobs : int, optional
        Processors to use: threads of the compiled engine (by default all processors this process may use), processes
        of the reference engine (by default 1). The results do not depend on it.
    futures_per_set : int, optional
        So many consecutive futures share one set of unknown values, and the chances of the board come with their range
        over what is not known; the last set may have fewer. By default 20, or 1 where the scenario states no unknown
        number. 1: every future draws its own unknown values, and no range is told.
    completions : bool
        Whether to keep what became of every block in every future, about 32 bytes each: `completions_frame` and
        `write_run` need it.
    years_beyond : int, optional
        Years to simulate after the last target year, from 0 to those up to the scenario's horizon, the default.
        Homes up to the end of the last target year, and so all chances, do not depend on it; `Results.caps_met` does,
        and what `completions` hold of later years.
    what_if : WhatIf, optional
        What no scenario states: rows that go first in every queue, steps done by a day. It stays with the results, so
        that `more` makes a longer run of the same.
    enough : callable, optional
        Judges the results so far every 500 futures, from 10,000 futures on whenever a tenth has been added; the run
        ends when it says yes.
    progress : callable, optional
        Called with (replications done, replications to do) after every block. A `KeyboardInterrupt` raised in it,
        or by Ctrl-C, ends the run; the blocks done are kept.

    Returns
    -------
    Results
        With ``interrupted`` set when fewer replications were done than asked for.

    Raises
    ------
    OptionError
        When an argument is out of range.
    RunError
        When there is not memory enough, or a worker process dies.
    KeyboardInterrupt
        When the run is stopped before the first block is done.
    """
    check_within("replications", replications, 1, MAX_REPLICATIONS)
    check_within("seed", seed, 0, MAX_SEED)
    if jobs is not None:
        check_within("jobs", jobs, 1, MAX_JOBS)
    each = futures_in_a_set(scenario, futures_per_set)
    if years_beyond is not None:
        check_within("years_beyond", years_beyond, 0, scenario.settings.years_beyond)
    engine = engine_at_hand(engine)
    sharing = SHARING[engine]
    plan = make_plan(scenario, years_beyond=years_beyond)
    job = Job.of(plan, seed, engine, each, by_block=completions, what_if=what_if)
    done = Collection(scenario, job, replications)
    work = outcomes_of(job, split(replications, sharing.block), jobs or sharing.jobs)
    look = _FIRST_LOOK
    try:
        for outcomes in work:
            done.add(outcomes)
            if progress is not None:
                progress(done.count, replications)
            # At fixed numbers of futures, so that neither engine nor jobs can matter.
            if enough is not None and done.count == look:
                look = next_look(look)
                results = done.results(requested=done.count)
                if enough(results):
                    return results
    except KeyboardInterrupt:
        if done.count == 0:
            raise
    finally:
        work.close()  # type: ignore[attr-defined]
    return done.results(requested=replications)


def next_look(futures: int) -> int:
    """Futures at the look that follows: looking costs as much as all futures so far are many."""
    return futures + _FIRST_LOOK * max(1, futures // (10 * _FIRST_LOOK))
