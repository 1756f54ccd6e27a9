"""Projects, and groups of projects."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sim.errors import msg, msg_n
from sim.scenario import HomesGroup, Market, NumberRange, ProjectRow, Settings, Standing, StartHazard
from sim.text import Text, number_of_hectares, number_of_homes
from sim.words.describe_scenario.assumption import Assumption, Describer
from sim.words.describe_scenario.chances import by_state, data_in_words, likelihood_in_words
from sim.words.describe_scenario.quantities import (
    AmountOf,
    Phrases,
    days_in_words,
    factor_in_words,
    number,
    p10_p50_p90,
    range_in_words,
    rounded,
)

_ENDED = {
    "cancelled": msg("cancelled: {when}"),
    "lapsed": msg("lapsed: {when}"),
    "stopped": msg("stopped for good: {when}"),
    "merged": msg("merged into {into}: {when}"),
    "split": msg("split into {into}: {when}"),
}


def group_entries(describer: Describer) -> Iterator[Assumption]:
    """Groups of projects whose homes are known only together."""
    t = describer.text
    for name, group in describer.scenario.settings.homes_groups.items():
        members = sum(row.homes_group == name for row in describer.scenario.rows)
        what = t(msg_n("Group {name} ({count} row)", "Group {name} ({count} rows)", members, name=name))
        yield describer.entry(group, t("Homes of a group"), what, group_in_words(group, t))


def begin_entries(describer: Describer) -> Iterator[Assumption]:
    """Classes of projects of which some never begin, and stocks of which a share starts every year."""
    t, settings = describer.text, describer.scenario.settings
    for group in settings.never_begins.values():
        values = (*likelihood_in_words(group.likelihood, settings.market, t), *data_in_words(group, t))
        yield describer.entry(group, t("Projects that never begin"), t(group.name), values)
    for stock in settings.start_hazards.values():
        values = (*start_hazard_in_words(stock, settings.market, t), *data_in_words(stock, t))
        yield describer.entry(stock, t("Starts of waiting projects"), t(stock.name), values)


def start_hazard_in_words(stock: StartHazard, market: Market | None, text: Text) -> Phrases:
    """Say which share of a stock of projects starts in a year, and how far years and estimates may be off."""

    def often(share: float) -> str:
        return text("{share} of those that wait start within a year", share=text.percent(share))

    said = list(by_state(stock.share_a_year, market, often, text))
    for change in stock.changes:
        times = number(change.times, text)
        said.append(text("from {day} {times} times as fast as stated", day=change.from_date, times=times))
    if stock.year_factor is not None:
        low, _, high = p10_p50_p90(stock.year_factor)
        said.append(
            text(
                "years differ, for all projects alike: 8 years in 10 are between {low} and {high} times as fast",
                low=number(low, text),
                high=number(high, text),
            )
        )
    if stock.uncertain is not None:
        said.append(factor_in_words(stock.uncertain, text))
    return tuple(said)


def progress_entries(describer: Describer) -> Iterator[Assumption]:
    """How far reported shares of work done may be off."""
    t, progress = describer.text, describer.scenario.settings.progress
    if progress is not None:
        off = t.percent(math.expm1(progress.sigma_log))
        values = (
            t("about 7 in 10 speak for a whole work at most {off} above or below the true one", off=off),
        )
        yield describer.entry(progress, t("Projects"), t("Reported shares of work done"), values)


def row_entries(describer: Describer) -> Iterator[Assumption]:
    """Rows of the register."""
    for row in describer.scenario.rows:
        yield _row(describer, row)


def _row(describer: Describer, row: ProjectRow) -> Assumption:
    t = describer.text
    what = row.name + (f" — {row.block}" if row.block else "")
    reasoning = "" if row.reasoning is None else t(row.reasoning)
    standing: Standing = "assumption" if reasoning else "published"
    values = row_in_words(row, describer.scenario.settings, t)
    return Assumption(t("Projects"), what, values, standing, describer.titles(row.source), reasoning)


def group_in_words(group: HomesGroup, text: Text) -> Phrases:
    """Say how many homes, and how much land, a group has in all."""
    said = [text("{homes} in all", homes=number_of_homes(group.homes))]
    if group.land_ha is not None:
        said.append(text("{land} in all", land=number_of_hectares(rounded(group.land_ha))))
    return tuple(said)


def row_in_words(row: ProjectRow, settings: Settings, text: Text) -> Phrases:
    """Say a project's homes and land, and where it stands."""
    said = [_amount(row.homes, number_of_homes, text("homes"), text)]
    if row.land_ha is not None:
        said.append(_amount(row.land_ha, number_of_hectares, text("hectares"), text))
    said += [*_standing(row, settings, text), *stages_done_in_words(row, settings, text)]
    for each in row.under_way:
        stage = text(settings.stages[each.stage].name)
        said.append(text("{stage} under way since {when}", stage=stage, when=days_in_words(each.start, text)))
        if each.progress is not None:
            said.append(text("{share} of its work done", share=text.percent(each.progress)))
        for stop in each.stops:
            said.append(text("its work stood still: {when}", when=days_in_words(stop, text)))
        if each.stopped_since is not None:
            said.append(text("its work has stood still since {day}", day=each.stopped_since))
    if row.blocks > 1:
        said.append(text("{count} blocks of about equal size", count=row.blocks))
    if row.tender_round > 1:
        said.append(text("round {round} of its call for investors", round=row.tender_round))
    if row.counted_before != "no":
        said.append(
            text("entered in the statistic before the data date")
            if row.counted_before == "yes"
            else text("entered in the statistic before the data date by some accounts only")
        )
    said.append(text("as of {day}", day=row.status_as_of))
    return tuple(said)


def stages_done_in_words(row: ProjectRow, settings: Settings, text: Text) -> list[str]:
    """Say which stages are done by the register, and when where that is told; and that what follows has not begun."""
    said: list[str] = []
    for one in row.finished:
        stage, end = text(settings.stages[one.stage].name), days_in_words(one.end, text)
        if one.begin is None:
            said.append(text("{stage} done: {end}", stage=stage, end=end))
        else:
            begin = days_in_words(one.begin, text)
            said.append(text("{stage} done, begun {begin}, ended {end}", stage=stage, begin=begin, end=end))
    if row.status == "in_progress" and not row.under_way:
        dated = {one.stage for one in row.finished}
        said += [
            text("{stage} done", stage=text(settings.stages[stage].name))
            for stage in row.done
            if stage not in dated
        ]
        said.append(text("what follows has not begun"))
    return said


def _standing(row: ProjectRow, settings: Settings, text: Text) -> list[str]:
    """Say whether a project is completed, not started or ended, and whether it may never begin."""
    said: list[str] = []
    if row.status == "completed":
        said.append(text("completed"))
        if row.completed_on is not None:
            said.append(days_in_words(row.completed_on, text))
    elif row.status == "not_started":
        said.append(text("not started"))
        if row.entry is not None:
            said.append(text("can begin: {when}", when=days_in_words(row.entry, text)))
        if row.start_hazard is not None:
            stock = settings.start_hazards[row.start_hazard]
            said.append(text("when it starts is left to chance: {stock}", stock=stock.name))
    elif row.ended_as is not None:
        said += ending_in_words(row, text)
    if row.never_begins is not None:
        said.append(text("may never begin: {kind}", kind=settings.never_begins[row.never_begins].name))
    return said


def ending_in_words(row: ProjectRow, text: Text) -> Iterator[str]:
    """Say how a project ended and when, where its homes went, and why; nothing of one that has not ended."""
    ended = row.ended_as
    if ended is None:
        return
    when, into = days_in_words(ended.when, text), ", ".join(ended.into)
    yield text(_ENDED[ended.how], when=when, into=into)
    if ended.into:
        yield text("its homes are counted there alone")
    if ended.reason:
        yield text("reason: {reason}", reason=ended.reason)


def _amount(numbers: NumberRange, amount_of: AmountOf, unit: str, text: Text) -> str:
    if numbers.known:
        return text(amount_of(rounded(numbers.low)))
    return f"{range_in_words(numbers, text)} {unit}"
