"""Where numbers come from, stated once for a table: what stands in it and says nothing itself inherits it.

A plain date that stands for a table (a closure of one day) becomes that table, which then inherits like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.files.model_fields import alternatives, annotation_of, bare, fields_of, inner, is_model
from sim.scenario import Closure, Grounded, Sourced

_WHERE_FROM = tuple(Grounded.model_fields)


def with_inherited(raw: Any, annotation: Any, above: Mapping[str, Any] | None = None) -> Any:
    """Content of a file in which every part that must say where its numbers come from, and does not, says it.

    It says what the nearest table around it in the same file says; where none says anything it is left as it is, for
    the checks to tell.

    Parameters
    ----------
    raw : object
        Content of one file, or a part of it.
    annotation : type
        Model or annotation that it is meant for; what does not fit it is left as it is.
    above : mapping, optional
        Source, derivation and assumption of the nearest table around it.
    """
    if bare(annotation) is Closure:
        raw = Closure.spelled_out(raw)
    if isinstance(raw, Mapping):
        return _table(raw, annotation, above or {})
    if isinstance(raw, list) and not alternatives(annotation):
        return [with_inherited(item, inner(annotation, place), above) for place, item in enumerate(raw)]
    return raw


def _table(raw: Mapping[str, Any], annotation: Any, above: Mapping[str, Any]) -> dict[str, Any]:
    if alternatives(annotation):
        return dict(raw)
    core = bare(annotation)
    if not is_model(core):
        return {key: with_inherited(item, inner(annotation), above) for key, item in raw.items()}
    own = {name: raw[name] for name in _WHERE_FROM if name in raw} if issubclass(core, Grounded) else {}
    fields, below = fields_of(core), own or above
    found = {
        key: with_inherited(item, annotation_of(fields[key]), below) if key in fields else item
        for key, item in raw.items()
    }
    return {**found, **below} if issubclass(core, Sourced) and not own else found
