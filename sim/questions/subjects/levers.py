"""Inputs that name levers and causes, shared by several questions, each declared once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim import levers
from sim.errors import Message, OptionError, QuestionError, msg
from sim.questions.at_hand import AtHand, those_that_fit
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.options import SCENARIO
from sim.questions.refusals import read_all
from sim.questions.values import MOST_SHOWN

if TYPE_CHECKING:
    from sim.levers import Cause, Lever, LeverSetting


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


def _first_lever(around: Around) -> str:
    """Code of the lever that stands first."""
    return next(iter(around.levers), "")


def no_levers(around: Around) -> Message | None:
    """Why no lever can be asked about, where there is none."""
    return None if around.levers else _NO_LEVERS


_NO_LEVERS = msg(
    "There are no measures for this scenario: no folder `levers` stands beside it, and it lacks the stages that the "
    "measures of this program name."
)


def _usual_lever(around: Around) -> str:
    """Code of a lever that is switched on, else of the first that adds slots, for which "how many" is a question."""
    on = (each.lever.id for each in around.pulled if not each.neutral)
    adding = (code for code, lever in around.levers.items() if lever.unit == "slots")
    return next(on, next(adding, _first_lever(around)))


LEVER: Input[Lever] = Input(
    "lever",
    "--lever",
    msg("lever whose values are tried; `housing-sim levers` lists them"),
    read_lever,
    metavar="ID",
    choice=Choice(msg("Measure"), _lever_names, _usual_lever, width=5),
)
