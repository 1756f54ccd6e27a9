"""Validation errors of pydantic as problems a planner can act on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.errors import Message, Problem, msg
from sim.files.model_fields import (
    IDENTIFIER,
    alternatives,
    bare,
    distribution_families,
    fields_of,
    fitting,
    inner,
    is_model,
    kind_of,
    plain_text,
    tag_of,
    type_in_words,
)
from sim.scenario import PUBLISHED, cut_short, listed, proposal, shown

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PATTERNS = {
    IDENTIFIER: msg("an id: a letter, then letters, digits, - or _, at most 64 in all"),
    PUBLISHED: msg("a date: 2025, 2025-08 or 2025-08-19"),
}
_Said = tuple[Message, Message, Message]


@dataclass(frozen=True)
class _Place:
    """Where an error stands: its path, what stands there, what its type is and which model holds it.

    `aside`: it belongs to a member of a union that the value was not meant for.
    """

    path: str
    kind: Any
    holder: Any
    key: str
    raw: Any
    aside: bool


def problems_of(error: ValidationError, kind: Any, raw: Any, file: str) -> tuple[Problem, ...]:
    """Translate every error of one validation.

    Parameters
    ----------
    error : ValidationError
        As raised.
    kind : type
        Model or annotation that was validated.
    raw : object
        What was validated: tables, lists and values as the file states them.
    file : str
        File name as the user gave it.

    Returns
    -------
    tuple of Problem
        In the order found, each place and kind of error once.
    """
    found: dict[tuple[str, str], Problem] = {}
    for details in error.errors(include_url=False):
        place = _locate(kind, raw, details["loc"])
        if not _mere_consequence(details, place):
            said = _say(details, place)
            found.setdefault((place.path, details["type"]), Problem(file, *said, path=place.path))
    return tuple(found.values())


def joined_path(parts: Sequence[str | int]) -> str:
    """Dotted path with list positions, counted from 0, in brackets; odd keys in quotes."""
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += ("." if path else "") + (part if _BARE_KEY.fullmatch(part) else f'"{cut_short(part)}"')
    return path


def _locate(kind: Any, raw: Any, loc: Sequence[str | int]) -> _Place:
    parts: list[str | int] = []
    holder: Any = None
    aside = False
    for part in loc:
        choices = distribution_families(kind)
        if choices and part in choices:
            # The family tag that pydantic puts into the place is no key of the file.
            kind = choices[str(part)]
            continue
        if alternatives(kind):
            # The same for the member of a union that it tried.
            of_table = str(part).startswith("dict[")
            aside = aside or of_table != isinstance(raw, dict)
            kind = fitting(kind, raw) if of_table else kind
            continue
        if part == "[key]" or (parts and not isinstance(raw, dict | list)):
            break
        parts.append(part)
        core = bare(kind)
        if is_model(core):
            holder = core
            field = fields_of(core).get(str(part))
            kind = Any if field is None else kind_of(field)
        else:
            kind = inner(kind, part)
        raw = _entry(raw, part)
    return _Place(joined_path(parts), kind, holder, str(parts[-1]) if parts else "", raw, aside)


def _entry(raw: Any, part: str | int) -> Any:
    if isinstance(raw, dict):
        return raw.get(part)
    return raw[part] if isinstance(raw, list) and isinstance(part, int) and part < len(raw) else None


def _mere_consequence(details: ErrorDetails, place: _Place) -> bool:
    """Whether a list is called too short only because its broken entries were not counted, or the error is aside."""
    return place.aside or (
        details["type"] == "too_short"
        and isinstance(place.raw, list | dict)
        and len(place.raw) >= details["ctx"]["min_length"]
    )


def _say(details: ErrorDetails, place: _Place) -> _Said:
    context = details.get("ctx", {})
    value = shown(place.raw)
    stands = msg("{value}", value=value)
    change = msg("correct the value")
    match details["type"]:
        case "scenario":
            return context["found"], context["allowed"], context["action"]
        case "missing":
            return _missing(place)
        case "extra_forbidden":
            return _unknown_field(place)
        case "literal_error":
            choices = re.findall(r"'([^']*)'", context["expected"])
            return stands, msg("one of: {choices}", choices=", ".join(choices)), _choose(place.raw, choices)
        case "union_tag_invalid":
            choices = list(distribution_families(place.kind))
            tag = shown(context["tag"])
            found = msg("kind {value}", value=tag) if _of_changes(place) else msg("family {value}", value=tag)
            return (
                found,
                msg("one of: {choices}", choices=", ".join(choices)),
                _choose(context["tag"], choices),
            )
        case "union_tag_not_found":
            choices = list(distribution_families(place.kind))
            said = msg("one of: {choices}", choices=", ".join(choices))
            if _of_changes(place):
                return msg("a change without `kind`"), said, msg("add `kind`")
            return msg("a shape without `family`"), said, msg("add `family`")
        case "string_pattern_mismatch":
            found = msg("{value}", value=shown(details["input"]))
            return found, _PATTERNS.get(context["pattern"], type_in_words(place.kind)), change
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            return stands, _bound(details["type"], context), msg("correct the number")
        case "finite_number":
            return stands, msg("a number that is not infinite"), msg("correct the number")
        case "string_too_short":
            return msg("an empty text"), msg("a text"), msg("write the text")
        case "string_too_long":
            return (
                msg("a text of {count} characters", count=len(str(place.raw))),
                msg("at most {count} characters", count=context["max_length"]),
                msg("shorten it"),
            )
        case "too_short" | "too_long":
            return _wrong_count(details["type"], context, place)
        case "date_parsing" | "date_type" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
            return (
                stands,
                msg("a date, such as 2025-12-31"),
                msg("write year-month-day, without quotes or time"),
            )
        case "int_from_float" | "int_type" | "float_type" | "int_parsing" | "float_parsing":
            return stands, type_in_words(place.kind), _as_number(place.raw)
        case "json_invalid":
            return (
                msg("lists or tables nested too deeply"),
                msg("the tables that `housing-sim fields` explains"),
                msg("check that this is the right file"),
            )
        case _:
            return stands, type_in_words(place.kind), change


def _of_changes(place: _Place) -> bool:
    return tag_of(place.kind) == "kind"


def _choose(value: Any, choices: list[str]) -> Message:
    return proposal(str(value), choices, msg("choose one of these"))


def _missing(place: _Place) -> _Said:
    field = fields_of(place.holder)[place.key]
    return (
        msg("`{field}` is missing", field=place.key),
        msg("{kind} — {meaning}", kind=type_in_words(place.kind), meaning=msg(field.description or "")),
        msg("add `{field}`", field=place.key),
    )


def _unknown_field(place: _Place) -> _Said:
    names = list(fields_of(place.holder)) if place.holder is not None else []
    return (
        msg("unknown field `{field}`", field=cut_short(place.key)),
        msg("these fields: {fields}", fields=listed(names)),
        proposal(place.key, names, msg("correct its name or remove it")),
    )


def _bound(kind: str, context: dict[str, Any]) -> Message:
    match kind:
        case "greater_than_equal":
            return msg("at least {limit}", limit=_limit(context["ge"]))
        case "greater_than":
            return msg("more than {limit}", limit=_limit(context["gt"]))
        case "less_than_equal":
            return msg("at most {limit}", limit=_limit(context["le"]))
        case _:
            return msg("less than {limit}", limit=_limit(context["lt"]))


def _limit(value: Any) -> Any:
    return plain_text(int(value) if float(value).is_integer() else value)


def _wrong_count(kind: str, context: dict[str, Any], place: _Place) -> _Said:
    count = len(place.raw) if isinstance(place.raw, list | dict) else context["actual_length"]
    found = msg("number of entries: {count}", count=count)
    if kind == "too_short":
        return found, msg("at least {count} entries", count=context["min_length"]), msg("add what is missing")
    return found, msg("at most {count} entries", count=context["max_length"]), msg("remove what is too much")


def _as_number(value: Any) -> Message:
    return msg("write the number without quotes") if isinstance(value, str) else msg("correct the number")
