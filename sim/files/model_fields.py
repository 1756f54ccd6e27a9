"""What pydantic knows of the models' fields, in words: names as a file writes them, types, limits."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic import BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from sim.errors import Message, msg, msg_n
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


def annotation_of(field: FieldInfo) -> Any:
    """Annotation of a field with the constraints that pydantic keeps beside it."""
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def bare(annotation: Any) -> Any:
    """Annotation without its constraints and without `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif (
            len(rest := [part for part in members(annotation) if part is not type(None)]) == 1
            and rest[0] is not annotation
        ):
            annotation = rest[0]
        else:
            return annotation


def members(annotation: Any) -> tuple[Any, ...]:
    """Members of a union; the annotation itself where it is none."""
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)


def is_model(annotation: Any) -> bool:
    """Whether an annotation is a model of our own."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def tag_of(annotation: Any) -> str | None:
    """Field that tells the models of a union apart (`family` of a distribution, `kind` of a change), else None."""
    parts = [part for part in members(bare(annotation)) if part is not type(None)]
    if len(parts) < 2 or not all(is_model(part) for part in parts):
        return None
    return next(tag for tag in ("family", "kind") if all(tag in part.model_fields for part in parts))


def tagged_models(annotation: Any) -> dict[str, type[BaseModel]]:
    """Models of a union told apart by a tag, by that tag; empty for any other annotation."""
    tag = tag_of(annotation)
    if tag is None:
        return {}
    parts = [part for part in members(bare(annotation)) if part is not type(None)]
    return {get_args(part.model_fields[tag].annotation)[0]: part for part in parts}


def alternatives(annotation: Any) -> tuple[Any, ...]:
    """Members of a union that only what is written tells apart: a number, or a table; empty for any other kind."""
    parts = tuple(part for part in members(bare(annotation)) if part is not type(None))
    return () if len(parts) < 2 or tagged_models(annotation) else parts


def fitting(annotation: Any, raw: Any) -> Any:
    """Member of a union of number and table that a value was meant for, by whether it is a table."""
    as_table = isinstance(raw, dict)
    return next(part for part in alternatives(annotation) if (get_origin(bare(part)) is dict) == as_table)


def inner(annotation: Any, position: object = 0) -> Any:
    """Annotation of the entries of a list or of a table by id; of one position of a pair."""
    arguments = get_args(bare(annotation))
    if get_origin(bare(annotation)) is dict:
        return arguments[1]
    if not arguments or Ellipsis in arguments or not isinstance(position, int):
        return arguments[0] if arguments else Any
    return arguments[min(position, len(arguments) - 1)]


def type_in_words(annotation: Any) -> Message:
    """Type of a field as a reader would say it."""
    if tagged_models(annotation):
        names = ", ".join(tagged_models(annotation))
        if tag_of(annotation) == "kind":
            return msg("a table with `kind`, one of: {kinds}", kinds=names)
        return msg("a table with `family`, one of: {families}", families=names)
    if alternatives(annotation):
        one, other = alternatives(annotation)
        return msg("{one}; or {other}", one=type_in_words(one), other=type_in_words(other))
    core, origin = bare(annotation), get_origin(bare(annotation))
    if origin is Literal:
        return msg("one of: {choices}", choices=", ".join(str(choice) for choice in get_args(core)))
    if origin is dict:
        return msg("a table with one entry for each id")
    if origin is tuple:
        return _list_in_words(annotation)
    if is_model(core) and core is not Words:
        return msg("a table")
    if core is str and any(isinstance(part, StringConstraints) for part in constraints(annotation)):
        return msg("an id")
    return _WORD_OF.get(core, msg("a value"))


def _list_in_words(annotation: Any) -> Message:
    arguments = get_args(bare(annotation))
    if Ellipsis not in arguments:
        return msg("a pair of numbers")
    if any(isinstance(mark, BeforeValidator) for mark in constraints(annotation)):
        return msg("an id, or a list of ids")
    if is_model(bare(arguments[0])):
        return msg("a list of tables")
    return msg("a list, each entry: {entry}", entry=type_in_words(arguments[0]))


def constraints(annotation: Any) -> Iterator[Any]:
    """Constraints written on an annotation, `| None` or not; those of a list's entries are not its own."""
    if get_origin(annotation) is Annotated:
        inside, *marks = get_args(annotation)
        yield from constraints(inside)
        for mark in marks:
            yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)
    else:
        for part in members(annotation):
            if part is not annotation:
                yield from constraints(part)


def limits_of(field: FieldInfo) -> list[Message]:
    """Limits of a field, in words."""
    annotation = annotation_of(field)
    low: Any = None
    above: Any = None
    high: Any = None
    fewest, most = 0, None
    for mark in constraints(annotation):
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
    if bare(annotation) is str:
        return said + ([] if most is None else [msg("at most {count} characters", count=most)])
    if most is not None and most == fewest:
        return [*said, msg_n("exactly {count} entry", "exactly {count} entries", most)]
    if fewest > 1:
        said.append(msg_n("at least {count} entry", "at least {count} entries", fewest))
    return said + ([] if most is None else [msg_n("at most {count} entry", "at most {count} entries", most)])


def _bounds(low: Any, above: Any, high: Any) -> Message:
    if low is not None:
        return msg("from {low} to {high}", low=plain_text(low), high=plain_text(high))
    return msg("above {low} up to {high}", low=plain_text(above), high=plain_text(high))


def plain_text(value: Any) -> Any:
    """Year as text, so that it gets no thousands separator; all else as it is."""
    return str(value) if isinstance(value, int) and 1900 < value < 2100 else value
