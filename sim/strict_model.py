"""What every table of a file shares: unknown fields are refused, texts stand in two languages, ids have one form."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from sim.errors import Message

MOST_ID_CHARACTERS = 64
Identifier = Annotated[
    str, StringConstraints(pattern=rf"^[A-Za-z][A-Za-z0-9_\-]{{0,{MOST_ID_CHARACTERS - 1}}}$")
]

ProjectId = Annotated[
    str, StringConstraints(pattern=rf"^[^\s@#;\x00-\x1f][^#;\x00-\x1f]{{0,{MOST_ID_CHARACTERS - 1}}}$")
]
"""Id of a project, as its department writes it; # numbers the blocks of a row, ; divides lists, @ begins other ids."""


def refuse(found: Message, allowed: Message, action: Message) -> PydanticCustomError:
    """Error for a validator to raise: what stands in the file, what may stand there, what to do.

    The three sentences reach the reader in the reader's language, as those of any other `Problem`.
    """
    return PydanticCustomError("scenario", "scenario", {"found": found, "allowed": allowed, "action": action})


class Model(BaseModel):
    """A table of a file: it cannot be changed once made, and a field it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Words(Model):
    """A text for people: one string for both languages, or a table with `vi` and `en`."""

    vi: str = Field(min_length=1, max_length=4000, description="the Vietnamese text")
    en: str = Field(min_length=1, max_length=4000, description="the English text")


def _both_languages(value: Any) -> Any:
    return {"vi": value, "en": value} if isinstance(value, str) else value


LocalText = Annotated[Words, BeforeValidator(_both_languages, json_schema_input_type=str | Words)]
"""A field of `Words` for which a file may also write one string."""
