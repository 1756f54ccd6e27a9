"""One part of a scenario that holds numbers, in words, with how well founded it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from sim.scenario import Scenario, Sourced, Standing, Step, inheriting
from sim.text import Text
from sim.words.describe_scenario.quantities import Phrases

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class Assumption:
    """One part of a scenario that holds numbers, in the words of one language.

    Attributes
    ----------
    part : str
        Kind of part: targets, stages, capacity …
    what : str
        Which one.
    values : tuple of str
        Its numbers, with their units, a phrase each.
    standing : {"published", "derived", "assumption"}
        How well founded they are.
    sources : tuple of str
        Titles of the sources named.
    reasoning : str
        The derivation and the reasoning behind what is assumed; empty where all is printed in the source.
    """

    part: str
    what: str
    values: tuple[str, ...]
    standing: Standing
    sources: tuple[str, ...]
    reasoning: str


@dataclass(frozen=True)
class Describer:
    """Says the parts of one scenario in one language."""

    scenario: Scenario
    text: Text

    def entry(self, sourced: Sourced, part: str, what: str, values: Phrases) -> Assumption:
        """Write a part that states its own sources and reasoning."""
        reasons = [
            self.text(words) for words in (sourced.derivation, sourced.assumption) if words is not None
        ]
        if id(sourced) in self._inheriting:
            reasons.append(self.text("(Stated once for all that stands in this part.)"))
        titles = self.titles(sourced.source)
        return Assumption(part, what, values, sourced.standing, titles, " ".join(reasons))

    @cached_property
    def _inheriting(self) -> frozenset[int]:
        """Identities of the parts that say what the table around them says."""
        return frozenset(id(part) for part in inheriting(self.scenario.settings))

    def titles(self, source_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Titles of sources."""
        return tuple(self.text(self.scenario.sources[source_id].title) for source_id in source_ids)

    def stage(self, stage: str, routes: Sequence[str] = ()) -> str:
        """Name of a stage, and of the routes on which what is said holds where it does not hold on all that have it."""
        settings = self.scenario.settings
        name = self.text(settings.stages[stage].name)
        having = [key for key, route in settings.routes.items() if any(s.stage == stage for s in route.steps)]
        if not routes or set(routes) == set(having):
            return name
        return self.stage_on(stage, routes)

    def stage_on(self, stage: str, routes: Sequence[str]) -> str:
        """Name of a stage with routes, even where they are all that have it."""
        return self.text(
            "{stage} — on the route: {route}", stage=self.stage(stage), route=self.routes(routes)
        )

    def stage_from(self, stage: str, day: date) -> str:
        """Name of a stage as it is from a day on."""
        return self.text("{stage} — from {day}", stage=self.stage(stage), day=day)

    def routes(self, routes: Iterable[str]) -> str:
        """Names of routes."""
        return "; ".join(self.text(self.scenario.settings.routes[route].name) for route in routes)

    def steps(self) -> tuple[tuple[Step, str], ...]:
        """Every step, with the id of its route."""
        routes = self.scenario.settings.routes.items()
        return tuple((step, key) for key, route in routes for step in route.steps)


def alike(found: Iterable[tuple[_Part, str]]) -> list[tuple[_Part, list[str]]]:
    """Gather what several routes state in the same words: each thing once, with the routes that state it."""
    groups: list[tuple[_Part, list[str]]] = []
    for stated, route in found:
        same = next((routes for other, routes in groups if other == stated), None)
        if same is None:
            groups.append((stated, [route]))
        else:
            same.append(route)
    return groups
