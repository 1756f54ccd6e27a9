"""Two threads beside one."""

from __future__ import annotations

import time
from collections.abc import Sequence

from benchmarks.cities import SEED, baseline
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side
from sim.experiment import run


def threads(setting: Setting) -> Sequence[Figure]:
    """One run of the baseline as a user of the library makes it, with one job and with two.

    All of it is timed, what no second thread can shorten included: planning, and putting the blocks together.
    """
    futures = setting.futures(50_000)

    def with_jobs(jobs: int) -> None:
        run(baseline(), replications=futures, seed=SEED, engine=setting.engine, jobs=jobs)

    times = side_by_side(
        [Contender("one", lambda: with_jobs(1)), Contender("two", lambda: with_jobs(2))],
        setting.rounds(7),
        clock=time.perf_counter,
    )
    return (
        Figure(
            "threads",
            f"baseline, {futures:,} replications: one job / two jobs",
            "×",
            times["one"] / times["two"],
            must=1.7,
            aim=1.9,
            more_is_better=True,
            detail={"one_job_s": median(times["one"]), "two_jobs_s": median(times["two"])},
        ),
    )
