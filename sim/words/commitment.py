"""What can be promised, in sentences."""

from __future__ import annotations

from sim.analysis import Commitment
from sim.errors import Message, msg
from sim.text import number_of_homes
from sim.words.phrases import percent, span_of
from sim.words.readings import READING_WORDS


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
                "{year}, by itself: {homes}; to be safe against simulation error, {safe}.",
                year=str(promise.goal.first_year),
                homes=number_of_homes(promise.homes),
                safe=promise.safe,
            )
        )
    if (period := commitment.period) is not None:
        said.append(
            msg(
                "{span} in all: {homes}; to be safe against simulation error, {safe}.",
                span=span_of(period.goal),
                homes=number_of_homes(period.homes),
                safe=period.safe,
            )
        )
    said += joint_in_words(commitment)
    return (
        *said,
        msg("The safe numbers allow for simulation error only; they say nothing of what is not known."),
    )


def promises_in_words(commitment: Commitment) -> tuple[Message, ...]:
    """Say in short what can be promised: each year by itself, then all years together."""
    homes = tuple(promise.homes for promise in commitment.years)
    by_year = msg(
        "With a chance of at least {wanted}, counting {reading}, this model would promise, each year by itself: "
        "{homes}.",
        wanted=percent(commitment.wanted),
        reading=READING_WORDS[commitment.reading],
        homes=_listed(commitment, homes),
    )
    return (by_year, *joint_in_words(commitment))


def joint_in_words(commitment: Commitment) -> tuple[Message, ...]:
    """Say what holds in all years together, which year decides that, and that numbers by year do not hold together."""
    jointly = commitment.jointly
    if jointly is None or len(commitment.years) < 2:
        return ()
    said = [
        msg(
            "All years together with that chance: {share} of each yearly target, which is {homes}; to be safe "
            "against simulation error, {safe}.",
            share=percent(jointly.factor),
            homes=_listed(commitment, jointly.homes),
            safe=percent(jointly.safe_factor),
        )
    ]
    if jointly.binds is not None and jointly.factor_without is not None:
        said.append(
            msg(
                "The year {year} alone decides that: without it, the other years would hold {share} of their "
                "targets together.",
                year=str(jointly.binds),
                share=percent(jointly.factor_without),
            )
        )
    said.append(
        msg(
            "Numbers that each hold by themselves do not hold together: promise the numbers by year only where "
            "each year may fail on its own."
        )
    )
    return tuple(said)


def _listed(commitment: Commitment, homes: tuple[int, ...]) -> list[Message]:
    return [
        msg("{year}: {homes}", year=str(promise.goal.first_year), homes=number_of_homes(count))
        for promise, count in zip(commitment.years, homes, strict=True)
    ]
