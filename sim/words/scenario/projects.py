"""Projects, groups of projects and the building of blocks, in words."""

from __future__ import annotations

from sim.scenario import BlockRule, HomesGroup, ProjectRow, Settings
from sim.text import Text
from sim.words.scenario.numbers import Phrases, days_in_words, number, range_in_words


def group_in_words(group: HomesGroup, text: Text) -> Phrases:
    """Say how many homes, and how much land, a group has in all."""
    said = [text("{homes} homes in all", homes=group.homes)]
    if group.land_ha is not None:
        said.append(text("{land} hectares in all", land=number(group.land_ha, text)))
    return tuple(said)


def row_in_words(row: ProjectRow, settings: Settings, text: Text) -> Phrases:
    """Say a project's homes and land, and where it stands."""
    said = [text("{homes} homes", homes=range_in_words(row.homes, text))]
    if row.land_ha is not None:
        said.append(text("{land} hectares", land=range_in_words(row.land_ha, text)))
    if row.status == "completed":
        said.append(text("completed"))
        if row.completed_on is not None:
            said.append(days_in_words(row.completed_on, text))
    elif row.status == "not_started":
        said.append(text("not started"))
        if row.entry is not None:
            said.append(text("can begin: {when}", when=days_in_words(row.entry, text)))
    for each in row.under_way:
        stage = text(settings.stages[each.stage].name)
        said.append(text("{stage} under way since {when}", stage=stage, when=days_in_words(each.start, text)))
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


def blocks_in_words(rule: BlockRule, settings: Settings, text: Text) -> Phrases:
    """Say how many blocks of a project are built at a time, and when a crew takes its next one."""
    return (
        text("{count} blocks of a project at a time", count=rule.at_a_time),
        text(
            "a crew moves on to its next block after: {stage}",
            stage=text(settings.stages[rule.until].name),
        ),
    )
