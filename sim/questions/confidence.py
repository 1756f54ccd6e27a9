"""How far to trust the likelihoods that an answer tells, beside the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sim import words
from sim.analysis import confidence
from sim.questions.asked import Asked
from sim.questions.options import JOBS
from sim.questions.sheet import Trust

if TYPE_CHECKING:
    from sim.analysis.board import Goal
    from sim.analysis.confidence import Evidence
    from sim.analysis.to_json import About
    from sim.scenario import Reading


def trust_in(asked: Asked, goals: Sequence[Goal]) -> Callable[[], Trust]:
    """Make what says how far to trust likelihoods of the scenario with its levers pulled, once that is asked.

    Parameters
    ----------
    asked : Asked
    goals : sequence of Goal
        Targets whose likelihoods are told; the first is the one that the answer is about, others are named where their
        level is another.

    Returns
    -------
    callable
        Gives the Trust; said first where confidence is low, or could not be assessed.
    """
    return lambda: trust_of(evidence_for(asked), goals, asked.reading)


def evidence_for(asked: Asked) -> Evidence | None:
    """What the confidence in likelihoods of the scenario with its levers pulled rests on."""
    return confidence.evidence_of(asked.changed(), jobs=asked[JOBS])


def about_with_evidence(asked: Asked) -> About:
    """What an answer in JSON is about, and how far to trust its likelihoods."""
    return replace(asked.about, evidence=evidence_for(asked))


def trust_of(evidence: Evidence | None, goals: Sequence[Goal], reading: Reading) -> Trust:
    """Say how far to trust likelihoods, as `trust_in` does."""
    said = words.trust_in_words(evidence, goals, reading)
    low = evidence is None or evidence.about(goals[0], reading).level in ("very_low", "low")
    return Trust(said, first=low)
