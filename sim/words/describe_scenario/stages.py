"""Notices that stages need, blocks that follow one another, and what is in the hands of State agencies."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import msg_n
from sim.scenario import BlockRule, Settings, Validity
from sim.text import Text
from sim.words.describe_scenario.assumption import Assumption, Describer, alike
from sim.words.describe_scenario.durations import duration_in_words
from sim.words.describe_scenario.quantities import Phrases


def notice_entries(describer: Describer) -> Iterator[Assumption]:
    """How long notices stay valid."""
    t = describer.text
    stated = [
        ((step.stage, step.needs_valid), route)
        for step, route in describer.steps()
        if step.needs_valid is not None
    ]
    for (key, validity), routes in alike(stated):
        yield describer.entry(
            validity.duration,
            t("Notices"),
            t("{notice}: how long it is valid", notice=describer.stage(validity.stage)),
            _validity(describer, describer.stage(key, routes), validity),
        )


def _validity(describer: Describer, needed_by: str, validity: Validity) -> Phrases:
    t = describer.text
    needed = t("must be valid, or is issued again, before this starts: {stage}", stage=needed_by)
    return *duration_in_words(validity.duration, t), needed


def block_entries(describer: Describer) -> Iterator[Assumption]:
    """How the blocks of a project follow one another."""
    settings, t = describer.scenario.settings, describer.text
    stated = [(route.blocks, key) for key, route in settings.routes.items() if route.blocks is not None]
    for rule, routes in alike(stated):
        wait = "; ".join(duration_in_words(rule.stagger, t))
        values = (
            *blocks_in_words(rule, settings, t),
            t("each block begins this long after the one before, or later: {wait}", wait=wait),
        )
        yield describer.entry(rule.stagger, t("Blocks"), describer.routes(routes), values)


def blocks_in_words(rule: BlockRule, settings: Settings, text: Text) -> Phrases:
    """Say how many blocks of a project are built at a time, and when a crew takes its next one."""
    return (
        text(
            msg_n(
                "{count} block of a project at a time",
                "{count} blocks of a project at a time",
                rule.at_a_time,
            )
        ),
        text(
            "a crew moves on to its next block after: {stage}",
            stage=text(settings.stages[rule.until].name),
        ),
    )


def agency_shares(describer: Describer) -> Iterator[Assumption]:
    """What of a stage is in the hands of State agencies."""
    t = describer.text
    for key, stage in describer.scenario.settings.stages.items():
        if stage.agency_share is not None:
            share = t.percent(stage.agency_share.share)
            values = (t("{share} of its time is in the hands of State agencies", share=share),)
            yield describer.entry(stage.agency_share, t("State agencies' time"), describer.stage(key), values)
