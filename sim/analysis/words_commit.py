"""What can be promised, in sentences."""

from __future__ import annotations

from sim.analysis.commit import Commitment
from sim.analysis.words import READING_WORDS
from sim.analysis.words_shared import percent, span_of
from sim.errors import Message, msg


def commitment_in_words(commitment: Commitment) -> tuple[Message, ...]:
    """Say what can be promised: year by year, over the period, and for all years together."""
    wanted = percent(commitment.wanted)
    said = [
        msg(
            "What this model would promise with a chance of at least {wanted}, counting {reading}:",
            wanted=wanted,
            reading=READING_WORDS[commitment.reading],
        )
    ]
    for promise in commitment.years:
        said.append(
            msg(
                "{year}, by itself: {homes} homes; to be safe against simulation error, {safe}.",
                year=str(promise.goal.first_year),
                homes=promise.homes,
                safe=promise.safe,
            )
        )
    if (period := commitment.period) is not None:
        said.append(
            msg(
                "{span} in all: {homes} homes; to be safe against simulation error, {safe}.",
                span=span_of(period.goal),
                homes=period.homes,
                safe=period.safe,
            )
        )
    if (jointly := commitment.jointly) is not None and len(commitment.years) > 1:
        said.append(
            msg(
                "All years together with that chance: {share} of each yearly target, which is {homes}; to be safe "
                "against simulation error, {safe}.",
                share=percent(jointly.factor),
                homes=_listed(commitment, jointly.homes),
                safe=percent(jointly.safe_factor),
            )
        )
        said.append(
            msg(
                "Numbers that each hold by themselves do not hold together: promise the numbers by year only where "
                "each year may fail on its own."
            )
        )
    return (
        *said,
        msg("The safe numbers allow for simulation error only; they say nothing of what is not known."),
    )


def _listed(commitment: Commitment, homes: tuple[int, ...]) -> list[Message]:
    return [
        msg("{year}: {homes} homes", year=str(promise.goal.first_year), homes=count)
        for promise, count in zip(commitment.years, homes, strict=True)
    ]
