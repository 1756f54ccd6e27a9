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


NO_UNKNOWNS: Input[bool] = Input(
    "no_unknowns",
    "--no-unknowns",
    msg(
        "no range over what is not known: every future draws its own unknown numbers, instead of {futures} futures for "
        "each set of them",
        futures=experiment.FUTURES_PER_SET,
    ),
    lambda given, _values: bool(given),
    kind=bool,
    default=False,
)
QUICK: Input[bool] = Input(
    "quick",
    "--quick",
    msg("a rough answer from {futures} futures", futures=experiment.QUICK_FUTURES),
    lambda given, _values: bool(given),
    kind=bool,
    default=False,
)


def replications(
    default: int, said: Message | None = None, *, quick: int = experiment.QUICK_FUTURES
) -> Input[int]:
    """Make the input of the number of futures.

    Parameters
    ----------
    default : int
    said : Message, optional
        Help, where it is no plain number of futures to simulate.
    quick : int
        Futures of a rough answer.
    """

    def read(given: int | None, values: Values) -> int:
        if given is None:
            return quick if values.get(QUICK) else default
        if values.get(QUICK):
            raise OptionError(msg("--replications and --quick exclude each other: give one of them"))
        experiment.check_within("--replications", given, 1, experiment.MAX_REPLICATIONS)
        return given

    return Input(
        "replications",
        "--replications",
        said or msg("futures to simulate (default {default})", default=default),
        read,
        kind=int,
        metavar="N",
        parse=whole_number("--replications"),
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
HOW: tuple[Input[Any], ...] = (QUICK, NO_UNKNOWNS, SEED, ENGINE, READING, JOBS)
"""How a question is simulated and what counts, whatever is asked."""
BOARD_REPLICATIONS = replications(experiment.BOARD_FUTURES)
"""Where one scenario is asked about."""
COMPARE_REPLICATIONS = replications(experiment.COMPARE_FUTURES)
"""Where several are compared."""
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
