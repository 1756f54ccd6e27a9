"""Most memory that a large run holds at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

from benchmarks.commands import asked_of_baseline, ended, must_say_engine
from benchmarks.figure import Figure, Setting
from benchmarks.timing import median


def memory(setting: Setting) -> Sequence[Figure]:
    """Peak resident memory of `housing-sim run`, libraries included, with its usual number of jobs."""
    replications = setting.futures(100_000)
    runs = [
        ended(asked_of_baseline(setting.engine, "run", "--replications", str(replications)))
        for _ in range(setting.rounds(3))
    ]
    must_say_engine(runs[0].out, setting.engine)
    few = ended(asked_of_baseline(setting.engine, "run", "--replications", "10"))
    return (
        Figure(
            "memory",
            f"peak memory of {replications:,} replications of the baseline",
            "MB",
            np.array([run.peak_mb for run in runs]),
            must=1_000,
            aim=500,
            detail={
                "of_10_replications_mb": round(few.peak_mb),
                "of_python_itself_mb": round(ended((sys.executable, "-c", "pass")).peak_mb),
                "run_s": median(np.array([run.seconds for run in runs])),
            },
        ),
    )
