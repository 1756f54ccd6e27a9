"""What a scenario takes for granted: every number it holds, in words, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario import ProjectRow, Scenario, Standing
from sim.text import Text
from sim.words.assumptions import dated, shared, stages
from sim.words.assumptions.entry import Assumption, Scribe
from sim.words.scenario import (
    counting_in_words,
    done_in_words,
    early_in_words,
    group_in_words,
    likelihood_in_words,
    row_in_words,
    targets_in_words,
)

__all__ = ["Assumption", "assumptions_of"]


def assumptions_of(scenario: Scenario, text: Text) -> tuple[Assumption, ...]:
    """List everything a scenario states, project by project and stage by stage.

    Parameters
    ----------
    scenario : Scenario
    text : Text
        Language to say it in.

    Returns
    -------
    tuple of Assumption
        Targets and counting, the market, stages and routes, what projects share, then the rows of the register. What
        several routes state alike, and a stock's equal refills of consecutive years, are listed once.
    """
    return tuple(_entries(Scribe(scenario, text)))


def _entries(scribe: Scribe) -> Iterator[Assumption]:
    yield from _targets(scribe)
    yield from shared.market_entries(scribe)
    yield from stages.duration_entries(scribe)
    yield from dated.durations_to_come(scribe)
    yield from stages.law_entries(scribe)
    yield from dated.fast_tracks(scribe)
    yield from dated.overlaps(scribe)
    yield from stages.tenders(scribe)
    yield from stages.recalls(scribe)
    yield from stages.notices(scribe)
    yield from stages.block_entries(scribe)
    yield from shared.pool_entries(scribe)
    yield from shared.stock_entries(scribe)
    yield from stages.shares_and_uses(scribe)
    yield from shared.calendar_entries(scribe)
    yield from shared.common_causes(scribe)
    yield from _groups(scribe)
    for row in scribe.scenario.rows:
        yield _row(scribe, row)


def _targets(scribe: Scribe) -> Iterator[Assumption]:
    settings, t = scribe.scenario.settings, scribe.text
    targets, counting, part = settings.targets, settings.counting, t("Counting")
    yield scribe.entry(targets, t("Targets"), t("Homes due"), targets_in_words(targets, t))
    if (done := targets.done_this_year) is not None:
        what = t("Homes done from 1 January to {day}", day=settings.data_date)
        yield scribe.entry(done, t("Targets"), what, done_in_words(done, t))
    yield scribe.entry(counting, part, t("What enters the statistic"), counting_in_words(counting, t))
    if (early := counting.early) is not None:
        yield scribe.entry(early, part, t("Early entry at the year's end"), early_in_words(early, t))
        chance = likelihood_in_words(early.likelihood, settings.market, t)
        yield scribe.entry(early.likelihood, part, t("A home past that share is entered early"), chance)


def _groups(scribe: Scribe) -> Iterator[Assumption]:
    t = scribe.text
    for name, group in scribe.scenario.settings.homes_groups.items():
        members = sum(row.homes_group == name for row in scribe.scenario.rows)
        what = t("Group {name} ({count} rows)", name=name, count=members)
        yield scribe.entry(group, t("Homes of a group"), what, group_in_words(group, t))


def _row(scribe: Scribe, row: ProjectRow) -> Assumption:
    t = scribe.text
    what = row.name + (f" — {row.block}" if row.block else "")
    reasoning = "" if row.reasoning is None else t(row.reasoning)
    standing: Standing = "assumption" if reasoning else "published"
    values = row_in_words(row, scribe.scenario.settings, t)
    return Assumption(t("Projects"), what, values, standing, scribe.titles(row.source), reasoning)
