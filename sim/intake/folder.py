"""A list taken into the folder of a scenario: its register and the map for next month, written in one step or not."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.cities import CITIES, REGISTER_WORKBOOK, write_city, write_register
from sim.errors import OptionError, Problem, ScenarioError, StoreError, msg
from sim.files import check_scenario, load_settings, load_toml, only_scenario_in
from sim.intake.city_facts import city_questions, with_city_facts
from sim.intake.data_date import copied, day_of_list, set_data_date
from sim.intake.list_map import ListMap, load_map, with_answers
from sim.intake.taking_in import Intake, take_in, without
from sim.register import ParsedRegister, column_of, load_register, load_table
from sim.scenario import EXAMPLE_NOTE, Settings
from sim.whole_files import whole_file, write_whole

MAP_FILE = "import.toml"


@dataclass(frozen=True)
class Destination:
    """Where a list goes.

    Attributes
    ----------
    folder : Path
    scenario : Path
        Its scenario, or the program's blank one where the folder is to be made.
    new : bool
        Whether the folder is to be made.
    blank : bool
        Whether the scenario is the blank city, or a copy of it: then its illustrative facts are asked for.
    list_map : ListMap
        Map of the file named, else the one kept in the folder, else an empty one; answers laid over it.
    """

    folder: Path
    scenario: Path
    new: bool
    blank: bool
    list_map: ListMap


def destination(folder: Path, map_file: Path | None, answers: Sequence[str]) -> Destination:
    """Look at the folder that a list is to go into, and read the map.

    Parameters
    ----------
    folder : Path
        Folder of a scenario, or its file where the folder holds several; a folder that does not exist is made as
        `init` makes it, with the blank city.
    map_file : Path or None
        Map to read the list by; None: the one kept in the folder, if there is one.
    answers : sequence of str
        COLUMN=VALUE, for all rows.

    Raises
    ------
    OptionError, ScenarioError
        Where the folder holds no scenario or several, or the map or an answer cannot be used.
    """
    named = folder if folder.suffix.lower() == ".toml" else None
    folder = folder if named is None else named.parent
    new = named is None and not folder.exists()
    scenario = named or (CITIES["blank"].scenario if new else only_scenario_in(folder))
    if scenario is None:
        raise OptionError(
            msg(
                "the folder {folder} holds no scenario; name a new folder, or one with a scenario",
                folder=str(folder),
            )
        )
    if "register" not in (load_toml(scenario, str(scenario)).content or {"register": ""}):
        raise OptionError(
            msg(
                "{scenario} takes its register from the scenario it is based on: name that one",
                scenario=str(scenario),
            )
        )
    kept = folder / MAP_FILE
    if map_file is None and not new and kept.exists():
        map_file = kept
    stated = ListMap() if map_file is None else load_map(map_file)
    return Destination(folder, scenario, new, new, with_answers(stated, tuple(answers)))


def understood(path: Path, where: Destination) -> Intake:
    """Read a list and understand it for a scenario, without writing anything.

    Raises
    ------
    ScenarioError
        Where the file cannot be read, or the scenario file is broken.
    """
    stated = where.list_map
    table = load_table(
        path, str(path), lambda cell: stated.column(str(cell)) or column_of(cell), stated.sheet
    )
    if not table.rows or any(problem.severity == "error" for problem in table.problems):
        nothing = Problem(
            str(path),
            msg("a file without any row"),
            msg("a list of projects"),
            msg("check that this is the right file"),
        )
        raise ScenarioError(
            table.problems if any(p.severity == "error" for p in table.problems) else (nothing,)
        )
    settings = load_settings(where.scenario)
    intake = take_in(table, stated, settings, str(path))
    if where.blank:
        intake = replace(intake, offers=city_questions(stated.city, settings))
    elif stated.city:
        intake = replace(intake, problems=(*intake.problems, _own_facts(stated, where)))
    if intake.questions:
        return intake
    found = _checked(intake, where, settings)
    of_rows = [replace(problem, file=str(path)) for problem in found if problem.row is not None]
    others = tuple(problem for problem in found if problem.row is None and problem.severity == "error")
    warnings = tuple(problem for problem in of_rows if problem.severity == "warning")
    return replace(without(intake, of_rows), problems=(*intake.problems, *warnings, *others))


def _checked(intake: Intake, where: Destination, settings: Settings) -> tuple[Problem, ...]:
    """Check the rows with their scenario, with the data date and the facts of a city that it will have."""
    parsed, day = ParsedRegister(intake.rows, (), len(intake.rows), 0), day_of_list(intake.rows, settings)
    if not (where.blank and intake.list_map.city):
        return check_scenario(where.scenario, parsed, day).problems
    with TemporaryDirectory() as folder:
        copy = copied(where.scenario, Path(folder))
        with_city_facts(copy, intake.list_map.city, day)
        found = check_scenario(copy, parsed, day).problems
    return tuple(replace(p, file=p.file.replace(str(copy), str(where.scenario))) for p in found)


def _own_facts(stated: ListMap, where: Destination) -> Problem:
    return Problem(
        str(where.scenario),
        msg("{names}, told beside the list and not used", names=", ".join(stated.city)),
        msg("facts of a new city alone: this scenario states its own"),
        msg("nothing, or change them in the scenario file"),
        severity="warning",
    )


def write_intake(intake: Intake, where: Destination) -> tuple[Path, ...]:
    """Write the register and the map; the data date of the scenario moves to the day of the list where that is later.

    The register that stands there is kept under another name, unless it holds examples alone or the same rows.

    Parameters
    ----------
    intake : Intake
        Without questions and without refused rows.
    where : Destination

    Returns
    -------
    tuple of Path
        What was written, the scenario's register first.

    Raises
    ------
    StoreError
        Where something cannot be written; then nothing is.
    """
    rows = [intake.cells[row.row] for row in intake.rows]
    settings = load_settings(where.scenario)
    name = settings.register_file
    # The scenario states the facts of the city by now.
    toml = intake.list_map.kept().model_copy(update={"city": {}}).toml()
    day = day_of_list(intake.rows, settings)

    def fill_register(path: Path) -> None:
        write_register(path, settings, rows, name)

    def fill_map(path: Path) -> None:
        path.write_text(toml, encoding="utf-8", newline="\n")

    if where.new:

        def more(begun: Path) -> None:
            write_whole(begun, {name: fill_register, MAP_FILE: fill_map})
            set_data_date(begun / where.scenario.name, day)
            with_city_facts(begun / where.scenario.name, intake.list_map.city, day)

        write_city(where.folder, CITIES["blank"], more)
        return where.folder / REGISTER_WORKBOOK, where.folder / MAP_FILE
    kept: list[Path] = []

    def replace_register(path: Path) -> None:
        fill_register(path)
        kept.extend(_keep_earlier(where.folder / name, path))

    def date_scenario(path: Path) -> None:
        shutil.copyfile(where.scenario, path)
        set_data_date(path, day)
        if where.blank:
            with_city_facts(path, intake.list_map.city, day)

    moves = day != settings.data_date or (where.blank and bool(intake.list_map.city))
    others = {MAP_FILE: fill_map, **({where.scenario.name: date_scenario} if moves else {})}
    try:
        # The register last: only then does the content that it had before count on its copy.
        write_whole(where.folder, {**others, name: replace_register})
    except StoreError:
        for path in kept:
            path.unlink(missing_ok=True)
        raise
    return (where.folder / name, where.folder / MAP_FILE, *kept)


def _keep_earlier(register: Path, new: Path) -> tuple[Path, ...]:
    """Copy the register that stands there to another name, where it says anything that is not said again."""
    if not register.exists():
        return ()
    earlier, later = load_register(register, register.name), load_register(new, new.name)
    said = [row for row in earlier.rows if row.note != EXAMPLE_NOTE]
    if not earlier.rows_rejected and (not said or said == list(later.rows)):
        return ()
    number = 1
    while (kept := register.with_name(f"{register.stem}.before-{number}{register.suffix}")).exists():
        number += 1
    with whole_file(kept) as temporary:
        shutil.copyfile(register, temporary)
    return (kept,)
