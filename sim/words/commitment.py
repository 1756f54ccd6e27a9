"""What can be promised, in sentences."""

from __future__ import annotations

from itertools import groupby

from sim.analysis import Commitment, Promise
from sim.errors import Message, msg
from sim.text import number_of_homes
from sim.words.phrases import percent, span_of
from sim.words.readings import READING_WORDS

_LEAST_SHARE = 0.0005
"""Share that is shown as more than 0%."""


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
        said.append(msg("{year}, by itself: {held}", year=str(promise.goal.first_year), held=_held(promise)))
    if (period := commitment.period) is not None:
        said.append(msg("{span} in all: {held}", span=span_of(period.goal), held=_held(period)))
    said += joint_in_words(commitment)
    return (
        *said,
        msg("The safe numbers allow for simulation error only; they say nothing of what is not known."),
    )


def _held(promise: Promise) -> Message:
    said = {"homes": number_of_homes(promise.homes), "safe": promise.safe}
    if promise.over_unknowns is None:
        return msg("{homes}; to be safe against simulation error, {safe}.", **said)
    return msg(
        "{homes}; to be safe against simulation error, {safe}; with that chance in 9 cases of 10 of what is not known, "
        "{known}.",
        known=promise.over_unknowns,
        **said,
    )


def promises_in_words(commitment: Commitment) -> tuple[Message, ...]:
    """Say in short what can be promised: each year by itself, the period, then all years together."""
    homes = tuple(promise.homes for promise in commitment.years)
    said = {"wanted": percent(commitment.wanted), "reading": READING_WORDS[commitment.reading]}
    if any(homes):
        by_year = msg(
            "With a chance of at least {wanted}, counting {reading}, this model would promise, each year by itself: "
            "{homes}.",
            homes=_listed(commitment, homes),
            **said,
        )
    else:
        by_year = msg(
            "With a chance of at least {wanted}, counting {reading}, this model would promise no homes in any one "
            "year.",
            **said,
        )
    return (
        by_year,
        *_period_in_short(commitment),
        *_over_unknowns_in_short(commitment),
        *joint_in_words(commitment),
    )


def _over_unknowns_in_short(commitment: Commitment) -> tuple[Message, ...]:
    by_year = [promise.over_unknowns for promise in commitment.years]
    told = tuple(homes for homes in by_year if homes is not None)
    if len(told) < len(by_year):
        return ()
    period = commitment.period
    if period is None or period.over_unknowns is None:
        return (
            msg(
                "With that chance in 9 cases of 10 of what is not known: {homes}.",
                homes=_listed(commitment, told),
            ),
        )
    return (
        msg(
            "With that chance in 9 cases of 10 of what is not known: {homes}; {span} in all: {period}.",
            homes=_listed(commitment, told),
            span=span_of(period.goal),
            period=number_of_homes(period.over_unknowns),
        ),
    )


def _period_in_short(commitment: Commitment) -> tuple[Message, ...]:
    period = commitment.period
    if period is None:
        return ()
    return (msg("{span} in all: {homes}.", span=span_of(period.goal), homes=number_of_homes(period.homes)),)


def joint_in_words(commitment: Commitment) -> tuple[Message, ...]:
    """Say what holds in all years together, which year decides that, and that numbers by year do not hold together."""
    jointly = commitment.jointly
    if jointly is None or len(commitment.years) < 2:
        return ()
    said = []
    if any(jointly.homes):
        said.append(
            msg(
                "All years together with that chance: {share} of each yearly target, which is {homes}; to be safe "
                "against simulation error, {safe}.",
                share=percent(jointly.factor),
                homes=_listed(commitment, jointly.homes),
                safe=percent(jointly.safe_factor),
            )
        )
    else:
        said.append(msg("All years together with that chance: no homes, if every year is to keep its share."))
    # A share that is shown as 0% tells nothing.
    without = jointly.factor_without
    if jointly.binds is not None and without is not None and without >= _LEAST_SHARE:
        said.append(
            msg(
                "The year {year} alone decides that: without it, the other years would hold {share} of their "
                "targets together.",
                year=str(jointly.binds),
                share=percent(without),
            )
        )
    if sum(promise.homes > 0 for promise in commitment.years) > 1:
        said.append(
            msg(
                "Numbers that each hold by themselves do not hold together: promise the numbers by year only where "
                "each year may fail on its own."
            )
        )
    return tuple(said)


def _listed(commitment: Commitment, homes: tuple[int, ...]) -> list[Message]:
    """Numbers by year; years in a row without homes are listed together."""
    years = zip((promise.goal.first_year for promise in commitment.years), homes, strict=True)
    found = []
    for _, group in groupby(years, key=lambda each: each[0] if each[1] else 0):
        same = list(group)
        (first, count), (last, _) = same[0], same[-1]
        span = str(first) if first == last else f"{first}–{last}"
        found.append(msg("{year}: {homes}", year=span, homes=number_of_homes(count)))
    return found
