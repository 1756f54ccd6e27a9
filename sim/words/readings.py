"""Readings, carry-over and counts of futures in words a leader can read once and not misread."""

from __future__ import annotations

from sim.analysis.statistics import Chance
from sim.errors import Message, msg, msg_n
from sim.scenario import CarryOver, Counting, Reading

RARE = 0.01
"""Chance below which, and as close to 1, the count of futures is said instead of a percentage."""

READING_NAMES: dict[Reading, Message] = {
    "counted": msg("counted"),
    "eligible": msg("eligible"),
    "handed_over": msg("handed over"),
}
"""Names of the readings, for the head of a column or a choice."""

READING_WORDS: dict[Reading, Message] = {
    "counted": msg("homes entered in the official statistic"),
    "eligible": msg("homes built and fit for sale"),
    "handed_over": msg("homes handed over to households"),
}
"""What each reading counts, for the middle of a sentence; `meaning_of` explains it in a sentence of its own."""

CARRY_OVER_WORDS: dict[CarryOver, Message] = {
    "none": msg("each year judged alone"),
    "surplus": msg("a year's surplus helps the next year"),
    "cumulative": msg("surplus and deficit are both carried to the next year"),
}


def meaning_of(reading: Reading, counting: Counting) -> Message:
    """Say in one sentence what a reading counts."""
    if reading == "eligible":
        return msg("The structure is up and the homes may be sold; nobody need live there yet.")
    if reading == "handed_over":
        return msg("The homes are accepted and given to households.")
    if counting.push is not None:
        return msg(
            "The official statistic: where a year's target can still be met, homes may enter it before they are "
            "finished."
        )
    if counting.counted_when == "eligible":
        return msg("The official statistic: homes not yet in it enter when they are fit for sale.")
    return msg("The official statistic: homes not yet in it enter when they are handed over.")


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
        return msg_n(
            "no future (only one was simulated)", "none of {count} simulated futures", chance.futures
        )
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
