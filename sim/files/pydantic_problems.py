"""Validation errors of pydantic as problems a planner can act on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.errors import Message, Problem, msg, msg_n
from sim.files.error_location import Location, locate
from sim.files.model_fields import (
    IDENTIFIER,
    bare,
    fields_of,
    is_model,
    plain_text,
    tag_of,
    tagged_models,
    type_in_words,
)
from sim.files.wording import cut_short, listed, proposal, shown
from sim.scenario import MOST_ID_CHARACTERS, PUBLISHED

_PATTERNS = {
    IDENTIFIER: msg(
        "an id: a letter, then letters, digits, - or _, at most {most} in all", most=MOST_ID_CHARACTERS
    ),
    PUBLISHED: msg("a date: 2025, 2025-08 or 2025-08-19"),
}
_Sentences = tuple[Message, Message, Message]
"""What stands there, what may stand there, what to do."""


def problems_of(error: ValidationError, annotation: Any, raw: Any, file: str) -> tuple[Problem, ...]:
    """Translate every error of one validation.

    Parameters
    ----------
    error : ValidationError
        As raised.
    annotation : type
        Model or annotation that was validated.
    raw : object
        What was validated: tables, lists and values as the file states them.
    file : str
        File name as the user gave it.

    Returns
    -------
    tuple of Problem
        In the order found, each path and kind of error once.
    """
    found: dict[tuple[str, str], Problem] = {}
    for details in error.errors(include_url=False):
        location = locate(annotation, raw, details["loc"])
        if not _follows_from_another(details, location):
            sentences = _SENTENCES.get(details["type"], _any_other)(details, location)
            found.setdefault((location.path, details["type"]), Problem(file, *sentences, path=location.path))
    return tuple(found.values())


def _follows_from_another(details: ErrorDetails, location: Location) -> bool:
    """Whether the error only repeats one that is told anyway.

    A list is called too short where its broken entries were not counted; a union complains for every member it tried.
    """
    return location.of_another_member or (
        details["type"] == "too_short"
        and isinstance(location.raw, list | dict)
        and len(location.raw) >= details["ctx"]["min_length"]
    )


def _as_the_validator_said(details: ErrorDetails, _location: Location) -> _Sentences:
    context = details["ctx"]
    return context["found"], context["allowed"], context["action"]


def _missing(details: ErrorDetails, location: Location) -> _Sentences:
    fields = fields_of(location.holder) if location.holder is not None else {}
    if location.key not in fields:
        # A position of a list of fixed length, such as a pair.
        return (
            msg("too few entries: {value}", value=shown(details["input"])),
            msg("a list with an entry at each position"),
            msg("add what is missing to the list"),
        )
    field = fields[location.key]
    kind, meaning = type_in_words(location.annotation), msg(field.description or "")
    return (
        msg("`{field}` is missing", field=location.key),
        msg("{kind} — {meaning}", kind=kind, meaning=meaning),
        msg("add `{field}`", field=location.key),
    )


def _unknown_field(_details: ErrorDetails, location: Location) -> _Sentences:
    names = list(fields_of(location.holder)) if location.holder is not None else []
    return (
        msg("unknown field `{field}`", field=cut_short(location.key)),
        msg("these fields: {fields}", fields=listed(names)),
        proposal(location.key, names, msg("correct its name or remove it")),
    )


def _no_such_choice(details: ErrorDetails, location: Location) -> _Sentences:
    choices = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    return _value(location), _one_of(choices), _choose(location.raw, choices)


def _no_such_tag(details: ErrorDetails, location: Location) -> _Sentences:
    choices, tag = list(tagged_models(location.annotation)), details["ctx"]["tag"]
    found = (
        msg("kind {value}", value=shown(tag))
        if tag_of(location.annotation) == "kind"
        else msg("family {value}", value=shown(tag))
    )
    return found, _one_of(choices), _choose(tag, choices)


def _no_tag(_details: ErrorDetails, location: Location) -> _Sentences:
    allowed = _one_of(list(tagged_models(location.annotation)))
    if tag_of(location.annotation) == "kind":
        return msg("a change without `kind`"), allowed, msg("add `kind`")
    return msg("a distribution without `family`"), allowed, msg("add `family`")


def _wrong_pattern(details: ErrorDetails, location: Location) -> _Sentences:
    found = msg("{value}", value=shown(details["input"]))
    allowed = _PATTERNS.get(details["ctx"]["pattern"], type_in_words(location.annotation))
    return found, allowed, msg("correct the value")


def _beyond_limit(details: ErrorDetails, location: Location) -> _Sentences:
    context = details["ctx"]
    match details["type"]:
        case "greater_than_equal":
            allowed = msg("at least {limit}", limit=_limit(context["ge"]))
        case "greater_than":
            allowed = msg("more than {limit}", limit=_limit(context["gt"]))
        case "less_than_equal":
            allowed = msg("at most {limit}", limit=_limit(context["le"]))
        case _:
            allowed = msg("less than {limit}", limit=_limit(context["lt"]))
    return _value(location), allowed, msg("correct the number")


def _limit(value: Any) -> Any:
    return plain_text(int(value) if float(value).is_integer() else value)


def _infinite(_details: ErrorDetails, location: Location) -> _Sentences:
    return _value(location), msg("a number that is not infinite"), msg("correct the number")


def _empty_text(_details: ErrorDetails, _location: Location) -> _Sentences:
    return msg("an empty text"), msg("a text"), msg("write the text")


def _long_text(details: ErrorDetails, location: Location) -> _Sentences:
    return (
        msg("a text of {count} characters", count=len(str(location.raw))),
        msg("at most {count} characters", count=details["ctx"]["max_length"]),
        msg("shorten it"),
    )


def _wrong_count(details: ErrorDetails, location: Location) -> _Sentences:
    context = details["ctx"]
    count = len(location.raw) if isinstance(location.raw, list | dict) else context["actual_length"]
    found = msg("number of entries: {count}", count=count)
    if details["type"] == "too_short":
        fewest = msg_n("at least {count} entry", "at least {count} entries", context["min_length"])
        return found, fewest, msg("add what is missing")
    most = msg_n("at most {count} entry", "at most {count} entries", context["max_length"])
    return found, most, msg("remove what is too much")


def _no_date(_details: ErrorDetails, location: Location) -> _Sentences:
    action = msg("write year-month-day, without quotes or time")
    return _value(location), msg("a date, such as 2025-12-31"), action


def _no_number(_details: ErrorDetails, location: Location) -> _Sentences:
    action = msg("correct the number")
    if isinstance(location.raw, str):
        action = msg("write the number without quotes")
    elif isinstance(location.raw, float):
        # A dot between thousands, as Vietnam writes them, is a decimal point to TOML.
        action = msg("write it without a dot or comma: 1000 is one thousand")
    return _value(location), type_in_words(location.annotation), action


def _no_table(_details: ErrorDetails, location: Location) -> _Sentences:
    core = bare(location.annotation)
    fields = (
        [name for name, field in fields_of(core).items() if field.is_required()] if is_model(core) else []
    )
    if not fields:
        return _any_other(_details, location)
    table = "{ " + ", ".join(f"{name} = …" for name in fields) + " }"
    return _value(location), type_in_words(location.annotation), msg("write a table: {table}", table=table)


def _too_deep(_details: ErrorDetails, _location: Location) -> _Sentences:
    return (
        msg("lists or tables nested too deeply"),
        msg("the tables that `housing-sim fields` explains"),
        msg("check that this is the right file"),
    )


def _any_other(_details: ErrorDetails, location: Location) -> _Sentences:
    return _value(location), type_in_words(location.annotation), msg("correct the value")


def _value(location: Location) -> Message:
    return msg("{value}", value=shown(location.raw))


def _one_of(choices: Sequence[str]) -> Message:
    return msg("one of: {choices}", choices=", ".join(choices))


def _choose(value: Any, choices: Sequence[str]) -> Message:
    return proposal(str(value), choices, msg("choose one of these"))


_BOUNDS = ("greater_than_equal", "greater_than", "less_than_equal", "less_than")
_DATES = ("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact")
_NUMBERS = ("int_from_float", "int_type", "float_type", "int_parsing", "float_parsing")
_SENTENCES: dict[str, Callable[[ErrorDetails, Location], _Sentences]] = {
    "scenario": _as_the_validator_said,
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "literal_error": _no_such_choice,
    "union_tag_invalid": _no_such_tag,
    "union_tag_not_found": _no_tag,
    "string_pattern_mismatch": _wrong_pattern,
    "finite_number": _infinite,
    "string_too_short": _empty_text,
    "string_too_long": _long_text,
    "too_short": _wrong_count,
    "too_long": _wrong_count,
    "json_invalid": _too_deep,
    "model_type": _no_table,
    **dict.fromkeys(_BOUNDS, _beyond_limit),
    **dict.fromkeys(_DATES, _no_date),
    **dict.fromkeys(_NUMBERS, _no_number),
}
"""By the type of pydantic's error."""
