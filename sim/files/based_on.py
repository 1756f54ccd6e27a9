"""A scenario file with the scenarios it is based on: one tree of tables, or what keeps it from being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import Any

from sim.errors import Message, Problem, msg
from sim.files.common_problems import leads_elsewhere
from sim.files.evidence import with_inherited
from sim.files.merging import TomlFile, content_of, files_of, laid_over, stated_by
from sim.files.scenario_folder import other_kind
from sim.files.toml_file import file_beside, load_toml
from sim.files.wording import shown
from sim.scenario import Settings

BASED_ON = "based_on"


@dataclass(frozen=True)
class StatedScenario:
    """What a scenario file and its bases state together, or the problem that hides it.

    Attributes
    ----------
    content : dict or None
        As one file would hold it, without `based_on`: the same content in one file or in several is the same scenario.
    files : mapping of str to TomlFile
        File that states each part, by its dotted path; a list counts as one part.
    layers : tuple of (TomlFile, mapping)
        Each file and what it states, the one that is based on no other first.
    problem : Problem or None
    """

    content: dict[str, Any] | None = None
    files: Mapping[str, TomlFile] = field(default_factory=dict)
    layers: tuple[tuple[TomlFile, Mapping[str, Any]], ...] = ()
    problem: Problem | None = None

    def file_of(self, path: str) -> str:
        """Name of the file that states what stands at a path; of what is missing, that of the table around it."""
        while path not in self.files:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.files[path].display


def load_stated(file: TomlFile) -> StatedScenario:
    """Read a scenario file and every file it is based on; never raises for anything a file can hold.

    Parameters
    ----------
    file : TomlFile
        The scenario file.
    """
    read: list[tuple[TomlFile, Mapping[str, Any]]] = []
    following: TomlFile | None = file
    while following is not None:
        content, problem = _layer(following, named_by=read[-1][0] if read else None)
        if content is None:
            return StatedScenario(problem=problem)
        read.append((following, content))
        following, problem = _base(content, [layer for layer, _ in read])
        if problem is not None:
            return StatedScenario(problem=problem)
    layers = tuple(reversed(read))
    stated = [(layer, with_inherited(_own(content), Settings)) for layer, content in layers]
    tables = reduce(laid_over, [stated_by(layer, content) for layer, content in stated])
    return StatedScenario(content_of(tables), dict(files_of(tables)), layers)


def _own(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key != BASED_ON}


def _layer(file: TomlFile, named_by: TomlFile | None) -> tuple[Mapping[str, Any] | None, Problem | None]:
    toml = load_toml(file.path, file.display)
    if toml.content is None:
        assert toml.problem is not None
        # A line number can only be of the file itself; a file that cannot be opened is looked for where it is named.
        if named_by is None or toml.problem.row is not None:
            return None, toml.problem
        found = msg("`{name}`: {reason}", name=file.display, reason=toml.problem.found)
        return None, replace(toml.problem, file=named_by.display, path=BASED_ON, found=found)
    other = other_kind(toml.content)
    return (toml.content, None) if other is None else (None, _no_scenario(file.display, other))


def _base(content: Mapping[str, Any], chain: list[TomlFile]) -> tuple[TomlFile | None, Problem | None]:
    """File that the last of a chain is based on; None for none."""
    file = chain[-1]
    if BASED_ON not in content:
        return None, None
    name = content[BASED_ON]
    if not isinstance(name, str) or not name:
        return None, Problem(
            file.display,
            msg("{value}", value=shown(name)),
            msg('the name of a scenario file, such as `based_on = "city-2026.toml"`'),
            msg("name the scenario file on which this one is based"),
            path=BASED_ON,
        )
    path = file_beside(file.path.parent, name)
    if path is None:
        return None, leads_elsewhere(file.display, BASED_ON, name)
    base = TomlFile(path, str(Path(file.display).parent / name))
    places = [layer.path.resolve() for layer in chain]
    if path.resolve() not in places:
        return base, None
    circle = [*chain[places.index(path.resolve()) :], base]
    return None, Problem(
        file.display,
        msg("a circle: {files}", files=" → ".join(layer.display for layer in circle)),
        msg("scenarios that lead to one which is based on no other"),
        msg("remove `based_on` from the scenario at the bottom"),
        path=BASED_ON,
    )


def _no_scenario(display: str, kind: Message) -> Problem:
    return Problem(
        display,
        msg("{kind}, not a scenario", kind=kind),
        msg("a scenario file: it names its `register` and holds `[targets]`, `[stages]` and `[routes]`"),
        msg("name the scenario file; it often stands beside this file, or in the folder above"),
    )
