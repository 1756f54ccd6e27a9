"""Causes and unknowns in sentences and as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any, TypeAlias

from sim.analysis import (
    INTERVAL,
    RANGE,
    CauseAblation,
    CauseCost,
    Interaction,
    Swing,
    Tornado,
    chance_change_values,
    goal_values,
    mean_change_values,
    origin_values,
)
from sim.analysis.statistics import MeanChange, Rank
from sim.errors import Message, msg
from sim.words.comparison import caution
from sim.words.phrases import goal_in_words, homes_between, homes_in_words, points, points_between
from sim.words.readings import READING_WORDS

Called: TypeAlias = Callable[[str], Message | str]
"""Name of a cause or an unknown -> as it is said."""


def cause_ablation_in_words(found: CauseAblation, called: Called) -> tuple[Message, ...]:
    """Say what each cause costs, from the dearest; which ones cannot be told apart; and what all cost together."""
    said = [
        msg(
            "What each cause costs: the same {futures} simulated futures without it; counting {reading}, chance to "
            "reach {goal}.",
            futures=found.base.replications,
            reading=READING_WORDS[found.reading],
            goal=goal_in_words(found.goal),
        )
    ]
    said += [_ranked(found.ranks[name], cost_in_words(found, name, called)) for name in found.costs]
    said += _ties(found.ranks, called)
    if found.interaction is not None:
        said += interaction_in_words(found.interaction)
    return (*said, caution())


def tornado_in_words(found: Tornado, called: Called) -> tuple[Message, ...]:
    """Say what each unknown moves, from the one that moves most."""
    said = [_ranked(found.ranks[name], swing_in_words(found, name, called)) for name in found.swings]
    return (*said, *_ties(found.ranks, called), caution())


def swing_in_words(found: Tornado, name: str, called: Called) -> Message:
    """Say what one unknown moves."""
    swing = found.swings[name]
    low, high = points_between(swing.chance.interval)
    return msg(
        "{name}, from its P10 to its P90: the chance to reach {goal} changes by {points} percentage points (95% "
        "interval: {low} to {high}), homes a year by {homes}.",
        name=called(name),
        goal=goal_in_words(found.goal),
        points=points(swing.chance.share),
        low=low,
        high=high,
        homes=homes_in_words(swing.homes_per_year.mean),
    )


def ranks_note() -> Message:
    """Say what ranks go by."""
    return msg("Ranks go by homes a year; = marks groups that the futures cannot fully order.")


def swings_note(found: Tornado) -> Message:
    """Say what swings of unknowns were found with, and what they do not say."""
    low = next(iter(found.swings.values())).low
    return msg(
        "Unknown numbers: {futures} futures at either end, all others drawn as ever. A swing says where knowing "
        "more would help, not how likely the ends are.",
        futures=low.replications,
    )


def cause_ablation_values(found: CauseAblation) -> dict[str, Any]:
    """Put everything about causes into plain JSON values: the same runs give the same values."""
    together = found.interaction
    return {
        "base": origin_values(found.base),
        "counting": found.reading,
        "target": goal_values(found.goal),
        "interval": dict(INTERVAL),
        "range": dict(RANGE),
        "causes": [
            {"cause": name} | _rank_values(found.ranks[name]) | _cost_values(cost)
            for name, cost in found.costs.items()
        ],
        "not_done": list(found.not_done),
        "together": None
        if together is None
        else {
            **_cost_values(together.together),
            "homes_per_year_sum": together.homes_sum,
            "change_sum": together.points_sum,
            "sum_less_together": {
                "homes_per_year": _mean_values(together.homes),
                "points": _mean_values(together.points),
            },
        },
    }


def tornado_values(found: Tornado) -> dict[str, Any]:
    """Put everything about unknowns into plain JSON values: the same runs give the same values."""
    return {
        "counting": found.reading,
        "target": goal_values(found.goal),
        "interval": dict(INTERVAL),
        "range": dict(RANGE),
        "unknowns": [
            {"unknown": name} | _rank_values(found.ranks[name]) | _swing_values(swing)
            for name, swing in found.swings.items()
        ],
        "not_done": list(found.not_done),
    }


def cost_in_words(found: CauseAblation, name: str, called: Called) -> Message:
    """Say what one cause costs."""
    cost = found.costs[name]
    low, high = points_between(cost.chance.interval)
    homes_low, homes_high = homes_between(cost.homes_per_year.interval)
    return msg(
        "{name}: {homes} homes a year (95% interval: {homes_low} to {homes_high}) and {points} percentage points "
        "(95% interval: {low} to {high}).",
        name=called(name),
        homes=homes_in_words(cost.homes_per_year.mean),
        homes_low=homes_low,
        homes_high=homes_high,
        points=points(cost.chance.share),
        low=low,
        high=high,
    )


def _ranked(rank: Rank, said: Message) -> Message:
    return msg("{rank}. {said}", rank=rank.rank, said=said)


def _ties(ranks: Mapping[str, Rank], called: Called) -> list[Message]:
    groups = [list(group) for _, group in groupby(ranks, key=lambda name: ranks[name].rank)]
    return [
        msg(
            "Same rank: the futures cannot put {names} in one order.",
            names=[called(name) for name in group],
        )
        for group in groups
        if len(group) > 1
    ]


def interaction_in_words(interaction: Interaction) -> list[Message]:
    """Say what all causes cost together, beside what they cost one by one."""
    cost = interaction.together
    said = [
        msg(
            "All together they cost {homes} homes a year and {points} percentage points; added up one by one, "
            "{homes_sum} homes and {points_sum} points.",
            homes=homes_in_words(cost.homes_per_year.mean),
            points=points(cost.chance.share),
            homes_sum=homes_in_words(interaction.homes_sum),
            points_sum=points(interaction.points_sum),
        )
    ]
    if interaction.homes.verdict == "up":
        said.append(
            msg(
                "Added up one by one the causes cost clearly more than together: part of what they cost is the same."
            )
        )
    elif interaction.homes.verdict == "down":
        said.append(
            msg(
                "Together the causes cost clearly more than added up one by one: taking one away helps little while "
                "the others remain."
            )
        )
    return said


def _rank_values(rank: Rank) -> dict[str, Any]:
    return {"rank": rank.rank, "clearly_above": list(rank.clearly_above)}


def _cost_values(cost: CauseCost) -> dict[str, Any]:
    return {
        **chance_change_values(cost.chance),
        **_per_year(cost.homes_per_year),
        "without": origin_values(cost.origin),
    }


def _swing_values(swing: Swing) -> dict[str, Any]:
    return {
        **chance_change_values(swing.chance),
        **_per_year(swing.homes_per_year),
        "p10": origin_values(swing.low),
        "p90": origin_values(swing.high),
    }


def _per_year(change: MeanChange) -> dict[str, Any]:
    return {
        name.replace("homes_", "homes_per_year_"): value for name, value in mean_change_values(change).items()
    }


def _mean_values(change: MeanChange) -> dict[str, Any]:
    low, high = change.interval
    return {"mean": change.mean, "low": low, "high": high, "verdict": change.verdict}
