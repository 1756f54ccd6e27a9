"""What a scenario takes for granted: every number it holds, in words, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.analysis.in_words import (
    calendar_in_words,
    closure_in_words,
    counting_in_words,
    duration_in_words,
    group_in_words,
    pool_in_words,
    row_in_words,
    slots_in_words,
    targets_in_words,
)
from sim.scenario import ProjectRow, Scenario, Sourced, Standing, Words
from sim.text import Text


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


def assumptions(scenario: Scenario, text: Text) -> tuple[Assumption, ...]:
    """List everything a scenario states, project by project and stage by stage.

    Parameters
    ----------
    scenario : Scenario
    text : Text
        Language to say it in.

    Returns
    -------
    tuple of Assumption
        Targets and counting, then durations, capacity, calendars, groups, and the rows of the register.
    """
    return tuple(_Lister(scenario, text).entries())


@dataclass(frozen=True)
class _Lister:
    scenario: Scenario
    text: Text

    def entries(self) -> Iterator[Assumption]:
        settings, t = self.scenario.settings, self.text
        targets, counting = settings.targets, settings.counting
        yield self._of(targets, t("Targets"), t("Homes due"), targets_in_words(targets, t))
        yield self._of(
            counting, t("Counting"), t("What enters the statistic"), counting_in_words(counting, t)
        )
        yield from self._durations()
        for pool in settings.pools.values():
            yield self._of(pool, t("Capacity"), self._say(pool.name), pool_in_words(pool, t))
            for change in pool.changes:
                value = t("from {day}: {slots}", day=change.from_date, slots=slots_in_words(change.slots, t))
                yield self._of(change, t("Capacity"), self._say(pool.name), (value,))
        for calendar in settings.calendars.values():
            yield self._of(calendar, t("Calendars"), self._say(calendar.name), calendar_in_words(calendar, t))
            for closure in calendar.closures:
                yield self._of(
                    closure, t("Calendars"), self._say(calendar.name), closure_in_words(closure, t)
                )
        for name, group in settings.homes_groups.items():
            members = sum(row.homes_group == name for row in self.scenario.rows)
            what = t("Group {name} ({count} rows)", name=name, count=members)
            yield self._of(group, t("Homes of a group"), what, group_in_words(group, t))
        for row in self.scenario.rows:
            yield self._row(row)

    def _durations(self) -> Iterator[Assumption]:
        settings, t, part = self.scenario.settings, self.text, self.text("Durations")
        for stage in settings.stages.values():
            yield self._of(stage.duration, part, self._say(stage.name), duration_in_words(stage.duration, t))
        for route in settings.routes.values():
            for step in route.steps:
                if step.duration is not None:
                    name = self._say(settings.stages[step.stage].name)
                    what = t("{stage} — on the route: {route}", stage=name, route=self._say(route.name))
                    yield self._of(step.duration, part, what, duration_in_words(step.duration, t))
        names = {row.project_id: row.name for row in self.scenario.rows}
        for own in settings.own_durations:
            project = names[own.project] + (f" — {own.block}" if own.block else "")
            name = self._say(settings.stages[own.stage].name)
            what = t("{stage} — only for: {project}", stage=name, project=project)
            yield self._of(own.duration, part, what, duration_in_words(own.duration, t))

    def _row(self, row: ProjectRow) -> Assumption:
        t = self.text
        what = row.name + (f" — {row.block}" if row.block else "")
        # A register keeps one language in a cell; where the other is blank the reader still gets the reasoning.
        vi, en = row.assumption or row.assumption_en, row.assumption_en or row.assumption
        reasoning = vi if t.language == "vi" else en
        values = row_in_words(row, self.scenario.settings, t)
        standing: Standing = "assumption" if reasoning else "published"
        return Assumption(t("Projects"), what, values, standing, self._titles(row.source), reasoning)

    def _of(self, sourced: Sourced, part: str, what: str, values: tuple[str, ...]) -> Assumption:
        reasons = [
            self._say(words) for words in (sourced.derivation, sourced.assumption) if words is not None
        ]
        titles = self._titles(sourced.source)
        return Assumption(part, what, values, sourced.standing, titles, " ".join(reasons))

    def _titles(self, source_ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._say(self.scenario.sources[source_id].title) for source_id in source_ids)

    def _say(self, words: Words) -> str:
        return words.vi if self.text.language == "vi" else words.en
