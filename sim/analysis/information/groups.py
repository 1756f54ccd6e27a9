"""Unknown numbers that would be found out together: those that a scenario correlates are one group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.array_types import Floats
from sim.model import unknown_scores
from sim.random import Uniforms
from sim.scenario import Scenario, Unknown, Words, unknowns_of


@dataclass(frozen=True)
class UnknownGroup:
    """Unknown numbers that belong together, or one alone.

    Attributes
    ----------
    members : tuple of Unknown
        In file order.
    ask_of : tuple of Words
        Records or offices that have the answer, as the scenario names them, each once; empty where it names none.
    """

    members: tuple[Unknown, ...]
    ask_of: tuple[Words, ...]

    @property
    def path(self) -> str:
        """Path of its first number, which names the group."""
        return self.members[0].path


def groups_of_all(scenarios: Iterable[Scenario]) -> tuple[UnknownGroup, ...]:
    """Groups of the first scenario, then those of numbers that only the others hold, as a lever may bring some."""
    found: list[UnknownGroup] = []
    seen: set[str] = set()
    for scenario in scenarios:
        for group in unknown_groups(scenario):
            if seen.isdisjoint(member.path for member in group.members):
                found.append(group)
        seen = {member.path for group in found for member in group.members}
    return tuple(found)


def unknown_groups(scenario: Scenario) -> tuple[UnknownGroup, ...]:
    """Put the unknown numbers of a scenario into groups, in file order."""
    settings = scenario.settings
    group_of = {
        path: index for index, correlation in enumerate(settings.correlations) for path in correlation.between
    }
    found: dict[int | str, list[Unknown]] = {}
    for unknown in unknowns_of(scenario):
        found.setdefault(group_of.get(unknown.path, unknown.path), []).append(unknown)
    return tuple(
        UnknownGroup(
            tuple(members),
            tuple(
                dict.fromkeys(
                    settings.ask_of[unknown.path] for unknown in members if unknown.path in settings.ask_of
                )
            ),
        )
        for members in found.values()
    )


def group_scores(group: UnknownGroup, scenario: Scenario, seed: int, sets: int) -> Floats:
    """Normal scores of a group's numbers in the sets of a run, shape (S, members)."""
    paths = [unknown.path for unknown in group.members]
    return unknown_scores(paths, Uniforms(seed, 0, sets), scenario.settings.correlations)
