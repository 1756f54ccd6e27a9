"""Who has the answer is said of numbers that may be unknown."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import Message, Problem, msg
from sim.files import unknown_name
from sim.scenario import Scenario, Settings, Uncertain, with_uncertain


def ask_of_problems(settings: Settings, file: str) -> Iterator[Problem]:
    """Find answers that are asked of somebody about no number.

    A number that is stated as known may stand there: it may be unknown in a scenario that is based on this one.
    """
    known: dict[str, None] = {}

    def note(path: str, _name: Message, part: Uncertain) -> object:
        known[path] = None
        return part

    if settings.ask_of:
        with_uncertain(Scenario(settings=settings, rows=(), sources={}), note)
    for path in settings.ask_of:
        if path not in known:
            yield unknown_name(file, f"ask_of.{path}", path, known, msg("number that may be unknown"))
