"""How far to trust a likelihood, in one sentence: the level, and what keeps it there.

Of the three scores the lowest are told: what speaks against the likelihood where anything does, all that speaks for it
where nothing does.
"""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.board import Goal
from sim.analysis.confidence import (
    AgreementReason,
    BasisReason,
    Confidence,
    Evidence,
    Level,
    RecordReason,
)
from sim.errors import Message, msg
from sim.scenario import Reading

LEVEL_WORDS: dict[Level, Message] = {
    "very_low": msg("very low"),
    "low": msg("low"),
    "medium": msg("medium"),
    "high": msg("high"),
    "very_high": msg("very high"),
}
_BASIS: dict[BasisReason, Message] = {
    "nothing_moves": msg("no figure of the scenario clearly moves the result"),
    "mostly_assumed": msg("it rests mostly on assumptions"),
    "partly_assumed": msg("it rests partly on assumptions"),
    "mostly_published": msg("it rests mostly on published figures"),
}
_RECORD: dict[RecordReason, Message] = {
    "none": msg("it has not been tested against results yet"),
    "refuted": msg("the ranges of earlier forecasts did not fit the results"),
    "not_better": msg("earlier forecasts came no closer to the results than official ones"),
    "short": msg("it has been tested against few results so far"),
    "tested": msg("the ranges of earlier forecasts fitted the results"),
}
_AGREEMENT: dict[AgreementReason, Message] = {
    "all_bands": msg("what is not known could turn the rating round"),
    "two_bands": msg("what is not known could change the rating"),
    "one_band": msg("the rating holds whatever is not known"),
}


def confidence_in_words(confidence: Confidence | None) -> Message:
    """Say how far to trust a likelihood, and why no further.

    Parameters
    ----------
    confidence : Confidence or None
        None where it could not be assessed.

    Returns
    -------
    Message
        One sentence. It never says how likely anything is.
    """
    if confidence is None:
        return msg("Confidence is not assessed: the second run that it takes was not carried out.")
    level, reasons = LEVEL_WORDS[confidence.level], _reasons(confidence)
    if confidence.level == "high":
        return msg("Confidence is {level}, though {reasons}.", level=level, reasons=reasons)
    return msg("Confidence is {level}: {reasons}.", level=level, reasons=reasons)


def trust_in_words(evidence: Evidence | None, goals: Sequence[Goal], reading: Reading) -> tuple[Message, ...]:
    """Say how far to trust the likelihoods of some targets.

    Parameters
    ----------
    evidence : Evidence or None
        None where confidence could not be assessed.
    goals : sequence of Goal
        One or more; the first is what the sentence is about.
    reading : {"counted", "eligible", "handed_over"}

    Returns
    -------
    tuple of Message
        `confidence_in_words` of the first, then a sentence for each level that others have instead.
    """
    if evidence is None:
        return (confidence_in_words(None),)
    (_, first), *others = ((goal, evidence.about(goal, reading)) for goal in goals)
    differing: dict[tuple[Level, AgreementReason | None], list[Message]] = {}
    for goal, confidence in others:
        if confidence.level != first.level:
            reason = None if _agrees_better(confidence, first) else confidence.agreement.reason
            differing.setdefault((confidence.level, reason), []).append(_short(goal))
    return (
        confidence_in_words(first),
        *(_elsewhere(targets, level, reason) for (level, reason), targets in differing.items()),
    )


def _agrees_better(confidence: Confidence, than: Confidence) -> bool:
    return confidence.agreement.score > than.agreement.score


def _elsewhere(targets: Sequence[Message], level: Level, reason: AgreementReason | None) -> Message:
    """Say the level of other targets; why, where it is lower: of the three scores, only agreement can differ."""
    values = {"targets": _all_of(targets), "level": LEVEL_WORDS[level]}
    if reason is None:
        return msg("For {targets} it is {level}.", **values)
    return msg("For {targets} it is {level}, as {reason}.", reason=_AGREEMENT[reason], **values)


def _short(goal: Goal) -> Message:
    if goal.kind == "all_years":
        return msg("all yearly targets jointly")
    if goal.first_year == goal.last_year:
        return msg("{year}", year=str(goal.last_year))
    return msg("{first}–{last}", first=str(goal.first_year), last=str(goal.last_year))


def _reasons(confidence: Confidence) -> Message:
    """Reasons of the lowest scores: basis, record, agreement."""
    scores = (confidence.basis.score, confidence.record_score, confidence.agreement.score)
    said = (
        _BASIS[confidence.basis.reason],
        _RECORD[confidence.record],
        _AGREEMENT[confidence.agreement.reason],
    )
    basis, record, agreement = (
        words if score == min(scores) else None for words, score in zip(said, scores, strict=True)
    )
    if basis is not None and record is not None:
        if agreement is None:
            return msg("{basis}, and {record}", basis=basis, record=record)
        return msg(
            "{basis}, {record}, and {agreement}",
            basis=basis,
            record=record,
            agreement=agreement,
        )
    first = basis or record
    if first is None or agreement is None:
        only = first or agreement
        assert only is not None
        return only
    return msg("{first}, and {agreement}", first=first, agreement=agreement)


def _all_of(targets: Sequence[Message]) -> Message:
    *others, last = targets
    if not others:
        return last
    first = others[0]
    for other in others[1:]:
        first = msg("{first}, {other}", first=first, other=other)
    return msg("{first} and {last}", first=first, last=last)
