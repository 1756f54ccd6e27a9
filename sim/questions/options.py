"""Inputs that several questions and commands share, each declared once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sim import experiment, files, levers, scenario, words
from sim.errors import Message, OptionError, ScenarioError, msg
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.refusals import read_all
from sim.questions.values import MOST_SHOWN, one_of, read_chance, whole_number
from sim.text import LANGUAGES

if TYPE_CHECKING:
    from sim.analysis.board import Target
    from sim.files import ParsedScenario
    from sim.levers import Cause, Lever, LeverSetting
    from sim.scenario import Reading

OUTPUT_FORMATS = ("table", "json")
TARGETS = ("all", "period", "programme")
_CHANCES = ("0.5", "0.6", "0.7", "0.8", "0.9", "0.95")


def _read_scenario(path: Path, _values: Values) -> ParsedScenario:
    parsed = files.check_scenario(path)
    if parsed.scenario is None:
        raise ScenarioError(parsed.problems)
    return parsed


SCENARIO: Input[ParsedScenario] = Input(
    "scenario",
    "",
    msg("scenario file (TOML); its register and sources stand beside it"),
    _read_scenario,
    kind=Path,
    metavar=msg("SCENARIO"),
)


def _beside(values: Values, name: str, given: Path | None) -> Path | None:
    """Folder of levers or causes: the one given, else that beside the scenario, else None: the product's own."""
    if given is not None:
        return given
    folder = Path(values.given[SCENARIO.name]).parent / name
    return folder if folder.is_dir() else None


def _read_levers(given: Path | None, values: Values) -> Mapping[str, Lever]:
    return levers.load_levers(_beside(values, "levers", given))


LEVERS: Input[Mapping[str, Lever]] = Input(
    "levers",
    "--levers",
    msg("folder of lever files (default: levers beside the scenario, else the product's own)"),
    _read_levers,
    kind=Path,
    metavar=msg("FOLDER"),
)


def _read_causes(given: Path | None, values: Values) -> Mapping[str, Cause]:
    return levers.load_causes(_beside(values, "causes", given))


CAUSES: Input[Mapping[str, Cause]] = Input(
    "causes",
    "--causes",
    msg("folder of cause files (default: causes beside the scenario, else the product's own)"),
    _read_causes,
    kind=Path,
    metavar=msg("FOLDER"),
)


def _read_settings(given: list[str] | None, values: Values) -> tuple[LeverSetting, ...]:
    known = values[LEVERS]
    return read_all(given or (), lambda said: levers.parse_setting(said, known))


_ID_VALUE = msg("ID=VALUE[,from=DATE][,ramp=MONTHS]")
PULLED: Input[tuple[LeverSetting, ...]] = Input(
    "pulled",
    "--lever",
    msg("lever to pull, with its value; may be given several times"),
    _read_settings,
    kind=list[str],
    metavar=_ID_VALUE,
)
GIVEN: Input[tuple[LeverSetting, ...]] = Input(
    "pulled",
    "--given",
    msg("lever pulled in any case, with its value; may be given several times"),
    _read_settings,
    kind=list[str],
    metavar=_ID_VALUE,
)


def _read_packages(given: list[Path] | None, values: Values) -> tuple[LeverSetting, ...]:
    known = values[LEVERS]
    packages = read_all(given or (), lambda path: levers.load_package(path, known))
    return tuple(setting for package in packages for setting in package)


PACKAGES: Input[tuple[LeverSetting, ...]] = Input(
    "packages",
    "--with",
    msg("package file (TOML) of levers to pull; may be given several times"),
    _read_packages,
    kind=list[Path],
    metavar=msg("FILE"),
)


def read_lever(given: str | None, values: Values) -> Lever:
    """Read the id of a lever that must stand alone, without a value."""
    if given is None:
        raise OptionError(
            msg("--lever is missing: say which lever is looked at; `housing-sim levers` lists them")
        )
    if "=" in given:
        raise OptionError(
            msg(
                "“{text}”: here the lever stands without a value, as its values are what is tried",
                text=given[:MOST_SHOWN],
            )
        )
    return levers.known_lever(given, values[LEVERS])


def some_value(lever: Lever) -> float:
    """Value at which a lever does something."""
    return lever.high if lever.high != lever.neutral else lever.low


def _lever_names(around: Around) -> Mapping[str, Said]:
    return {code: lever.name for code, lever in around.levers.items()}


def first_lever(around: Around) -> str:
    """Code of the lever that stands first."""
    return next(iter(around.levers), "")


LEVER: Input[Lever] = Input(
    "lever",
    "--lever",
    msg("lever whose values are tried; `housing-sim levers` lists them"),
    read_lever,
    metavar="ID",
    choice=Choice(msg("Measure"), _lever_names, first_lever, width=5),
)


def _read_target(given: str | None, values: Values) -> Target:
    if given is None:
        raise OptionError(
            msg("--target is missing: say a year, or one of: {choices}", choices=", ".join(TARGETS))
        )
    from sim.analysis.board import must_have_target

    target: Target
    if given in TARGETS:
        target = cast("Target", given)
    elif given.isdecimal() and len(given) == 4:
        target = int(given)
    else:
        raise OptionError(
            msg(
                "--target is “{value}”; it must be a year, such as 2030, or one of: {choices}",
                value=given[:MOST_SHOWN],
                choices=", ".join(TARGETS),
            )
        )
    parsed = values[SCENARIO].scenario
    assert parsed is not None
    must_have_target(parsed, target)
    return target


def _read_target_or_usual(given: str | None, values: Values) -> Target:
    from sim.analysis.board import usual_target

    parsed = values[SCENARIO].scenario
    assert parsed is not None
    return usual_target(parsed) if given is None else _read_target(given, values)


def _targets(around: Around) -> Mapping[str, Said]:
    stated = around.scenario.settings.targets
    found: dict[str, Said] = {
        str(target.year): msg("{year}: {homes} homes", year=str(target.year), homes=target.homes)
        for target in stated.years
    }
    found["all"] = msg("all years jointly")
    if stated.period is not None:
        found["period"] = msg("whole period: {homes} homes", homes=stated.period.homes)
    if stated.programme is not None:
        found["programme"] = msg("programme: {homes} homes", homes=stated.programme.homes)
    return found


def _usual_target(around: Around) -> str:
    from sim.analysis.board import usual_target

    return str(usual_target(around.scenario))


_TARGET_CHOICE = Choice(msg("Target"), _targets, _usual_target)
TARGET: Input[Target] = Input(
    "target",
    "--target",
    msg("target: a year, all (jointly), period or programme"),
    _read_target,
    metavar="YEAR|all|period|programme",
    choice=_TARGET_CHOICE,
)
TARGET_OR_USUAL: Input[Target] = Input(
    "target",
    "--target",
    msg("target: a year, all (jointly), period or programme (default: period, else the last year)"),
    _read_target_or_usual,
    metavar="YEAR|all|period|programme",
    choice=_TARGET_CHOICE,
)
CHANCE: Input[float] = Input(
    "chance",
    "--chance",
    msg("chance wanted, a share: 0.8 means 80 in 100 (default 0.8)"),
    lambda given, _values: read_chance(given),
    metavar="P",
    default="0.8",
    choice=Choice(
        msg("Chance asked for"),
        lambda _around: {code: words.percent(float(code)) for code in _CHANCES},
        lambda _around: "0.8",
        width=3,
    ),
)
UNCERTAINTY: Input[bool] = Input(
    "uncertainty",
    "--uncertainty",
    msg(
        "show beside every change its range over what is not known: {futures} futures for each of {sets} sets of "
        "unknown numbers, or as many sets as --replications allows",
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
        experiment.check_within("replications", given, 1, experiment.MAX_REPLICATIONS)
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
    experiment.check_within("seed", given, 0, experiment.MAX_SEED)
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
    from sim.engines import ENGINES, engine_named

    name = given or ENGINES[0]
    engine_named(name)
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
    partial(_read_within, 1, experiment.MAX_JOBS, "jobs"),
    kind=int,
    metavar="N",
    parse=whole_number("--jobs"),
)
HOW: tuple[Input[Any], ...] = (SEED, ENGINE, READING, JOBS)
"""How a question is simulated and what counts, whatever is asked."""
FORMAT: Input[str] = Input(
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
    msg("language: vi or en; by default that of the system, else Vietnamese"),
    lambda given, _values: given,
    metavar="vi|en",
    parse=one_of("--lang", LANGUAGES),
)
