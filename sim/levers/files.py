"""Lever and cause files -> levers and causes, with everything wrong in them said at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from sim.errors import Problem, ScenarioError, msg
from sim.files import SHIPPED_CAUSES, SHIPPED_LEVERS, as_json, load_toml, models_in, problems_of
from sim.levers.lever import Cause, Lever
from sim.scenario import Identifier, Source, Sourced

_SOURCES_FILE = "sources.toml"
_SOURCES = TypeAdapter(dict[Identifier, Source])
_Kind = TypeVar("_Kind", Lever, Cause)


def load_levers(folder: str | Path | None = None) -> dict[str, Lever]:
    """Read the levers of a folder, one a file; the documents they name from its sources.toml and from the one above it.

    Parameters
    ----------
    folder : str or Path, optional
        By default `scenarios/levers` of this product.

    Returns
    -------
    dict of str to Lever
        By id, in the order in which they are combined.

    Raises
    ------
    ScenarioError
        With everything wrong in all files.
    """
    return _read(SHIPPED_LEVERS if folder is None else Path(folder), Lever)


def load_causes(folder: str | Path | None = None) -> dict[str, Cause]:
    """Read the causes of a folder, one a file, as `load_levers` does; by default `scenarios/causes`."""
    return _read(SHIPPED_CAUSES if folder is None else Path(folder), Cause)


def _read(folder: Path, model: type[_Kind]) -> dict[str, _Kind]:
    problems: list[Problem] = []
    found: dict[str, _Kind] = {}
    if not folder.is_dir():
        a_file = folder.is_file()
        missing = Problem(
            str(folder),
            msg("a file, where a folder is meant") if a_file else msg("there is no such folder"),
            msg("a folder of TOML files, one for each"),
            msg("name the folder in which it lies") if a_file else msg("check the name of the folder"),
        )
        raise ScenarioError((missing,))
    beside = _sources(folder.parent / _SOURCES_FILE, problems)
    sources = {**beside, **_sources(folder / _SOURCES_FILE, problems)}
    for path in sorted(folder.glob("*.toml")):
        if path.name != _SOURCES_FILE:
            part = _one(path, model, problems)
            if part is not None:
                found[part.id] = _with_sources(part, sources)
                problems += _misplaced(path, part, found)
    if problems:
        raise ScenarioError(problems)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def _one(path: Path, model: type[_Kind], problems: list[Problem]) -> _Kind | None:
    toml = load_toml(path, path.name)
    if toml.content is None:
        problems += [] if toml.problem is None else [toml.problem]
        return None
    try:
        return model.model_validate_json(as_json(toml.content), strict=True)
    except ValidationError as error:
        problems += problems_of(error, model, toml.content, path.name)
    return None


def _sources(path: Path, problems: list[Problem]) -> dict[str, Source]:
    if not path.exists():
        return {}
    toml = load_toml(path, path.name)
    if toml.content is None:
        problems += [] if toml.problem is None else [toml.problem]
        return {}
    try:
        return _SOURCES.validate_json(as_json(toml.content), strict=True)
    except ValidationError as error:
        problems += problems_of(error, dict[Identifier, Source], toml.content, path.name)
        return {}


def _with_sources(part: _Kind, sources: dict[str, Source]) -> _Kind:
    named = {name for _, model in models_in(part) if isinstance(model, Sourced) for name in model.source}
    shared = {name: source for name, source in sources.items() if name in named}
    return part.model_copy(update={"sources": {**shared, **part.sources}}) if shared else part


def _misplaced(path: Path, part: Any, found: dict[str, Any]) -> list[Problem]:
    problems = []
    if part.id != path.stem:
        problems.append(
            Problem(
                path.name,
                msg("`{id}` in a file of another name", id=part.id),
                msg("the name of the file without its ending: {stem}", stem=path.stem),
                msg("rename the file, or correct the id"),
                path="id",
            )
        )
    same = [other.id for other in found.values() if other.order == part.order and other.id != part.id]
    if same:
        problems.append(
            Problem(
                path.name,
                msg("`order` {order}, which `{other}` has already", order=part.order, other=same[0]),
                msg("a number of its own"),
                msg("choose another number"),
                path="order",
            )
        )
    return problems
