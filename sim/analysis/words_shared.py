"""Targets, chances and percentage points in words."""

from __future__ import annotations

from sim.analysis.chance import Chance
from sim.analysis.goals import Goal
from sim.analysis.words import is_rare, of_simulated_futures
from sim.errors import Message, msg


def goal_in_words(goal: Goal) -> Message:
    """Name a target: what a chance is the chance of."""
    if goal.kind == "year":
        return msg("the target of {year}", year=str(goal.first_year))
    if goal.kind == "all_years":
        return msg("all yearly targets jointly")
    if goal.kind == "cumulative":
        return msg("the sum of the yearly targets to {year}", year=str(goal.last_year))
    span = span_of(goal)
    if goal.kind == "period":
        return msg("the target of the period {span}", span=span)
    return msg("the target of the programme {span}", span=span)


def span_of(goal: Goal) -> str:
    """Years of a goal: 2027, 2026–2030."""
    first, last = goal.first_year, goal.last_year
    return str(first) if first == last else f"{first}–{last}"


def years_in_words(goal: Goal) -> Message:
    """Name the years of a goal: the year 2027, the years 2026–2030."""
    span = span_of(goal)
    if goal.first_year == goal.last_year:
        return msg("the year {year}", year=span)
    return msg("the years {span}", span=span)


def chance_in_words(chance: Chance) -> Message:
    """Say a chance as a percentage; near 0 and 1 as the count of futures, which no rounding makes a certainty."""
    return of_simulated_futures(chance) if is_rare(chance) else percent(chance.share)


def percent(share: float) -> Message:
    """Say a share as a percentage with at most one decimal: 79.6%."""
    return msg("{percent}%", percent=round(100 * share, 1))


def interval_in_words(interval: tuple[float, float]) -> Message:
    """Say the two ends of an interval of shares: 61.2 to 64.9%."""
    low, high = (round(100 * share, 1) for share in interval)
    return msg("{low} to {high}%", low=low, high=high)


def points(change: float) -> float:
    """Turn a change of a share into percentage points: one decimal, more where it is small."""
    value = 100 * change
    return round(value, 1) if abs(value) >= 0.1 else round(value, 3)
