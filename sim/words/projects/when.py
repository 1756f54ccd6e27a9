"""When something is there: in a cell, in a sentence."""

from __future__ import annotations

from sim.analysis.projects import When
from sim.errors import Message, msg
from sim.text import Text


def when_label(when: When, last_year: int, text: Text) -> str:
    """Month of a date, or why there is none: 06/2027, before, >2035, never."""
    if when.day is not None:
        return f"{when.day.month:02d}/{when.day.year}"
    if when.kind == "beyond":
        return f">{last_year}"
    return text("before") if when.kind == "before" else text("never")


def when_in_words(when: When, last_year: int) -> Message:
    """Say by when something is there, or why it is not: by 1 Oct 2029, after 2035, never."""
    if when.day is not None:
        return msg("by {day}", day=when.day)
    if when.kind == "beyond":
        return msg("after {year}", year=str(last_year))
    return msg("before the data date") if when.kind == "before" else msg("never")
