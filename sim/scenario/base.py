"""What every part of a scenario shares: strictness, words in two languages, and where a number comes from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from sim.errors import Message, msg

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_\-]{0,63}$")]
Standing = Literal["published", "derived", "assumption"]


def refuse(found: Message, allowed: Message, action: Message) -> PydanticCustomError:
    """Error of a validator that carries its three sentences to the user untranslated."""
    return PydanticCustomError("scenario", "scenario", {"found": found, "allowed": allowed, "action": action})


class Model(BaseModel):
    """Frozen, and closed to unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Words(Model):
    """A text for people: one string for both languages, or a table with `vi` and `en`."""

    vi: str = Field(min_length=1, max_length=4000, description="the Vietnamese text")
    en: str = Field(min_length=1, max_length=4000, description="the English text")


def _both_languages(value: Any) -> Any:
    return {"vi": value, "en": value} if isinstance(value, str) else value


LocalText = Annotated[Words, BeforeValidator(_both_languages, json_schema_input_type=str | Words)]


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
