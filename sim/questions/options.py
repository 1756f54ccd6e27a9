"""Inputs that say how a question is simulated and told, shared by all questions and commands, each declared once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sim import experiment, files, scenario
from sim.errors import Message, OptionError, ScenarioError, msg
from sim.questions.inputs import Input, Values
from sim.questions.values import one_of, whole_number
from sim.text import LANGUAGES

if TYPE_CHECKING:
    from sim.files import ParsedScenario
    from sim.scenario import Reading

OUTPUT_FORMATS = ("table", "json")


def _read_scenario(path: Path, _values: Values) -> ParsedScenario:
    parsed = files.check_scenario(path)
    if parsed.scenario is None:
        raise ScenarioError(parsed.problems)
    return parsed


SCENARIO: Input[ParsedScenario] = Input(
    "scenario",
    "",
    msg("scenario file (TOML); by default the one of the current folder, else the program's own"),
    _read_scenario,
    kind=Path,
    metavar=msg("[SCENARIO]"),
)


UNCERTAINTY: Input[bool] = Input(
    "uncertainty",
    "--uncertainty",
    msg(
        "show beside every chance, or its change, its range over what is not known: {futures} futures for each of "
        "{sets} sets of unknown numbers, or as many sets as --replications allows",
        futures=experiment.FUTURES_PER_SET,
        sets=experiment.SETS,
    ),
    lambda given, _values: bool(given),
    kind=bool,
    default=False,
)


def check_sets(replications: int) -> None:
    """Refuse a number of futures that makes no sets of unknown numbers.

    Raises
    ------
    OptionError
    """
    each = experiment.FUTURES_PER_SET
    if replications % each or replications < 2 * each:
        raise OptionError(
            msg(
                "--replications is {value}; with --uncertainty it must be a multiple of {futures}, from {least} on",
                value=replications,
                futures=each,
                least=2 * each,
            )
        )


def replications(
    default: int,
    said: Message | None = None,
    *,
    with_ranges: int | None = None,
    page_futures: int = 0,
) -> Input[int]:
    """Make the input of the number of futures.

    Parameters
    ----------
    default : int
    said : Message, optional
        Help, where it is no plain number of futures to simulate.
    with_ranges : int, optional
        Default where the range over what is not known is asked for as well.
    page_futures : int
        See `Input`.
    """

    def read(given: int | None, values: Values) -> int:
        ranges = values.get(UNCERTAINTY)
        if given is None:
            return with_ranges if ranges and with_ranges is not None else default
        experiment.check_within("--replications", given, 1, experiment.MAX_REPLICATIONS)
        if ranges:
            check_sets(given)
        return given

    return Input(
        "replications",
        "--replications",
        said or msg("futures to simulate (default {default})", default=default),
        read,
        kind=int,
        metavar="N",
        parse=whole_number("--replications"),
        page_futures=page_futures,
    )


def _read_within(low: int, high: int, name: str, given: int | None, _values: Values) -> int | None:
    if given is not None:
        experiment.check_within(name, given, low, high)
    return given


def _read_seed(given: int | None, _values: Values) -> int:
    if given is None:
        return experiment.DEFAULT_SEED
    experiment.check_within("--seed", given, 0, experiment.MAX_SEED)
    return given


SEED: Input[int] = Input(
    "seed",
    "--seed",
    msg(
        "start of the random numbers; the same seed gives the same futures (default {default})",
        default=experiment.DEFAULT_SEED,
    ),
    _read_seed,
    kind=int,
    metavar="N",
    parse=whole_number("--seed"),
)


def _read_engine(given: str | None, _values: Values) -> str:
    from sim.engines import ENGINES, check_engine

    name = given or ENGINES[0]
    check_engine(name)
    return name


ENGINE: Input[str] = Input(
    "engine", "--engine", msg("engine that computes the futures"), _read_engine, metavar=msg("NAME")
)
READING: Input[Reading] = Input(
    "reading",
    "--count",
    msg(
        "which homes count: counted (official statistic), eligible (built, fit for sale) or handed_over (default "
        "counted)"
    ),
    lambda given, _values: cast("Reading", one_of("--count", scenario.READINGS)(given)),
    metavar=msg("READING"),
    default="counted",
)
JOBS: Input[int | None] = Input(
    "jobs",
    "--jobs",
    msg(
        "processors to use (default: all for the compiled engine, 1 for the reference engine); the results do not "
        "depend on it"
    ),
    partial(_read_within, 1, experiment.MAX_JOBS, "--jobs"),
    kind=int,
    metavar="N",
    parse=whole_number("--jobs"),
)
HOW: tuple[Input[Any], ...] = (SEED, ENGINE, READING, JOBS)
"""How a question is simulated and what counts, whatever is asked."""
OUTPUT_FORMAT: Input[str] = Input(
    "format",
    "--format",
    msg("table to read, or json for programs (default table)"),
    lambda given, _values: str(given),
    metavar="table|json",
    parse=one_of("--format", OUTPUT_FORMATS),
    default="table",
)
LANG: Input[str | None] = Input(
    "lang",
    "--lang",
    msg("language: {languages}; by default that of the system, else Vietnamese", languages=tuple(LANGUAGES)),
    lambda given, _values: given,
    metavar="|".join(LANGUAGES),
    parse=one_of("--lang", tuple(LANGUAGES)),
)
