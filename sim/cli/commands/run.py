"""`housing-sim run`."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sim.analysis import to_json
from sim.analysis.board import judge, precise_to
from sim.cli import (
    STOPPED,
    ProgressOnStderr,
    must_be_writable,
    render_board,
    say_preparation,
    say_warnings,
    scenario_or_default,
    usable,
)
from sim.engines import ENGINES
from sim.errors import OptionError, msg
from sim.experiment import (
    DEFAULT_REPLICATIONS,
    DEFAULT_SEED,
    FUTURES_PER_SET,
    MAX_JOBS,
    MAX_REPLICATIONS,
    MAX_SEED,
    SETS,
    Results,
    check_within,
    run,
    write_run,
)
from sim.questions import check_sets, one_of
from sim.scenario import READINGS, Reading, Scenario
from sim.text import Text

MOST_FOR_PRECISION = 100_000
"""Futures at which the search for precision ends: ±0.3 percentage points at worst."""


@dataclass(frozen=True)
class Request:
    """What the user asked of a run."""

    scenario: Path | None
    replications: int | None
    precision: float | None
    uncertainty: bool
    seed: int | None
    engine: str | None
    count: str
    jobs: int | None
    as_json: bool
    out: Path | None
    arguments: tuple[str, ...]


def run_command(request: Request, text: Text) -> int:
    """Simulate a scenario, print the board, write the files asked for.

    Parameters
    ----------
    request : Request
    text : Text

    Returns
    -------
    int
        0, or 130 where Ctrl-C ended the run early; what is printed and written then rests on the futures done.

    Raises
    ------
    HousingSimError
        When an option, the scenario or the folder cannot be used.
    """
    for option, given, low, high in (
        ("--replications", request.replications, 1, MAX_REPLICATIONS),
        ("--seed", request.seed, 0, MAX_SEED),
        ("--jobs", request.jobs, 1, MAX_JOBS),
    ):
        if given is not None:
            check_within(option, given, low, high)
    if request.replications is not None and request.precision is not None:
        raise OptionError(msg("--replications and --precision exclude each other: give one of them"))
    if request.uncertainty:
        if request.precision is not None:
            raise OptionError(msg("--precision and --uncertainty exclude each other: give one of them"))
        if request.replications is not None:
            check_sets(request.replications)
    reading = cast(Reading, one_of("--count", READINGS)(request.count))
    if request.out is not None:
        must_be_writable(request.out)
    path = scenario_or_default(request.scenario, text)
    scenario, warnings = usable(path)
    say_warnings(path, warnings, text)
    results = _simulate(request, scenario, reading, text)
    _say_how_it_ended(request, results, reading, text)
    if request.out is not None:
        command = shlex.join(("housing-sim", *request.arguments))
        write_run(request.out, results, to_json.board_json(results, reading), command)
    if request.as_json:
        print(to_json.json_text(to_json.board_json(results, reading)))
    else:
        render_board(judge(results, reading), results, text)
    return STOPPED if results.interrupted else 0


def _simulate(request: Request, scenario: Scenario, reading: Reading, text: Text) -> Results:
    precise = request.precision is not None
    replications = MOST_FOR_PRECISION if precise else request.replications
    if request.uncertainty and replications is None:
        replications = SETS * FUTURES_PER_SET
    engine = request.engine or ENGINES[0]
    say_preparation(engine, text)
    with ProgressOnStderr(text, at_most=precise) as progress:
        return run(
            scenario,
            replications=DEFAULT_REPLICATIONS if replications is None else replications,
            seed=DEFAULT_SEED if request.seed is None else request.seed,
            engine=engine,
            jobs=request.jobs,
            futures_per_set=FUTURES_PER_SET if request.uncertainty else 1,
            completions=request.out is not None,
            enough=None if request.precision is None else precise_to(request.precision, reading),
            progress=progress,
        )


def _say_how_it_ended(request: Request, results: Results, reading: Reading, text: Text) -> None:
    said = None
    if results.interrupted:
        said = text(
            "stopped: {done} of {total} futures done; the board rests on these",
            done=results.replications,
            total=results.requested,
        )
    elif request.precision is not None and not precise_to(request.precision, reading)(results):
        said = text(
            "{done} futures, the most this command simulates, do not reach ±{precision}; the intervals show how far "
            "they came",
            done=results.replications,
            precision=text.percent(request.precision, 1),
        )
    if said is not None:
        print(said, file=sys.stderr)
