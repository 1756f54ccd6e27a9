"""Scenario files -> scenario, with everything wrong in them said at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sim.errors import Message, Problem, ScenarioError, msg
from sim.files.checks import cross_problems
from sim.files.partial import as_json, partial_of, partial_of_settings, salvage
from sim.files.pydantic_problems import problems_of
from sim.files.reference_class import reference_class_of
from sim.files.scenario_folder import other_kind
from sim.files.toml_file import file_beside, leads_out, load_toml
from sim.register import ParsedRegister, load_register
from sim.scenario import Identifier, Scenario, Settings, Source

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
        Rows without and with an error of their own; together `rows_in`.
    """

    scenario: Scenario | None
    problems: tuple[Problem, ...]
    rows_in: int
    rows_used: int
    rows_rejected: int


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


def check_scenario(path: str | Path) -> ParsedScenario:
    """Read a scenario and say everything that is wrong with it; bad content never raises.

    Parameters
    ----------
    path : str or Path
        The scenario file (TOML); its register and sources stand beside it.

    Returns
    -------
    ParsedScenario
    """
    file, display = Path(path), str(path)
    toml = load_toml(file, display)
    if toml.content is None:
        return ParsedScenario(None, () if toml.problem is None else (toml.problem,), 0, 0, 0)
    raw = toml.content
    other = other_kind(raw)
    if other is not None:
        return ParsedScenario(None, (_no_scenario(display, other),), 0, 0, 0)
    settings, problems = _settings(raw, display)
    sources, source_problems = _sources(raw, file.parent, display)
    register, register_problems = _register(raw, file.parent, display)
    # What a register that was not read might have held is unknown: nothing is concluded from its absence.
    rows_complete = bool(register.rows) and all(
        problem.severity == "warning" for problem in register.problems
    )
    content = display, register.rows, rows_complete, sources
    try:
        partial = salvage(raw, *content) if settings is None else partial_of_settings(settings, *content)
    except RecursionError:
        # Already said by `_settings`; nothing in such a file can be checked further.
        return _parsed(None, problems, register, frozenset())
    crossed = cross_problems(partial)
    reference_class, plan_problems = reference_class_of(partial, file.parent)
    found = (*problems, *source_problems, *register_problems, *register.problems, *plan_problems, *crossed)
    broken_rows = frozenset(
        problem.row for problem in crossed if problem.row is not None and problem.severity == "error"
    )
    usable = settings is not None and all(problem.severity == "warning" for problem in found)
    scenario = None
    if usable and settings is not None:
        scenario = Scenario(
            settings=settings,
            rows=register.rows,
            sources=dict(sources or {}),
            reference_class=reference_class,
        )
    return _parsed(scenario, found, register, broken_rows)


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
    rejected = register.rows_rejected + len(broken_rows)
    return ParsedScenario(
        scenario, _errors_first(problems), register.rows_in, register.rows_in - rejected, rejected
    )


def _errors_first(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.severity == "warning"))


def _settings(raw: dict[str, Any], display: str) -> tuple[Settings | None, tuple[Problem, ...]]:
    try:
        return Settings.model_validate_json(as_json(raw), strict=True), ()
    except ValidationError as error:
        return None, problems_of(error, Settings, raw, display)
    except RecursionError:
        deep = Problem(
            display,
            msg("lists or tables nested too deeply"),
            msg("the tables that `housing-sim fields` explains"),
            msg("check that this is the right file"),
        )
        return None, (deep,)


def _sources(
    raw: Mapping[str, Any], folder: Path, display: str
) -> tuple[Mapping[str, Source] | None, tuple[Problem, ...]]:
    default = Settings.model_fields["sources_file"].default
    name = raw.get("sources", default)
    if not isinstance(name, str):
        return None, ()
    path = file_beside(folder, name)
    if path is None:
        return None, (leads_out(display, "sources", name),)
    if "sources" not in raw and not path.exists():
        return {}, ()
    toml = load_toml(path, name)
    if toml.content is None:
        return None, () if toml.problem is None else (toml.problem,)
    try:
        return _SOURCES.validate_json(as_json(toml.content), strict=True), ()
    except ValidationError as error:
        return None, problems_of(error, dict[Identifier, Source], toml.content, name)
    except RecursionError:
        return None, (leads_out(display, "sources", name),)


def _register(
    raw: Mapping[str, Any], folder: Path, display: str
) -> tuple[ParsedRegister, tuple[Problem, ...]]:
    name = raw.get("register")
    if not isinstance(name, str) or not name:
        return ParsedRegister((), (), 0, 0), ()
    path = file_beside(folder, name)
    if path is None:
        return ParsedRegister((), (), 0, 0), (leads_out(display, "register", name),)
    return load_register(path, name), ()


def _no_scenario(display: str, kind: Message) -> Problem:
    return Problem(
        display,
        msg("{kind}, not a scenario", kind=kind),
        msg("a scenario file: it names its `register` and holds `[targets]`, `[stages]` and `[routes]`"),
        msg("name the scenario file; it often stands beside this file, or in the folder above"),
    )
