"""Readings and carry-over in words a leader can read once and not misread."""

from __future__ import annotations

from collections.abc import Sequence

from sim.errors import Message, msg
from sim.scenario import CarryOver, Counting, Reading

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


def hypothetical_targets(spans: Sequence[str]) -> Message:
    """Say which targets, named by their years, nobody has published."""
    return msg("Hypothetical targets, which nobody has published: {spans}.", spans=list(spans))


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
