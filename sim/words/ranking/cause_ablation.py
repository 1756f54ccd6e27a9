"""What each cause of delay costs, in sentences."""

from __future__ import annotations

from sim.analysis import CauseAblation, Interaction
from sim.errors import Message, msg
from sim.text import number_of_simulated_futures
from sim.words.comparison import caution
from sim.words.phrases import goal_in_words, homes_between, homes_in_words, points, points_between
from sim.words.ranking.ranks import Called, ranked_in_words, ties_in_words
from sim.words.readings import READING_WORDS


def cause_ablation_in_words(found: CauseAblation, called: Called) -> tuple[Message, ...]:
    """Say what each cause costs, from the dearest; which ones cannot be told apart; and what all cost together."""
    said = [
        msg(
            "What each cause costs: the same {futures} without it; counting {reading}, chance to "
            "reach {goal}.",
            futures=number_of_simulated_futures(found.base.replications),
            reading=READING_WORDS[found.reading],
            goal=goal_in_words(found.goal),
        )
    ]
    said += [ranked_in_words(found.ranks[name], cost_in_words(found, name, called)) for name in found.costs]
    said += ties_in_words(found.ranks, called)
    if found.interaction is not None:
        said += interaction_in_words(found.interaction)
    return (*said, caution())


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
