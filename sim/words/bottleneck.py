"""Where the time of homes went, in sentences; and causes by name."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.bottleneck import Bottleneck, CauseKind, Days, Group, WaitCause
from sim.errors import Message, msg
from sim.scenario import Scenario, Words
from sim.words.readings import READING_WORDS

_NAMES: dict[CauseKind, Message] = {
    "rounds": msg("tender rounds after the first, with the gaps"),
    "recall": msg("recalls, from the stall until work goes on"),
    "notice": msg("void notices issued again"),
    "calendar": msg("days off and slow days of the calendars"),
    "blocks": msg("blocks that wait for their crew or their turn"),
    "not_entered": msg("before the project begins"),
    "lapsed": msg("after the project has dropped out"),
}


def cause_name(cause: WaitCause, scenario: Scenario) -> Message:
    """Name a cause.

    Parameters
    ----------
    cause : WaitCause
    scenario : Scenario
        Whose stages, pools and stocks have names in both languages.

    Returns
    -------
    Message
    """
    if cause.kind == "work":
        return msg("work: {name}", name=stage_name(cause.id, scenario))
    if cause.kind in ("pool", "stock"):
        return msg("wait for {name}", name=shared_name(cause, scenario))
    return _NAMES[cause.kind]


def kind_name(kind: CauseKind) -> Message:
    """Name all causes of a kind together."""
    together: dict[CauseKind, Message] = {
        "work": msg("work"),
        "pool": msg("waits for a shared capacity"),
        "stock": msg("waits for plots or money"),
    }
    return together[kind] if kind in together else _NAMES[kind]


def shared_name(cause: WaitCause, scenario: Scenario) -> Words:
    """Name the pool or stock that is waited for."""
    settings = scenario.settings
    return (settings.pools if cause.kind == "pool" else settings.stocks)[cause.id].name


def stage_name(stage: str, scenario: Scenario) -> Words:
    """Name a stage."""
    return scenario.settings.stages[stage].name


def bottleneck_in_words(answer: Bottleneck) -> tuple[Message, ...]:
    """Say where the time went, what was waited for most, and that this describes and does not promise.

    Parameters
    ----------
    answer : Bottleneck

    Returns
    -------
    tuple of Message
        A sentence each. What simulation noise cannot tell apart is told together.
    """
    scenario, stages = answer.scenario, dict(zip(answer.stages, answer.homes.stages, strict=True))

    def waits(causes: Sequence[WaitCause]) -> list[Message]:
        return [_days(cause_name(cause, scenario), answer.days_of(cause)) for cause in causes]

    most = waits(answer.binding)
    shared = [_days(shared_name(cause, scenario), answer.days_of(cause)) for cause in answer.binding_shared]
    slowest = [_days(stage_name(stage, scenario), stages[stage]) for stage in answer.binding_stages]
    said = [_whole(answer)]
    if len(most) == 1:
        said.append(msg("Most of the waiting: {causes}.", causes=most))
    elif most:
        said.append(msg("Most of the waiting, too close to tell apart: {causes}.", causes=most))
    if len(shared) == 1:
        said.append(msg("Most waited for among pools and stocks: {causes}.", causes=shared))
    elif shared:
        said.append(
            msg("Most waited for among pools and stocks, too close to tell apart: {causes}.", causes=shared)
        )
    if len(slowest) == 1:
        said.append(msg("Most time at one stage, its work and its waits together: {stages}.", stages=slowest))
    elif slowest:
        said.append(
            msg(
                "Most time at one stage, its work and its waits together, too close to tell apart: {stages}.",
                stages=slowest,
            )
        )
    said.append(
        msg(
            "This only describes where the time went: it does not say what removing a cause would save, since another "
            "may take its place."
        )
    )
    return tuple(said)


def _days(name: Words | Message, days: Days) -> Message:
    return msg("{cause} ({days} days a home)", cause=name, days=round(days.days, 1))


def _whole(answer: Bottleneck) -> Message:
    group = answer.homes
    return msg(
        "With the projects on the register and counting {reading}, the mean home takes {days} days from {day}, up to "
        "the end of {year} where it is not there by then: {work} of work, {waits} of waiting, {before} before its "
        "project begins and {after} after it has dropped out.",
        reading=READING_WORDS[answer.reading],
        days=round(group.whole.days),
        day=answer.scenario.settings.data_date,
        year=str(answer.last_year),
        work=round(total(answer, group, "work").days),
        waits=round(
            sum(days.days for cause, days in zip(answer.causes, group.causes, strict=True) if cause.waits)
        ),
        before=round(total(answer, group, "not_entered").days),
        after=round(total(answer, group, "lapsed").days),
    )


def total(answer: Bottleneck, group: Group, kind: CauseKind) -> Days:
    """Days of all causes of a kind together; the error is left out (NaN), for it is none of theirs."""
    mine = [days for cause, days in zip(answer.causes, group.causes, strict=True) if cause.kind == kind]
    return Days(sum(days.days for days in mine), float("nan"), sum(days.share for days in mine))
