"""Scenario tables laid over those of another file, each value remembering the file that states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from sim.files.error_location import joined_path
from sim.scenario import Grounded

_WHERE_FROM = frozenset(Grounded.model_fields)
_ONE_VALUE = ("family", "vi", "en")


@dataclass(frozen=True)
class TomlFile:
    """A file, and its name as the user gave it."""

    path: Path
    display: str


@dataclass(frozen=True)
class Stated:
    """A value of a scenario and the file that states it.

    Attributes
    ----------
    value : object
        For a table, a mapping of str to Stated; otherwise the value as TOML holds it. A list is one value, and so is a
        distribution or a text in two languages: half of one says nothing.
    file : TomlFile
        For a table of several files, the last that states something in it.
    """

    value: Any
    file: TomlFile


def stated_by(file: TomlFile, table: Mapping[str, Any]) -> Stated:
    """Table of one file, which states all that stands in it."""
    return Stated(
        {
            key: stated_by(file, item) if _has_parts(item) else Stated(item, file)
            for key, item in table.items()
        },
        file,
    )


def _has_parts(raw: Any) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(raw, dict) and not any(isinstance(raw.get(key), str) for key in _ONE_VALUE)


def laid_over(base: Stated, over: Stated) -> Stated:
    """Lay a value over that of the base: tables key by key, all the way down; anything else replaces the base's.

    Where `over` states a value of a table, the base's source, derivation and assumption no longer speak for that table.

    Parameters
    ----------
    base, over : Stated
    """
    if not (_is_table(base.value) and _is_table(over.value)):
        return over
    below: Mapping[str, Stated] = base.value
    if not all(_is_table(item.value) for item in over.value.values()):
        below = {key: item for key, item in below.items() if key not in _WHERE_FROM}
    stated = {key: laid_over(below[key], item) if key in below else item for key, item in over.value.items()}
    return Stated({**below, **stated}, over.file)


def content_of(stated: Stated) -> Any:
    """Value as one TOML file would hold it."""
    if not _is_table(stated.value):
        return stated.value
    return {key: content_of(item) for key, item in stated.value.items()}


def files_of(stated: Stated, keys: tuple[str, ...] = ()) -> Iterator[tuple[str, TomlFile]]:
    """File that states each part, with the part's dotted path; the whole has the empty path."""
    yield joined_path(keys), stated.file
    if _is_table(stated.value):
        for key, item in stated.value.items():
            yield from files_of(item, (*keys, key))


def _is_table(value: Any) -> TypeGuard[Mapping[str, Stated]]:
    return isinstance(value, dict) and all(isinstance(item, Stated) for item in value.values())
