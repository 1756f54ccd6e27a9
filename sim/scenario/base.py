"""Where the numbers of a part of a scenario come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from sim.errors import msg
from sim.strict_model import MOST_ID_CHARACTERS, Identifier, LocalText, Model, ProjectId, Words, refuse

__all__ = [
    "MOST_BLOCKS",
    "MOST_ID_CHARACTERS",
    "MOST_ROUNDS",
    "Fitted",
    "Grounded",
    "Identifier",
    "LocalText",
    "Model",
    "ProjectId",
    "SourceIds",
    "Sourced",
    "Standing",
    "Words",
    "inheriting",
    "refuse",
]

MOST_BLOCKS = 24
MOST_ROUNDS = 12
"""Limits of several fields: blocks of a row or built at a time, rounds of a tender."""

Standing = Literal["published", "derived", "assumption"]


def _as_tuple(value: Any) -> Any:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


SourceIds = Annotated[
    tuple[Identifier, ...], BeforeValidator(_as_tuple, json_schema_input_type=Identifier | list[Identifier])
]


class Grounded(Model):
    """A part that may say where the numbers in it come from: those of all parts in it that say nothing themselves."""

    source: SourceIds = Field(
        default=(),
        description="id, or list of ids, from the sources file: where the numbers of this part come from",
    )
    derivation: LocalText | None = Field(
        default=None,
        description="the arithmetic that leads from the source to the number, when it is not printed there",
    )
    assumption: LocalText | None = Field(
        default=None,
        description="the reasoning behind a number nobody has published; required where there is no source",
    )

    @model_validator(mode="after")
    def _derived_from_something(self) -> Self:
        if self.derivation is not None and not self.source:
            raise refuse(
                msg("a derivation without a source"),
                msg("`derivation` beside `source`"),
                msg("name the source it is derived from"),
            )
        return self

    @property
    def evidence(self) -> tuple[tuple[str, ...], Words | None, Words | None] | None:
        """Source, derivation and assumption; None where nothing is said."""
        if not self.source and self.assumption is None:
            return None
        return self.source, self.derivation, self.assumption


class Sourced(Grounded):
    """A part that holds numbers: says where they come from, or inherits it from the nearest table around it.

    Standing is *published* with a source alone, *derived* with a source and a derivation, *assumption*
    whenever an assumption is written (a source may stand beside it as evidence).
    """

    @model_validator(mode="after")
    def _says_where_from(self) -> Self:
        if self.evidence is None:
            raise refuse(
                msg("numbers with no source and no assumption"),
                msg(
                    "`source` with an id of the sources file, or `assumption` with the reasoning, here or around it"
                ),
                msg("name the source, or say that it is an assumption and why"),
            )
        return self

    @property
    def standing(self) -> Standing:
        """How well founded the numbers are."""
        if self.assumption is not None:
            return "assumption"
        return "derived" if self.derivation is not None else "published"


class Fitted(Sourced):
    """A part whose numbers were fitted to data of some date, or a vague prior that no data speak for."""

    data_as_of: date | None = Field(
        default=None,
        description="date of the newest data this was fitted to, not after the data date or `known_until`; left out: a "
        "vague prior, with its `assumption` alone",
    )
    fitted_to: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field(
        default=(),
        max_length=200,
        description="places whose data it was fitted to: a back-test of one of them refuses the number",
    )


def inheriting(part: object, above: object = None) -> Iterator[Sourced]:
    """Every part inside a value that says where its numbers come from in the very words of the nearest part around it.

    Parameters
    ----------
    part : model, mapping or tuple
    above : tuple, optional
        What the nearest part around it says.
    """
    if isinstance(part, Grounded) and part.evidence is not None:
        if isinstance(part, Sourced) and part.evidence == above:
            yield part
        above = part.evidence
    inside: Iterable[object] = ()
    if isinstance(part, Model):
        inside = (value for _, value in part)
    elif isinstance(part, Mapping):
        inside = part.values()
    elif isinstance(part, tuple):
        inside = part
    for value in inside:
        yield from inheriting(value, above)
