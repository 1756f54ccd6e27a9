"""What records say of a duration, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import FixedDecimals, Message, msg
from sim.learning import FEWEST_BEYOND, FEWEST_FINISHED, ClassFit, Estimate, ProfileInterval
from sim.scenario import UNIT_DAYS
from sim.text import number_of_days, number_of_months

_MONTHS_FROM_DAYS = 120.0
_LARGE = 1_000


def length_in_words(days: float) -> Message:
    """Say a duration: in days below 120, in months with one decimal from there on."""
    if days < _MONTHS_FROM_DAYS:
        return number_of_days(FixedDecimals(days, 0))
    months = days / UNIT_DAYS["months"]
    return number_of_months(FixedDecimals(months, 0 if months >= _LARGE else 1))


def fit_in_words(fit: ClassFit) -> tuple[Message, ...]:
    """Say what was counted, what follows from it, and what does not; a sentence each."""
    return tuple(_sentences(fit))


def _sentences(fit: ClassFit) -> Iterator[Message]:
    tally, estimate = fit.tally, fit.estimate
    yield msg(
        "{finished} finished and {unfinished} unfinished records, {first} to {last}; {truncated} are known only "
        "because they were still under way.",
        finished=tally.finished,
        unfinished=tally.unfinished,
        first=tally.first,
        last=tally.last,
        truncated=tally.truncated,
    )
    if estimate is None:
        assert fit.refused is not None
        yield msg("No estimate: {reason}.", reason=fit.refused)
        return
    known = estimate.posterior
    yield msg(
        "Half of these stages take {middle} or less; with a chance of 80% that lies between {low} and {high}.",
        middle=length_in_words(known.median(0.5)),
        low=length_in_words(known.median(0.1)),
        high=length_in_words(known.median(0.9)),
    )
    yield msg(
        "One stage in ten takes longer than {late}, one in ten less than {early}, if the median is what it is most "
        "likely to be.",
        late=length_in_words(known.median(0.5) * known.shape_quantile(0.9)),
        early=length_in_words(known.median(0.5) * known.shape_quantile(0.1)),
    )
    yield from _of_families(estimate)
    yield from _of_places(fit, estimate)
    yield from _of_never(estimate)
    yield msg(
        "A record that is known only because its stage was still under way must say so (`listed_on`); otherwise the "
        "estimate is too long."
    )


def _of_families(estimate: Estimate) -> Iterator[Message]:
    if not estimate.families:
        yield msg(
            "Fewer than {fewest} are finished: the prior is updated, and no family is compared with another.",
            fewest=FEWEST_FINISHED,
        )
    elif len(estimate.as_good) > 1:
        yield msg(
            "The records do not tell these families apart: {families} (AIC within 2); {family} is taken.",
            families=", ".join(estimate.as_good),
            family=estimate.family,
        )


def _of_places(fit: ClassFit, estimate: Estimate) -> Iterator[Message]:
    count = len(fit.tally.places)
    if estimate.pooled:
        about = (
            msg("a place without records")
            if estimate.place is None
            else msg("{place}", place=estimate.place or msg("records without a place"))
        )
        yield msg(
            "Records of {count} places are partially pooled: each has a median of its own about a common one. This is "
            "{place}.",
            count=count,
            place=about,
        )
    elif count > 1:
        yield msg("Records of {count} places are taken as if they were one.", count=count)


def _of_never(estimate: Estimate) -> Iterator[Message]:
    plateau, known = estimate.plateau, estimate.posterior
    if estimate.never is not None:
        yield msg(
            "A share never ends: {middle}%, with a chance of 80% between {low} and {high}%; the duration is that of "
            "the others.",
            middle=round(100 * known.never_share(0.5)),
            low=round(100 * known.never_share(0.1)),
            high=round(100 * known.never_share(0.9)),
        )
    if plateau is not None and not plateau.there:
        yield msg(
            "The curve has no plateau ({beyond} records run on beyond the longest finished one, {fewest} are needed; "
            "the chance of such a gap is {chance}, below 0.05 is needed): how many never end is not read off it.",
            beyond=plateau.beyond,
            fewest=FEWEST_BEYOND,
            chance=FixedDecimals(plateau.chance, 3),
        )


def interval_of_length(interval: ProfileInterval) -> Message:
    """Say an interval of a duration, of which an end may be open."""
    if interval.low is None or interval.high is None:
        low = msg("any") if interval.low is None else length_in_words(interval.low)
        high = msg("any") if interval.high is None else length_in_words(interval.high)
        return msg("{low} to {high}", low=low, high=high)
    days = interval.high < _MONTHS_FROM_DAYS
    unit = 1.0 if days else UNIT_DAYS["months"]
    return msg(
        "{low} to {high}",
        low=FixedDecimals(interval.low / unit, 0 if days else 1),
        high=length_in_words(interval.high),
    )
