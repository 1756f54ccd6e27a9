"""A comparison in sentences: what a change does to each target, and whether the futures can tell."""

from __future__ import annotations

from sim.analysis import Comparison, TargetChange
from sim.analysis.statistics import ChanceChange, MeanChange
from sim.errors import Message, msg, msg_n
from sim.text import number_of_simulated_futures
from sim.words.chances import chance_in_words
from sim.words.phrases import (
    goal_in_words,
    homes_between,
    homes_in_words,
    points,
    points_between,
    span_of,
    years_in_words,
)
from sim.words.readings import READING_WORDS


def comparison_in_words(comparison: Comparison) -> tuple[Message, ...]:
    """Say a comparison: what is counted, then each target but the cumulative sums.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    tuple of Message
        The word of caution comes last.
    """
    said = [
        msg(
            "The same {futures}, before and after the change; counting {reading}.",
            futures=number_of_simulated_futures(comparison.base.replications),
            reading=READING_WORDS[comparison.reading],
        )
    ]
    told: set[str] = set()
    for change in comparison.changes:
        if change.goal.kind != "cumulative":
            # All years and the period are often the same years: their homes are said once.
            years = span_of(change.goal)
            said += change_in_words(change, homes=years not in told)
            told.add(years)
    return (*said, caution())


def most_gained(comparison: Comparison) -> Message | None:
    """Say which year's target gains most; None where none gains for sure."""
    sure = [change for change in comparison.years if change.chance.verdict == "up"]
    if len(comparison.years) < 2 or not sure:
        return None
    most = max(sure, key=lambda change: change.chance.share)
    return msg(
        "They act most in {year}: up by {points} percentage points.",
        year=span_of(most.goal),
        points=points(most.chance.share),
    )


def change_in_words(change: TargetChange, *, homes: bool = True) -> tuple[Message, ...]:
    """Say what changes about one target: its chance, what ignorance makes of it where told, and its homes if asked."""
    goal = goal_in_words(change.goal)
    if change.unchanged:
        return (
            msg_n(
                "Nothing changes about {goal}: its homes are the same in the one simulated future.",
                "Nothing changes about {goal}: its homes are the same in all {count} simulated futures.",
                change.homes.futures,
                goal=goal,
            ),
        )
    said = [_chance(change, goal)]
    if change.chance.over_unknowns is not None:
        said.append(unknowns_in_words(change.chance))
    if homes:
        said.append(_homes(change.homes, years_in_words(change.goal)))
    return tuple(said)


def unknowns_in_words(change: ChanceChange) -> Message:
    """Say how far what is not known moves the change of a chance, for a change that tells it."""
    assert change.over_unknowns is not None
    low, high = points_between(change.over_unknowns)
    return msg(
        "Depending on what is not known yet, that change lies between {low} and {high} percentage points in 8 cases "
        "of 10.",
        low=low,
        high=high,
    )


def caution() -> Message:
    """Say what the intervals leave out."""
    return msg(
        "The 95% interval is simulation error only: it narrows with more futures and says nothing of what is not "
        "known."
    )


def _chance(change: TargetChange, goal: Message) -> Message:
    ends = change.chance.interval
    low, high = points_between(ends)
    what = {
        "goal": goal,
        "before": chance_in_words(change.before),
        "after": chance_in_words(change.after),
        "points": points(abs(change.chance.share)),
    }
    if change.chance.verdict == "up":
        return msg(
            "The chance to reach {goal} rises by {points} percentage points, from {before} to {after} (95% interval "
            "of the rise: {low} to {high} points).",
            low=low,
            high=high,
            **what,
        )
    if change.chance.verdict == "down":
        fall_low, fall_high = points_between((-ends[1], -ends[0]))
        return msg(
            "The chance to reach {goal} falls by {points} percentage points, from {before} to {after} (95% interval "
            "of the fall: {low} to {high} points).",
            low=fall_low,
            high=fall_high,
            **what,
        )
    del what["points"]
    return msg(
        "No clear difference in the chance to reach {goal}: {before} before, {after} after (95% interval of the "
        "change: {low} to {high} percentage points, zero included).",
        low=low,
        high=high,
        **what,
    )


def _homes(change: MeanChange, years: Message) -> Message:
    low, high = homes_between(change.interval)
    if change.verdict == "up":
        return msg(
            "On average {homes} more homes in {years} (95% interval: {low} to {high}).",
            homes=homes_in_words(change.mean),
            years=years,
            low=low,
            high=high,
        )
    if change.verdict == "down":
        low, high = homes_between((-change.interval[1], -change.interval[0]))
        return msg(
            "On average {homes} fewer homes in {years} (95% interval: {low} to {high}).",
            homes=homes_in_words(-change.mean),
            years=years,
            low=low,
            high=high,
        )
    return msg(
        "No clear difference in the homes of {years} on average (95% interval of the change: {low} to {high}).",
        years=years,
        low=low,
        high=high,
    )
