"""Levers in a few words: the group they stand in, their names and what their files say of them."""

from __future__ import annotations

from sim.errors import Message, msg
from sim.levers import Lever
from sim.scenario import Words
from sim.text import Text

_SUBJECTS: dict[int, Message] = {
    1: msg("Procedures"),
    2: msg("Procedures"),
    3: msg("Plans, appraisal, designs"),
    4: msg("Investors"),
    5: msg("Land"),
    6: msg("Building, infrastructure, buyers"),
    7: msg("Further projects"),
}
"""By the tens of the order in which levers are combined, which follows a project's way."""


def subject_of(lever: Lever) -> Message:
    """What part of a project's way a lever concerns."""
    return _SUBJECTS.get(lever.order // 10, msg("Other"))


def name_of(lever: Lever, text: Text) -> str:
    """Name of a lever."""
    return said(lever.name, text)


def said(words: Words, text: Text) -> str:
    """Words of a file in one language, on one line."""
    return " ".join(text(words).split())
