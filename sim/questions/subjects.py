"""Inputs that say what is asked about, shared by several questions, each declared once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sim import levers, words
from sim.errors import OptionError, QuestionError, msg
from sim.questions.at_hand import AtHand, those_that_fit
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.options import SCENARIO
from sim.questions.refusals import read_all
from sim.questions.values import MOST_SHOWN, one_of, read_chance
from sim.text import number_of_homes

if TYPE_CHECKING:
    from sim.analysis.board import GoalName
    from sim.analysis.projects import UnitKind
    from sim.levers import Cause, Lever, LeverSetting

TARGETS = ("all", "period", "programme")
_CHANCES = ("0.5", "0.6", "0.7", "0.8", "0.9", "0.95")


def _beside(values: Values, name: str, given: Path | None) -> Path | None:
    """Folder of levers or causes: the one given, else that beside the scenario, else None: the product's own."""
    if given is not None:
        return given
    folder = Path(values.given[SCENARIO.name]).parent / name
    return folder if folder.is_dir() else None


def _read_levers(given: Path | None, values: Values) -> AtHand[Lever]:
    folder = _beside(values, "levers", given)
    return AtHand(levers.load_levers(folder), folder)


LEVERS: Input[AtHand[Lever]] = Input(
    "levers",
    "--levers",
    msg("folder of lever files (default: levers beside the scenario, else the product's own)"),
    _read_levers,
    kind=Path,
    metavar=msg("FOLDER"),
)


def _read_causes(given: Path | None, values: Values) -> AtHand[Cause]:
    folder = _beside(values, "causes", given)
    if folder is not None:
        return AtHand(levers.load_causes(folder), folder)
    scenario = values[SCENARIO].scenario
    assert scenario is not None
    every = levers.load_causes()
    return those_that_fit(every, levers.applicable_causes(scenario, every))


CAUSES: Input[AtHand[Cause]] = Input(
    "causes",
    "--causes",
    msg("folder of cause files (default: causes beside the scenario, else the product's own)"),
    _read_causes,
    kind=Path,
    metavar=msg("FOLDER"),
)


def must_fit(values: Values, settings: Iterable[LeverSetting]) -> None:
    """Refuse levers of the product that name parts which the scenario does not have.

    Raises
    ------
    QuestionError
        Naming the part, and the folder for levers of one's own.
    """
    # The page, whose questions name no file, offers only the levers that fit.
    if SCENARIO.name not in values.given or values[LEVERS].folder is not None:
        return
    scenario = values[SCENARIO].scenario
    assert scenario is not None
    folder = Path(values.given[SCENARIO.name]).parent / "levers"
    missing = {each.lever.id: levers.part_missing(scenario, each) for each in settings}
    complaints = [
        msg(
            "lever {lever} needs {part}, which this scenario does not have; put a lever file of your own into {folder}",
            lever=lever,
            part=part,
            folder=str(folder),
        )
        for lever, part in missing.items()
        if part is not None
    ]
    if complaints:
        raise QuestionError(complaints, ())


def _read_settings(option: str, given: list[str] | None, values: Values) -> tuple[LeverSetting, ...]:
    known = values[LEVERS]

    def read(said: str) -> LeverSetting:
        return levers.parse_setting(said, known, asked_in=(f"{option} {said}", ""))

    return read_all(given or (), read)


_ID_VALUE = msg("ID=VALUE[,from=DATE][,ramp=MONTHS]")
PULLED: Input[tuple[LeverSetting, ...]] = Input(
    "pulled",
    "--lever",
    msg("lever to pull, with its value; may be given several times"),
    partial(_read_settings, "--lever"),
    kind=list[str],
    metavar=_ID_VALUE,
)
GIVEN_LEVERS: Input[tuple[LeverSetting, ...]] = Input(
    "pulled",
    "--given",
    msg("lever pulled in any case, with its value; may be given several times"),
    partial(_read_settings, "--given"),
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
            msg(
                "--lever is missing: say which lever is looked at; `{command}` lists them",
                command=values[LEVERS].command,
            )
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


def _read_target(given: str | None, values: Values) -> GoalName:
    if given is None:
        raise OptionError(
            msg("--target is missing: say a year, or one of: {choices}", choices=", ".join(TARGETS))
        )
    from sim.analysis.board import must_have_target

    target: GoalName
    if given in TARGETS:
        target = cast("GoalName", given)
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


def _read_target_or_usual(given: str | None, values: Values) -> GoalName:
    from sim.analysis.board import usual_target

    parsed = values[SCENARIO].scenario
    assert parsed is not None
    return usual_target(parsed) if given is None else _read_target(given, values)


def _targets(around: Around) -> Mapping[str, Said]:
    stated = around.scenario.settings.targets
    found: dict[str, Said] = {
        str(target.year): msg("{year}: {homes}", year=str(target.year), homes=number_of_homes(target.homes))
        for target in stated.years
    }
    found["all"] = msg("all years jointly")
    if stated.period is not None:
        found["period"] = msg("whole period: {homes}", homes=number_of_homes(stated.period.homes))
    if stated.programme is not None:
        found["programme"] = msg("programme: {homes}", homes=number_of_homes(stated.programme.homes))
    return found


def _usual_target(around: Around) -> str:
    from sim.analysis.board import usual_target

    return str(usual_target(around.scenario))


_TARGET_CHOICE = Choice(msg("Target"), _targets, _usual_target)
TARGET: Input[GoalName] = Input(
    "target",
    "--target",
    msg("target: a year, all (jointly), period or programme"),
    _read_target,
    metavar="YEAR|all|period|programme",
    choice=_TARGET_CHOICE,
)
TARGET_OR_USUAL: Input[GoalName] = Input(
    "target",
    "--target",
    msg("target: a year, all (jointly), period or programme (default: period, else the last year)"),
    _read_target_or_usual,
    metavar="YEAR|all|period|programme",
    choice=_TARGET_CHOICE,
)


def _read_by(given: str, _values: Values) -> UnitKind:
    from sim.analysis.projects import UNIT_KINDS

    return cast("UnitKind", one_of("--by", UNIT_KINDS)(given))


BY: Input[UnitKind] = Input(
    "by",
    "--by",
    msg("what a row is: project or block (default project)"),
    _read_by,
    metavar="project|block",
    default="project",
    choice=Choice(
        msg("A row for each"),
        lambda _around: {"project": msg("project"), "block": msg("block")},
        lambda _around: "project",
    ),
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
