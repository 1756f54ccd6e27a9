"""Run a scenario for many replications."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np

from sim.engines import ENGINES, engine_named
from sim.errors import OptionError, msg
from sim.experiment.blocks import Job, outcomes_of, split
from sim.experiment.limits import MAX_JOBS, MAX_REPLICATIONS, MAX_SEED, check_within
from sim.model.make_plan import make_plan
from sim.outcomes import CAPS, REASONS, Outcomes
from sim.results import Completions, Results
from sim.scenario import Scenario

BLOCK = 100
DEFAULT_REPLICATIONS = 1_000
DEFAULT_SEED = 1
FUTURES_PER_SET = 20
SETS = 100
"""A study of what is not known: so many sets of unknown numbers, and futures for each."""
_JUDGED_EVERY = 5
"""Blocks between two looks at whether a run is precise enough: fixed, so that the number of jobs cannot matter."""

Progress = Callable[[int, int], None]


def run(
    scenario: Scenario,
    *,
    replications: int = DEFAULT_REPLICATIONS,
    seed: int = DEFAULT_SEED,
    engine: str = ENGINES[0],
    jobs: int = 1,
    futures_per_set: int = 1,
    enough: Callable[[Results], bool] | None = None,
    progress: Progress | None = None,
) -> Results:
    """Simulate a scenario.

    Parameters
    ----------
    scenario : Scenario
        As read by `read_scenario`.
    replications : int
        Futures to simulate, 1 to 10,000,000; with `enough`, the most to simulate.
    seed : int
        0 to 2**64 - 1; the same seed gives the same futures, whatever else is asked.
    engine : str
        One of `sim.engines.ENGINES`.
    jobs : int
        Processes to use; the results do not depend on it.
    futures_per_set : int
        1 for an ordinary run. From 2 on, so many consecutive futures share one set of unknown values, and the chances
        of the board come with their range over what is not known. Must divide `replications`.
    enough : callable, optional
        Judges the results so far every 500 futures; the run ends when it says yes.
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
    KeyboardInterrupt
        When the run is stopped before the first block is done.
    """
    check_within("replications", replications, 1, MAX_REPLICATIONS)
    check_within("seed", seed, 0, MAX_SEED)
    check_within("jobs", jobs, 1, MAX_JOBS)
    check_within("futures_per_set", futures_per_set, 1, replications)
    if replications % futures_per_set:
        raise OptionError(
            msg(
                "{replications} replications cannot be shared out to sets of {futures}",
                replications=replications,
                futures=futures_per_set,
            )
        )
    engine_named(engine)
    job = Job(make_plan(scenario), seed, engine, futures_per_set)
    blocks = split(replications, BLOCK)
    done: list[Outcomes] = []
    results: Results | None = None
    work = outcomes_of(job, blocks, jobs)
    ends = list(accumulate(block.count for block in blocks))
    try:
        for outcomes in work:
            done.append(outcomes)
            if progress is not None:
                progress(ends[len(done) - 1], replications)
            if enough is not None and len(done) % _JUDGED_EVERY == 0:
                results = _collect(scenario, job, done, ends[len(done) - 1])
                if enough(results):
                    return results
    except KeyboardInterrupt:
        if not done:
            raise
    finally:
        work.close()  # type: ignore[attr-defined]
    return _collect(scenario, job, done, replications)


def _collect(scenario: Scenario, job: Job, done: Sequence[Outcomes], requested: int) -> Results:
    plan = job.plan
    caps = np.concatenate([outcomes.caps for outcomes in done])
    return Results(
        scenario=scenario,
        seed=job.seed,
        engine=job.engine,
        futures_per_set=job.futures_per_set,
        requested=requested,
        first_year=plan.reckoning.first_year,
        homes_by_quarter=np.concatenate([outcomes.homes_by_quarter for outcomes in done]),
        caps_met=dict(zip(CAPS, map(float, caps.mean(axis=0)), strict=True)),
        completions=Completions(
            projects=tuple(project for project, _ in plan.labels.block_keys),
            blocks=tuple(block for _, block in plan.labels.block_keys),
            homes=np.concatenate([outcomes.blocks.homes for outcomes in done if outcomes.blocks]),
            days=np.concatenate([outcomes.blocks.days for outcomes in done if outcomes.blocks]),
            reason=np.concatenate([outcomes.blocks.reason for outcomes in done if outcomes.blocks]),
            reasons=REASONS,
        ),
    )
