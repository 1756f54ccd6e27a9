"""JSON Schema of a scenario that is based on another: nothing is missing in it that the other may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_REF = "#/$defs/"
_SUFFIX = "Changes"
_WHOLE = frozenset({"Words"})
"""Tables that count as one value, beside distributions: half of a text in two languages is none."""


def variant_schema(whole: Mapping[str, Any]) -> dict[str, Any]:
    """Schema that asks of the tables of a scenario only what is stated in them.

    Parameters
    ----------
    whole : mapping
        Schema of a scenario file that may be based on another, as pydantic makes it.

    Returns
    -------
    dict
        The same fields, with `based_on` required and no other. Entries of lists and distributions stay whole, for they
        replace those of the base.
    """
    definitions: dict[str, Any] = dict(whole["$defs"])
    for name, schema in whole["$defs"].items():
        if name not in _WHOLE:
            definitions[name + _SUFFIX] = _changes(schema)
    root = _changes({key: value for key, value in whole.items() if key != "$defs"})
    reached = _reached(root, definitions)
    kept = {name: schema for name, schema in sorted(definitions.items()) if name in reached}
    return {"$defs": kept, **root, "required": ["based_on"]}


def _changes(schema: Mapping[str, Any]) -> dict[str, Any]:
    if "discriminator" in schema:
        return dict(schema)
    changed = {key: value for key, value in schema.items() if key not in ("required", "minProperties")}
    name = str(changed.get("$ref", "")).removeprefix(_REF)
    if name and name not in _WHOLE:
        changed["$ref"] = _REF + name + _SUFFIX
    for key in ("properties", "patternProperties"):
        if key in changed:
            changed[key] = {field: _changes(inner) for field, inner in changed[key].items()}
    if isinstance(changed.get("additionalProperties"), dict):
        changed["additionalProperties"] = _changes(changed["additionalProperties"])
    if "anyOf" in changed:
        changed["anyOf"] = [_changes(inner) for inner in changed["anyOf"]]
    return changed


def _reached(root: Any, definitions: Mapping[str, Any]) -> set[str]:
    """Names of the definitions that a schema leads to."""
    reached: set[str] = set()
    ahead = [root]
    while ahead:
        part = ahead.pop()
        if isinstance(part, list):
            ahead.extend(part)
        elif isinstance(part, dict):
            ahead.extend(part.values())
            name = str(part.get("$ref", "")).removeprefix(_REF)
            if name and name not in reached:
                reached.add(name)
                ahead.append(definitions[name])
    return reached
