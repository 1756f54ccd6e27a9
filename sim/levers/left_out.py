"""What levers name that no project of a register has: it is left out with a word.

So one lever file serves many registers. An id that the scenario does not know is a mistake, and refused; a place,
route, stage or class without a project is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.errors import Message, msg
from sim.levers.application import apply_levers
from sim.levers.lever import Lever
from sim.levers.setting import LeverSetting
from sim.scenario import ProjectRow, Scenario

_A_PLACE = msg("place")


@dataclass(frozen=True)
class LeftOut:
    """Part of a lever that finds no project.

    Attributes
    ----------
    lever : Lever
    what : Message
        What is named: a place, a route, a stage, a class, a start hazard.
    names : tuple of str
        The names or ids that no project has; none where `what` says it all.
    known : tuple of str
        Places of the register, where it is places that find no project.
    wholly : bool
        Whether the lever changes nothing at all.
    """

    lever: Lever
    what: Message
    names: tuple[str, ...]
    known: tuple[str, ...] = ()
    wholly: bool = False

    @property
    def places(self) -> bool:
        """Whether it is places that find no project."""
        return self.what == _A_PLACE


def without_projects(scenario: Scenario, settings: Iterable[LeverSetting]) -> tuple[LeftOut, ...]:
    """Tell what levers name that no project has.

    Parameters
    ----------
    scenario : Scenario
        Before they are pulled.
    settings : iterable of LeverSetting
        That can be pulled together in it; projects that one of them brings count for the others.

    Returns
    -------
    tuple of LeftOut
        By lever, in the order of the settings; places first.
    """
    pulled = [setting for setting in settings if not setting.neutral]
    bring = [each for each in pulled if any(change.brings_projects for change in each.lever.changes)]
    rows = apply_levers(scenario, bring).rows
    return tuple(found for setting in pulled for found in _of_lever(scenario, rows, setting.lever))


def _of_lever(scenario: Scenario, rows: tuple[ProjectRow, ...], lever: Lever) -> Iterator[LeftOut]:
    there = [row for row in rows if not lever.places or row.place in lever.places]
    known = {row.place for row in rows if row.place}
    empty = tuple(place for place in lever.places if place not in known)
    if empty:
        yield LeftOut(lever, _A_PLACE, empty, tuple(sorted(known)), wholly=not there)
    if not there:
        return
    idle = [change.meets_none_of(scenario.settings, there) for change in lever.changes]
    told: list[tuple[Message, tuple[str, ...]]] = []
    for found in idle:
        if found is not None and found not in told:
            told.append(found)
            yield LeftOut(lever, *found, wholly=None not in idle)
