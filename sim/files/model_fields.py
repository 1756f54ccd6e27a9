"""The fields of the models, seen from outside: their names in a file, their types in words, their limits."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic import BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from sim.errors import Message, msg
from sim.scenario import Identifier, Words

IDENTIFIER = get_args(Identifier)[1].pattern
_WORD_OF: dict[Any, Message] = {
    str: msg("text"),
    int: msg("a whole number"),
    float: msg("a number"),
    bool: msg("true or false"),
    date: msg("a date, such as 2025-12-31"),
    Words: msg("text, or a table with `vi` and `en`"),
}


def file_name(model: type[BaseModel], name: str) -> str:
    """Name of a field as a scenario file writes it."""
    return model.model_fields[name].alias or name


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Fields by the name a scenario file writes."""
    return {file_name(model, name): field for name, field in model.model_fields.items()}


def kind_of(field: FieldInfo) -> Any:
    """Annotation of a field with the constraints that pydantic keeps beside it."""
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def bare(kind: Any) -> Any:
    """Take constraints and `| None` off an annotation."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif (
            len(rest := [part for part in members(kind) if part is not type(None)]) == 1
            and rest[0] is not kind
        ):
            kind = rest[0]
        else:
            return kind


def members(kind: Any) -> tuple[Any, ...]:
    """Members of a union; the annotation itself where it is none."""
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def is_model(kind: Any) -> bool:
    """Whether an annotation is a model of our own."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def tag_of(kind: Any) -> str | None:
    """Field that tells the models of a union apart (`family` of a distribution, `kind` of a change), else None."""
    parts = [part for part in members(bare(kind)) if part is not type(None)]
    if len(parts) < 2 or not all(is_model(part) for part in parts):
        return None
    return next(tag for tag in ("family", "kind") if all(tag in part.model_fields for part in parts))


def tagged_models(kind: Any) -> dict[str, type[BaseModel]]:
    """Models of a union told apart by a tag, by that tag; empty for any other annotation."""
    tag = tag_of(kind)
    if tag is None:
        return {}
    parts = [part for part in members(bare(kind)) if part is not type(None)]
    return {get_args(part.model_fields[tag].annotation)[0]: part for part in parts}


def alternatives(kind: Any) -> tuple[Any, ...]:
    """Members of a union that only what is written tells apart: a number, or a table; empty for any other kind."""
    parts = tuple(part for part in members(bare(kind)) if part is not type(None))
    return () if len(parts) < 2 or tagged_models(kind) else parts


def fitting(kind: Any, raw: Any) -> Any:
    """Member of such a union that a value was meant for: the table where it is one."""
    as_table = isinstance(raw, dict)
    return next(part for part in alternatives(kind) if (get_origin(bare(part)) is dict) == as_table)


def inner(kind: Any, place: object = 0) -> Any:
    """Annotation of what a list or a table by id holds (of one position of a pair)."""
    arguments = get_args(bare(kind))
    if get_origin(bare(kind)) is dict:
        return arguments[1]
    if not arguments or Ellipsis in arguments or not isinstance(place, int):
        return arguments[0] if arguments else Any
    return arguments[min(place, len(arguments) - 1)]


def type_in_words(kind: Any) -> Message:
    """Type of a field as a reader would say it."""
    if tagged_models(kind):
        names = ", ".join(tagged_models(kind))
        if tag_of(kind) == "kind":
            return msg("a table with `kind`, one of: {kinds}", kinds=names)
        return msg("a table with `family`, one of: {families}", families=names)
    if alternatives(kind):
        one, other = alternatives(kind)
        return msg("{one}; or {other}", one=type_in_words(one), other=type_in_words(other))
    core, origin = bare(kind), get_origin(bare(kind))
    if origin is Literal:
        return msg("one of: {choices}", choices=", ".join(str(choice) for choice in get_args(core)))
    if origin is dict:
        return msg("a table with one entry for each id")
    if origin is tuple:
        return _list_in_words(kind)
    if is_model(core) and core is not Words:
        return msg("a table")
    if core is str and any(isinstance(part, StringConstraints) for part in constraints(kind)):
        return msg("an id")
    return _WORD_OF.get(core, msg("a value"))


def _list_in_words(kind: Any) -> Message:
    arguments = get_args(bare(kind))
    if Ellipsis not in arguments:
        return msg("a pair of numbers")
    if any(isinstance(mark, BeforeValidator) for mark in constraints(kind)):
        return msg("an id, or a list of ids")
    if is_model(bare(arguments[0])):
        return msg("a list of tables")
    return msg("a list, each entry: {entry}", entry=type_in_words(arguments[0]))


def constraints(kind: Any) -> Iterator[Any]:
    """Constraints written on an annotation, `| None` or not; those of a list's entries are not its own."""
    if get_origin(kind) is Annotated:
        inside, *marks = get_args(kind)
        yield from constraints(inside)
        for mark in marks:
            yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)
    else:
        for part in members(kind):
            if part is not kind:
                yield from constraints(part)


def limits_of(field: FieldInfo) -> list[Message]:
    """Limits of a field, in words."""
    kind = kind_of(field)
    low: Any = None
    above: Any = None
    high: Any = None
    fewest, most = 0, None
    for mark in constraints(kind):
        match mark:
            case Ge():
                low = mark.ge
            case Gt():
                above = mark.gt
            case Le():
                high = mark.le
            case MinLen():
                fewest = mark.min_length
            case MaxLen():
                most = mark.max_length
            case _:
                pass
    said = [_bounds(low, above, high)] if high is not None and high != low else []
    if bare(kind) is str:
        return said + ([] if most is None else [msg("at most {count} characters", count=most)])
    if most is not None and most == fewest:
        return [*said, msg("exactly {count} entries", count=most)]
    if fewest > 1:
        said.append(msg("at least {count} entries", count=fewest))
    return said + ([] if most is None else [msg("at most {count} entries", count=most)])


def _bounds(low: Any, above: Any, high: Any) -> Message:
    if low is not None:
        return msg("from {low} to {high}", low=plain_text(low), high=plain_text(high))
    return msg("above {low} up to {high}", low=plain_text(above), high=plain_text(high))


def plain_text(value: Any) -> Any:
    """Pass years as text: nobody writes 2.035."""
    return str(value) if isinstance(value, int) and 1900 < value < 2100 else value
