"""Scenario files -> scenario, with everything wrong in them said at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sim.errors import Problem, ScenarioError, msg
from sim.files.based_on import StatedScenario, load_stated
from sim.files.checks import cross_problems, file_problems
from sim.files.common_problems import leads_elsewhere
from sim.files.finished_plans import reference_class_of
from sim.files.merging import TomlFile
from sim.files.partial import partial_of, partial_of_settings, salvage
from sim.files.pydantic_problems import problems_of
from sim.files.toml_file import as_json, file_beside, load_toml
from sim.register import ParsedRegister, load_register
from sim.scenario import Identifier, Scenario, ScenarioFile, Settings, Source, TrackRecord

_SOURCES = TypeAdapter(dict[Identifier, Source])


@dataclass(frozen=True)
class ParsedScenario:
    """A scenario as far as its files could be read, and everything wrong with them.

    Attributes
    ----------
    scenario : Scenario or None
        None where there is any error: a scenario is used whole or not at all.
    problems : tuple of Problem
        Errors first, then warnings; within each, settings, sources, register, then what holds between them.
    rows_in : int
        Rows of the register.
    rows_used, rows_rejected : int
        Rows without and with an error of their own.
    rows_set_aside : int
        Rows that are no project: sums, headings of groups, notes. The three together are `rows_in`.
    """

    scenario: Scenario | None
    problems: tuple[Problem, ...]
    rows_in: int
    rows_used: int
    rows_rejected: int
    rows_set_aside: int = 0


def load_scenario(path: str | Path) -> Scenario:
    """Read a scenario that must be usable.

    Parameters
    ----------
    path : str or Path
        The scenario file (TOML); its register and sources stand beside it.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        With all problems, if any of them is an error.
    """
    parsed = check_scenario(path)
    if parsed.scenario is None:
        raise ScenarioError(parsed.problems)
    return parsed.scenario


def check_scenario(
    path: str | Path, register: ParsedRegister | None = None, data_date: date | None = None
) -> ParsedScenario:
    """Read a scenario and say everything that is wrong with it; bad content never raises.

    Parameters
    ----------
    path : str or Path
        The scenario file (TOML); its register and sources stand beside it.
    register : ParsedRegister or None
        What is to become its register, checked instead of the one that stands there.
    data_date : date or None
        What is to become its data date, instead of the one that it states.

    Returns
    -------
    ParsedScenario
    """
    file, display = Path(path), str(path)
    stated = load_stated(TomlFile(file, display))
    if stated.content is None:
        return ParsedScenario(None, () if stated.problem is None else (stated.problem,), 0, 0, 0)
    raw = stated.content if data_date is None else {**stated.content, "data_date": data_date}
    settings, problems = _settings(raw, display)
    sources, source_problems = _sources(stated)
    register, register_problems = _register(stated) if register is None else (register, ())
    # What a register that was not read might have held is unknown: nothing is concluded from its absence.
    rows_complete = bool(register.rows) and all(
        problem.severity == "warning" for problem in register.problems
    )
    content = display, register.rows, rows_complete, sources
    partial = salvage(raw, *content) if settings is None else partial_of_settings(settings, *content)
    crossed = cross_problems(partial)
    if settings is not None and all(problem.severity == "warning" for problem in crossed):
        # Only names that stand for something can be followed.
        crossed = (*crossed, *file_problems(settings, display))
    list_named_in = stated.files.get("outside_view.file", TomlFile(file, display))
    reference_class, plan_problems = reference_class_of(partial, list_named_in.path.parent)
    track_record, record_problems = _track_record(stated, settings)
    read = (
        *problems,
        *source_problems,
        *record_problems,
        *register_problems,
        *register.problems,
        *plan_problems,
        *crossed,
    )
    found = tuple(
        replace(problem, file=stated.file_of(problem.path)) if problem.file == display else problem
        for problem in read
    )
    broken_rows = frozenset(
        problem.row for problem in crossed if problem.row is not None and problem.severity == "error"
    )
    usable = settings is not None and all(problem.severity == "warning" for problem in found)
    scenario = None
    if usable and settings is not None:
        # A target of a year that is over is history, not a forecast: see rule 12.
        ahead = settings.targets.from_year(settings.data_date.year)
        scenario = Scenario(
            settings=settings.model_copy(update={"targets": ahead}),
            rows=register.rows,
            sources=dict(sources or {}),
            reference_class=reference_class,
            track_record=track_record,
        )
    return _parsed(scenario, found, register, broken_rows)


def load_settings(path: Path) -> Settings:
    """Read a scenario file without its register.

    Raises
    ------
    ScenarioError
        With everything wrong with the file.
    """
    stated = load_stated(TomlFile(path, str(path)))
    if stated.content is None:
        raise ScenarioError(() if stated.problem is None else (stated.problem,))
    settings, problems = _settings(stated.content, str(path))
    if settings is None:
        raise ScenarioError(problems)
    return settings


def scenario_problems(scenario: Scenario, file: str) -> tuple[Problem, ...]:
    """Everything wrong between the parts of a scenario made in memory, as a lever does.

    Parameters
    ----------
    scenario : Scenario
        A whole scenario.
    file : str
        Name to report problems under.
    """
    return _errors_first(cross_problems(partial_of(scenario, file)))


def _parsed(
    scenario: Scenario | None,
    problems: tuple[Problem, ...],
    register: ParsedRegister,
    broken_rows: frozenset[int | None],
) -> ParsedScenario:
    rejected, aside = register.rows_rejected + len(broken_rows), len(register.set_aside)
    used = register.rows_in - aside - rejected
    return ParsedScenario(scenario, _errors_first(problems), register.rows_in, used, rejected, aside)


def _errors_first(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.severity == "warning"))


def _settings(raw: dict[str, Any], display: str) -> tuple[Settings | None, tuple[Problem, ...]]:
    try:
        return Settings.model_validate_json(as_json(raw), strict=True), ()
    except ValidationError as error:
        return None, problems_of(error, ScenarioFile, raw, display)


def _sources(stated: StatedScenario) -> tuple[Mapping[str, Source] | None, tuple[Problem, ...]]:
    """Sources of all files together; None where any could not be read."""
    together: dict[str, Source] | None = {}
    problems: tuple[Problem, ...] = ()
    for position, (file, content) in enumerate(stated.layers):
        if position == 0 or "sources" in content:
            replaced = stated.files.get("sources", file) != file
            sources, found = _sources_of(content, file, replaced)
            together = None if together is None or sources is None else together | dict(sources)
            problems = (*problems, *found)
    return together, problems


def _sources_of(
    content: Mapping[str, Any], file: TomlFile, replaced: bool
) -> tuple[Mapping[str, Source] | None, tuple[Problem, ...]]:
    default = Settings.model_fields["sources_file"].default
    name = content.get("sources", default)
    if not isinstance(name, str):
        # A value that stands in the scenario is judged with the settings; one that was replaced names no source.
        return {} if replaced else None, ()
    path = file_beside(file.path.parent, name)
    if path is None:
        return None, (leads_elsewhere(file.display, "sources", name),)
    if "sources" not in content and not path.exists():
        return {}, ()
    toml = load_toml(path, name)
    if toml.content is None:
        return None, () if toml.problem is None else (toml.problem,)
    try:
        return _SOURCES.validate_json(as_json(toml.content), strict=True), ()
    except ValidationError as error:
        return None, problems_of(error, dict[Identifier, Source], toml.content, name)


def _track_record(
    stated: StatedScenario, settings: Settings | None
) -> tuple[TrackRecord | None, tuple[Problem, ...]]:
    if settings is None or settings.track_record_file is None:
        return None, ()
    name, file = settings.track_record_file, stated.files["track_record"]
    path = file_beside(file.path.parent, name)
    if path is None:
        return None, (leads_elsewhere(file.display, "track_record", name),)
    toml = load_toml(path, name)
    if toml.content is None:
        return None, () if toml.problem is None else (toml.problem,)
    try:
        record = TrackRecord.model_validate_json(as_json(toml.content), strict=True)
    except ValidationError as error:
        return None, problems_of(error, TrackRecord, toml.content, name)
    if record.sha256 == record.checksum:
        return record, ()
    changed = Problem(
        name,
        msg("numbers that do not fit their checksum: changed by hand, or damaged"),
        msg("the file as `housing-sim backtest SUITE --out` wrote it"),
        msg("write it again, or remove `track_record` from the scenario"),
        path="sha256",
    )
    return None, (changed,)


def register_of(path: Path) -> Path | None:
    """Find the register of a scenario file, its own or that of the scenario it is based on.

    Returns
    -------
    Path or None
        None where the scenario names none, or cannot be read; whether the register exists is not looked at.
    """
    return _register_named(load_stated(TomlFile(path, str(path))))


def _register_named(stated: StatedScenario) -> Path | None:
    name = (stated.content or {}).get("register")
    if not isinstance(name, str) or not name:
        return None
    return file_beside(stated.files["register"].path.parent, name)


def _register(stated: StatedScenario) -> tuple[ParsedRegister, tuple[Problem, ...]]:
    name = (stated.content or {}).get("register")
    if not isinstance(name, str) or not name:
        return ParsedRegister((), (), 0, 0), ()
    path = _register_named(stated)
    if path is None:
        elsewhere = leads_elsewhere(stated.files["register"].display, "register", name)
        return ParsedRegister((), (), 0, 0), (elsewhere,)
    return load_register(path, name), ()
