"""The run behind a level of confidence: every number moved over its yardstick, kept so that it is made once.

What it finds depends on the scenario's content and on this program alone: not on the seed, the futures or the engine of
the run whose likelihood is told, so that these do not move the level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import numpy as np
from pydantic import TypeAdapter, ValidationError

from sim.analysis.board import Goal, GoalName, goal_results, homes_of_years
from sim.analysis.confidence.influence import influences
from sim.analysis.confidence.numbers import StatedNumbers
from sim.analysis.statistics import RangeEnd, range_over_sets, sets_by_hits
from sim.cache_folder import keep_json, kept_json
from sim.engines import ENGINES, engine_at_hand
from sim.experiment import DEFAULT_SEED, FUTURES_PER_SET, Progress, Results, run
from sim.model import unknown_scores
from sim.random import Uniforms
from sim.scenario import READINGS, Reading

SETS_MOVED = 500
"""Sets of values, of `FUTURES_PER_SET` futures each."""
_KIND = "confidence"
_MOST_IN_MEMORY = 200
_SOURCES = ("analysis/confidence", "analysis/statistics", "analysis/board", "engines", "experiment", "model")
_MORE_SOURCES = ("plan", "random", "distributions", "scenario", "calendars.py")

Ends: TypeAlias = tuple[RangeEnd, RangeEnd]
"""P10 and P90 of a chance over the sets."""


@dataclass(frozen=True)
class SecondRun:
    """What a second run finds.

    Attributes
    ----------
    homes : mapping of str to float
        Path of a number -> homes it moves; see `influences`.
    ranges : mapping of (reading, str) to (RangeEnd, RangeEnd)
        By the reading and the name of a target: range of its chance over the sets.
    """

    homes: Mapping[str, float]
    ranges: Mapping[Reading, Mapping[str, Ends]]


_SAVED = TypeAdapter(SecondRun)
_in_memory: dict[str, SecondRun] = {}
_one_at_a_time = Lock()


def measured(
    numbers: StatedNumbers, *, jobs: int | None = None, progress: Progress | None = None
) -> SecondRun | None:
    """Run the scenario of some numbers for 500 sets of 20 futures, unless what it finds is kept already.

    It is kept in memory, and in the folder of `sim.cache_folder` under the scenario's fingerprint, the seed and the
    program's own source text; a file that is missing or damaged is made again.

    Parameters
    ----------
    numbers : StatedNumbers
    jobs, progress
        As for `sim.experiment.run`.

    Returns
    -------
    SecondRun or None
        None where only the reference engine is at hand, which would take minutes, or Ctrl-C ended the run.
    """
    key = f"{numbers.scenario.fingerprint} {DEFAULT_SEED} {SETS_MOVED} {_program()}"
    with _one_at_a_time:
        found = _in_memory.get(key) or _kept(key)
        if found is None:
            if engine_at_hand(ENGINES[0]) != ENGINES[0]:
                return None
            try:
                results = _run(numbers, jobs, progress)
            except KeyboardInterrupt:
                return None
            if results.interrupted:
                return None
            found = _measure(numbers, results)
            keep_json(_KIND, key, _SAVED.dump_python(found, mode="json"))
        while len(_in_memory) >= _MOST_IN_MEMORY:
            del _in_memory[next(iter(_in_memory))]
        _in_memory[key] = found
        return found


def target_key(target: Goal | GoalName) -> str:
    """Name of a target, as what was measured of it is kept under."""
    if isinstance(target, Goal):
        return {"year": str(target.last_year), "all_years": "all"}.get(target.kind, target.kind)
    return str(target)


def _run(numbers: StatedNumbers, jobs: int | None, progress: Progress | None) -> Results:
    return run(
        numbers.scenario,
        replications=SETS_MOVED * FUTURES_PER_SET,
        seed=DEFAULT_SEED,
        engine=ENGINES[0],
        jobs=jobs,
        futures_per_set=FUTURES_PER_SET,
        years_beyond=0,
        progress=progress,
    )


def _measure(numbers: StatedNumbers, results: Results) -> SecondRun:
    targets = results.scenario.settings.targets
    first, last = targets.years[0].year, targets.years[-1].year
    if targets.period is not None:
        first, last = targets.period.first_year, targets.period.last_year
    homes = homes_of_years(results, "counted", first, last).sum(axis=1).reshape(SETS_MOVED, -1).mean(axis=1)
    paths = [number.path for number in numbers.moved]
    scores = unknown_scores(paths, Uniforms(DEFAULT_SEED, 0, SETS_MOVED))
    ranges = {reading: dict(_ranges(results, reading)) for reading in READINGS}
    return SecondRun(dict(zip(paths, influences(homes, scores).tolist(), strict=True)), ranges)


def _ranges(results: Results, reading: Reading) -> list[tuple[str, Ends]]:
    found = []
    for result in goal_results(results, reading):
        if result.goal.kind != "cumulative":
            over = range_over_sets(sets_by_hits(np.asarray(result.met).reshape(SETS_MOVED, -1)))
            found.append((target_key(result.goal), (over.low, over.high)))
    return found


def _kept(key: str) -> SecondRun | None:
    kept = kept_json(_KIND, key)
    if kept is None:
        return None
    try:
        return _SAVED.validate_python(kept)
    except ValidationError:
        return None


@cache
def _program() -> str:
    """Version and source text of all that has a part in what is measured."""
    digest = blake2b(version("numpy").encode(), digest_size=16)
    room = Path(__file__).parents[2]
    for name in (*_SOURCES, *_MORE_SOURCES):
        path = room / name
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
