"""Readings, carry-over and counts of futures in words a leader can read once and not misread."""

from __future__ import annotations

from sim.analysis.statistics import Chance
from sim.errors import Message, msg, msg_n
from sim.scenario import CarryOver, Reading

RARE = 0.01
"""Chance below which, and as close to 1, the count of futures is said instead of a percentage."""

READING_WORDS: dict[Reading, Message] = {
    "counted": msg("homes entered in the official statistic"),
    "eligible": msg("homes built and fit for sale"),
    "handed_over": msg("homes handed over to households"),
}
CARRY_OVER_WORDS: dict[CarryOver, Message] = {
    "none": msg("each year judged alone"),
    "surplus": msg("a year's surplus helps the next year"),
    "cumulative": msg("surplus and deficit are both carried to the next year"),
}


def of_futures(chance: Chance) -> Message:
    """Count of futures: none of 1,000, 3 of 1,000, all 1,000."""
    if chance.met == 0:
        return msg("none of {futures}", futures=chance.futures)
    if chance.met == chance.futures:
        return msg_n("the only one", "all {count}", chance.futures)
    return msg("{met} of {futures}", met=chance.met, futures=chance.futures)


def of_simulated_futures(chance: Chance) -> Message:
    """Count of futures, saying what is counted: none of 1,000 simulated futures."""
    if chance.met == 0:
        return msg_n("none of {count} simulated future", "none of {count} simulated futures", chance.futures)
    if chance.met == chance.futures:
        return msg_n("the one simulated future", "all {count} simulated futures", chance.futures)
    return msg_n(
        "{met} of {count} simulated future",
        "{met} of {count} simulated futures",
        chance.futures,
        met=chance.met,
    )


def is_rare(chance: Chance) -> bool:
    """Whether a chance lies so near 0 or 1 that a percentage would round it to certainty."""
    return chance.share < RARE or chance.share > 1 - RARE
