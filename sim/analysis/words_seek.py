"""A search, and a line of equal chance, in sentences and as plain values."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

from sim.analysis.exchange import Exchange
from sim.analysis.seek import Seeking, Step
from sim.analysis.stage_time import WeeksOff
from sim.analysis.values import INTERVAL, chance_values, goal_values, origin_values
from sim.analysis.words import READING_WORDS
from sim.analysis.words_compare import caution
from sim.analysis.words_shared import chance_in_words, goal_in_words, interval_in_words, percent
from sim.errors import Fixed, Message, msg

Named: TypeAlias = Callable[[float], Message | str]
"""Value of a lever -> the value as it is said, with its unit."""
_WEEKS_OFF = msg(
    "Weeks off: by how much less long projects stand in the stages that a lever acts on than without it, in the same "
    "{futures} futures; waiting there counts, and stages side by side count once. Mean over the homes of projects "
    "with such a stage still ahead (simulation error: ± {half} weeks at most, 95%)."
)


def seeking_in_words(seeking: Seeking, named: Named) -> tuple[Message, ...]:
    """Say what a search found.

    Parameters
    ----------
    seeking : Seeking
    named : callable
        See `Named`.

    Returns
    -------
    tuple of Message
        The answer; what tempers it; what is counted and what the intervals leave out.
    """
    said = [_answer(seeking, named)]
    if seeking.falls is not None:
        first, second = seeking.falls
        said.append(
            msg(
                "More is not always better here: from {first} to {second} the chance clearly falls, from {higher} to "
                "{lower}.",
                first=named(first),
                second=named(second),
                higher=chance_in_words(seeking.at(first).chance),
                lower=chance_in_words(seeking.at(second).chance),
            )
        )
    if seeking.stopped_at_most:
        said.append(
            msg(
                "The search stopped at its limit of {most} futures for one value; more futures may tell.",
                most=seeking.most,
            )
        )
    said.append(
        msg(
            "Counting {reading}. The search looked often: by chance alone it goes astray in at most {error} of cases.",
            reading=READING_WORDS[seeking.reading],
            error=percent(seeking.error),
        )
    )
    return (*said, caution())


def exchange_in_words(exchange: Exchange, named: Named, named_other: Named) -> tuple[Message, ...]:
    """Say a line of equal chance, a sentence for each value of the second lever."""
    return tuple(
        msg(
            "With {other}: {answer}",
            other=with_weeks(named_other, row.other, row.other_weeks_off)(row.other),
            answer=_short(row.seeking, with_weeks(named, row.seeking.told.value, row.weeks_off)),
        )
        for row in exchange.rows
    )


def with_weeks(named: Named, at: float, off: WeeksOff | None) -> Named:
    """Say beside one value of a lever how many weeks it takes off its stages."""

    def said(value: float) -> Message | str:
        if off is None or value != at:
            return named(value)
        weeks = Fixed(round(off.weeks, 1) + 0.0, 1)
        return msg("{value} ({weeks} weeks off)", value=named(value), weeks=weeks)

    return said


def weeks_in_words(exchange: Exchange) -> tuple[Message, ...]:
    """Say what the weeks along a line of equal chance are, where it has any."""
    told = [off for row in exchange.rows for off in (row.weeks_off, row.other_weeks_off) if off is not None]
    if not told:
        return ()
    half = max(off.interval[1] - off.weeks for off in told)
    said = {"futures": told[0].futures, "half": Fixed(math.ceil(round(10 * half, 6)) / 10, 1)}
    return (Message(_WEEKS_OFF.template, said),)


def seeking_values(seeking: Seeking) -> dict[str, Any]:
    """Put everything a search found into plain JSON values: the same search gives the same values."""
    return {
        **goal_values(seeking.goal),
        "counting": seeking.reading,
        "chance_wanted": seeking.wanted,
        "neutral": seeking.neutral,
        "outcome": seeking.outcome,
        "value": seeking.value,
        "below": seeking.below,
        "best": seeking.best,
        "falls": None if seeking.falls is None else list(seeking.falls),
        "interval": dict(INTERVAL),
        "search": {
            "first": seeking.first,
            "most": seeking.most,
            "looks": seeking.looks,
            "stopped_at_most": seeking.stopped_at_most,
            "error": seeking.error,
            "note": "low and high hold all chances at all looks together, but for a chance of `error` (Bonferroni)",
        },
        "steps": [_step_values(step) for step in seeking.steps],
    }


def exchange_values(exchange: Exchange) -> dict[str, Any]:
    """Put a line of equal chance into plain JSON values."""
    return {
        "error": exchange.error,
        "rows": [
            {
                "other": row.other,
                "weeks_off": _weeks_values(row.weeks_off),
                "other_weeks_off": _weeks_values(row.other_weeks_off),
            }
            | seeking_values(row.seeking)
            for row in exchange.rows
        ],
        "weeks_off_note": "mean weeks, weighted by homes, by which projects with a stage ahead that the lever acts on "
        "stand less long in such stages (request to end, waits included, union of overlapping spans), paired on the "
        "same futures with and without the lever; over pairs in which these stages all end; intervals are simulation "
        "error only",
    }


def _weeks_values(off: WeeksOff | None) -> dict[str, Any] | None:
    if off is None:
        return None
    low, high = off.interval
    return {"mean_weeks": off.weeks, "low_weeks": low, "high_weeks": high, "replications": off.futures}


def _step_values(step: Step) -> dict[str, Any]:
    low, high = step.bounds
    return {
        "value": step.value,
        **chance_values(step.chance),
        "low": low,
        "high": high,
        "reaches": step.reaches,
        **origin_values(step.origin),
    }


def _answer(seeking: Seeking, named: Named) -> Message:
    goal, wanted = goal_in_words(seeking.goal), percent(seeking.wanted)
    if seeking.value is None and seeking.outcome == "not_reachable":
        return msg(
            "Not reachable with this lever alone: {wanted} is asked for, and the best chance to reach {goal} is "
            "{chance}, at {best} (95% interval: {interval}).",
            wanted=wanted,
            goal=goal,
            **_at(seeking.at(seeking.best), "best", named),
        )
    if seeking.value is None:
        return msg(
            "It cannot be told yet whether the chance to reach {goal} comes to {wanted}: the best is {chance}, at "
            "{best} (95% interval: {interval}).",
            wanted=wanted,
            goal=goal,
            **_at(seeking.at(seeking.best), "best", named),
        )
    enough = seeking.at(seeking.value)
    if seeking.outcome == "between" and seeking.below is not None:
        below = seeking.at(seeking.below)
        what = {
            "goal": goal,
            "wanted": wanted,
            "below": named(below.value),
            "below_chance": chance_in_words(below.chance),
            "below_interval": interval_in_words(below.chance.interval),
            **_at(enough, "value", named),
        }
        if (below.value - seeking.neutral) * (enough.value - seeking.neutral) < 0:
            # On either side of the neutral value, nothing lies between them that could be meant.
            return msg(
                "{value} is enough: the chance to reach {goal} is then {chance} (95% interval: {interval}); but "
                "{below}, the other way and a smaller change, may do as well: {below_chance} (95% interval: "
                "{below_interval}), too near to {wanted} to tell.",
                **what,
            )
        return msg(
            "Between {below} and {value}: at {below} the chance to reach {goal} is {below_chance} (95% interval: "
            "{below_interval}), too near to {wanted} to tell; at {value} it is {chance} (95% interval: {interval}), "
            "clearly enough.",
            **what,
        )
    if seeking.value == seeking.neutral:
        return msg(
            "No change is needed: without it the chance to reach {goal} is {chance} (95% interval: {interval}), and "
            "{wanted} is asked for.",
            goal=goal,
            wanted=wanted,
            chance=chance_in_words(enough.chance),
            interval=interval_in_words(enough.chance.interval),
        )
    if seeking.below is None:
        return msg(
            "The smallest step, {value}, is enough: the chance to reach {goal} is then {chance} (95% interval: "
            "{interval}), and {wanted} is asked for.",
            goal=goal,
            wanted=wanted,
            **_at(enough, "value", named),
        )
    return msg(
        "The least that is enough is {value}: the chance to reach {goal} is then {chance} (95% interval: {interval}); "
        "at {below} it is {below_chance}, clearly below {wanted}.",
        goal=goal,
        wanted=wanted,
        below=named(seeking.below),
        below_chance=chance_in_words(seeking.at(seeking.below).chance),
        **_at(enough, "value", named),
    )


def _at(step: Step, name: str, named: Named) -> dict[str, Message | str]:
    return {
        name: named(step.value),
        "chance": chance_in_words(step.chance),
        "interval": interval_in_words(step.chance.interval),
    }


def _short(seeking: Seeking, named: Named) -> Message:
    if seeking.value is None:
        best = seeking.at(seeking.best)
        said = {"best": named(best.value), "chance": chance_in_words(best.chance)}
        if seeking.outcome == "unclear":
            return msg("cannot be told; the best is {chance}, at {best}.", **said)
        return msg("not reachable; the best is {chance}, at {best}.", **said)
    if seeking.outcome == "between" and seeking.below is not None:
        return msg(
            "between {below} and {value} is enough.", below=named(seeking.below), value=named(seeking.value)
        )
    return msg("{value} is enough.", value=named(seeking.value))
