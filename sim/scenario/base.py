"""Where the numbers of a part of a scenario come from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from sim.errors import msg
from sim.strict_model import MOST_ID_CHARACTERS, Identifier, LocalText, Model, ProjectId, Words, refuse

__all__ = [
    "MOST_BLOCKS",
    "MOST_ID_CHARACTERS",
    "MOST_ROUNDS",
    "Identifier",
    "LocalText",
    "Model",
    "ProjectId",
    "SourceIds",
    "Sourced",
    "Standing",
    "Words",
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


class Sourced(Model):
    """A part that holds numbers: says where they come from.

    Standing is *published* with a source alone, *derived* with a source and a derivation, *assumption*
    whenever an assumption is written (a source may stand beside it as evidence).
    """

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
    def _says_where_from(self) -> Self:
        if not self.source and self.assumption is None:
            raise refuse(
                msg("numbers with no source and no assumption"),
                msg("`source` with an id of the sources file, or `assumption` with the reasoning"),
                msg("name the source, or say that it is an assumption and why"),
            )
        if self.derivation is not None and not self.source:
            raise refuse(
                msg("a derivation without a source"),
                msg("`derivation` beside `source`"),
                msg("name the source it is derived from"),
            )
        return self

    @property
    def standing(self) -> Standing:
        """How well founded the numbers are."""
        if self.assumption is not None:
            return "assumption"
        return "derived" if self.derivation is not None else "published"
