"""Every model inside another, with the place where a file states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from sim.files.error_location import joined_path
from sim.files.model_fields import file_name


def models_in(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, BaseModel]]:
    """Every model inside a value, itself included, with its dotted path."""
    if isinstance(value, BaseModel):
        yield joined_path(path), value
        inner: Iterable[tuple[str | int, Any]] = (
            (written, getattr(value, name)) for name, written in _names(type(value))
        )
    elif isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, tuple):
        inner = enumerate(value)
    else:
        return
    for name, item in inner:
        # Most of what stands in a file is a number or a text.
        if type(item) not in _PLAIN:
            yield from models_in(item, (*path, name))


_PLAIN = frozenset({bool, int, float, str, date, type(None)})


@lru_cache(maxsize=256)
def _names(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Fields of a model, and how files name them."""
    return tuple((name, file_name(kind, name)) for name in kind.model_fields)
