"""Where in a file an error of pydantic stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.files.model_fields import (
    alternatives,
    annotation_of,
    bare,
    fields_of,
    fitting,
    inner,
    is_model,
    tagged_models,
)
from sim.files.wording import cut_short

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Location:
    """Where an error stands in the file.

    Attributes
    ----------
    path : str
        Dotted path.
    annotation : type
        What may stand there.
    holder : type or None
        Model whose field it is; None at the top of a file of tables.
    key : str
        Last part of the path.
    raw : object
        What stands there.
    of_another_member : bool
        Whether the error belongs to a member of a union that the value was not meant for: a number where a table
        stands, or the other way round.
    """

    path: str
    annotation: Any
    holder: Any
    key: str
    raw: Any
    of_another_member: bool


def joined_path(parts: Sequence[str | int]) -> str:
    """Dotted path with list positions, counted from 0, in brackets; odd keys in quotes."""
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += ("." if path else "") + (part if _BARE_KEY.fullmatch(part) else f'"{cut_short(part)}"')
    return path


def locate(annotation: Any, raw: Any, loc: Sequence[str | int]) -> Location:
    """Find where in the file an error of pydantic stands.

    Parameters
    ----------
    annotation : type
        Model or annotation that was validated.
    raw : object
        Content of the file.
    loc : sequence of str or int
        Pydantic's own location, which also names the members of unions that it tried.
    """
    parts: list[str | int] = []
    holder: Any = None
    of_another_member = False
    for part in loc:
        models = tagged_models(annotation)
        if models and part in models:
            annotation = models[str(part)]
            continue
        if alternatives(annotation):
            of_table = str(part).startswith("dict[")
            of_another_member = of_another_member or of_table != isinstance(raw, dict)
            annotation = fitting(annotation, raw) if of_table else annotation
            continue
        if part == "[key]" or (parts and not isinstance(raw, dict | list)):
            break
        parts.append(part)
        core = bare(annotation)
        if is_model(core):
            holder = core
            field = fields_of(core).get(str(part))
            annotation = Any if field is None else annotation_of(field)
        else:
            annotation = inner(annotation, part)
        raw = _entry(raw, part)
    key = str(parts[-1]) if parts else ""
    return Location(joined_path(parts), annotation, holder, key, raw, of_another_member)


def _entry(raw: Any, part: str | int) -> Any:
    if isinstance(raw, dict):
        return raw.get(part)
    return raw[part] if isinstance(raw, list) and isinstance(part, int) and part < len(raw) else None
