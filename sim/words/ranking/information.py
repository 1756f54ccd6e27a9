"""What knowing more would buy, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis import Information
from sim.analysis.information import Alternative, OverSets, UnknownGroup, Worth
from sim.errors import Message, msg
from sim.scenario import Scenario
from sim.words.levers import setting_in_words
from sim.words.phrases import (
    goal_in_words,
    homes_between,
    homes_in_words,
    listed_in_words,
    percent,
    points,
    points_between,
)

_LED = 3
"""Unknown numbers told in the answer, at most."""


_NAMED = 2
"""Levers of an alternative that are named; of more, only the first is."""


_TOGETHER = 3
"""Numbers of a group that are named, at most."""


def group_name(group: UnknownGroup) -> Message:
    """Name an unknown number, or several that would be found out together."""
    if len(group.members) == 1:
        return group.members[0].name
    count, names = len(group.members), [member.name for member in group.members]
    if count <= _TOGETHER:
        return msg("{count} numbers together: {names}", count=count, names=listed_in_words(names))
    return msg(
        "{count} numbers together, among them: {names}",
        count=count,
        names=listed_in_words(names[:_TOGETHER]),
    )


def who_has_it(group: UnknownGroup) -> Message | None:
    """Say which record or office has the answer; None where the scenario names none."""
    return listed_in_words([msg("{office}", office=each) for each in group.ask_of]) if group.ask_of else None


def alternative_name(alternative: Alternative, scenario: Scenario) -> Message:
    """Name what can be chosen."""
    if not alternative.settings:
        return msg("no further measure")
    said = [setting_in_words(each, scenario, short=True) for each in alternative.settings]
    if len(said) <= _NAMED:
        return listed_in_words(said)
    return msg("{first}; and {count} further levers", first=said[0], count=len(said) - 1)


def information_in_words(found: Information, scenario: Scenario) -> tuple[Message, ...]:
    """Say what to find out first, and what that would buy."""
    return (*_narrowing_in_words(found), *_choice_in_words(found, scenario))


def _narrowing_in_words(found: Information) -> Iterator[Message]:
    goal = goal_in_words(found.goal)
    chance = found.chance
    if found.by_chance:
        yield msg(
            "Today the chance to reach {goal} is {chance}; over what is not known it varies with a standard deviation "
            "of {points} points.",
            goal=goal,
            chance=percent(chance.mean),
            points=points(chance.deviation.value),
        )
    else:
        yield msg(
            "The chance to reach {goal} is {chance} today and tells too little of what is not known, so that the homes "
            "are told: {homes} in the mean, with a standard deviation of {deviation} over what is not known.",
            goal=goal,
            chance=percent(chance.mean),
            homes=homes_in_words(found.homes.mean),
            deviation=homes_in_words(found.homes.deviation.value),
        )
    clear = [worth for worth in found.worths if _worth_most(found, worth).clear]
    if not clear:
        yield msg("No single number is seen to narrow the answer.")
    for place, worth in enumerate(clear[:_LED]):
        told = _first_to_ask(found, worth)
        yield msg("Then: {told}", told=told) if place else msg("Find out first: {told}", told=told)


def _worth_most(found: Information, worth: Worth) -> OverSets:
    return worth.chance if found.by_chance else worth.homes


def _first_to_ask(found: Information, worth: Worth) -> Message:
    office = who_has_it(worth.group)
    if found.by_chance:
        low, high = points_between(worth.chance.interval)
        narrows = msg(
            "{name}: once known, the standard deviation falls by {points} points ({low} to {high})",
            name=group_name(worth.group),
            points=points(worth.chance.value),
            low=low,
            high=high,
        )
    else:
        low, high = homes_between(worth.homes.interval)
        narrows = msg(
            "{name}: once known, the standard deviation falls by {homes} homes ({low} to {high})",
            name=group_name(worth.group),
            homes=homes_in_words(worth.homes.value),
            low=low,
            high=high,
        )
    if office is None:
        return msg("{said}.", said=narrows)
    return msg("{said}. Who has it: {office}.", said=narrows, office=office)


def _choice_in_words(found: Information, scenario: Scenario) -> Iterator[Message]:
    if found.regret is None:
        return
    best = max(found.alternatives, key=lambda each: each.chance)
    yield msg(
        "If one of these is chosen today, the best is: {name} (chance {chance}).",
        name=alternative_name(best, scenario),
        chance=percent(best.chance),
    )
    regret = found.regret
    low, high = points_between(regret.interval)
    yield msg(
        "Were everything known before the choice, the chance would be at least {points} points higher ({low} to "
        "{high}).",
        points=points(regret.value),
        low=low,
        high=high,
    )
    saving = [worth for worth in found.worths if worth.saved is not None and worth.saved.clear]
    if not saving:
        yield msg("No single number is seen to change the choice for the better.")
    for place, worth in enumerate(
        sorted(saving, key=lambda each: -each.saved.value if each.saved else 0.0)[:_LED]
    ):
        assert worth.saved is not None
        told = msg(
            "{name}: {points} points, if it were known before the choice.",
            name=group_name(worth.group),
            points=points(worth.saved.value),
        )
        yield (
            msg("Then: {told}", told=told) if place else msg("What serves the choice most: {told}", told=told)
        )


def information_notes(found: Information) -> Iterator[Message]:
    """Say how the figures were found, and what they do not say."""
    yield msg(
        "Standard deviation: how far the answer lies from its mean from one set of unknown numbers to the next; the "
        "noise of the {futures} futures of each set is taken out. Figures come from {sets} sets; each set is judged by "
        "a regression on the other sets alone, so that noise is not taken for knowledge.",
        futures=found.base.futures_per_set,
        sets=found.sets,
    )
    yield msg(
        "Intervals: 95%, simulation error only; one that holds zero: these sets cannot tell it from nothing. "
        "Narrowings do not add up. Numbers that the scenario correlates are asked together."
    )
    if found.regret is not None:
        yield msg(
            "Choice: the points by which the chance would rise if the number were known before one of the alternatives "
            "is chosen; unclear: not told from nothing. What the measures cost is not weighed."
        )
    if any(not worth.group.ask_of for worth in found.worths):
        yield msg(
            "—: the scenario does not say who has the answer; write it under `[ask_of]` in the scenario file."
        )
