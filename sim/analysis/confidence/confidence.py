"""How far to trust a likelihood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.analysis.board import Goal, GoalName
from sim.analysis.confidence.numbers import numbers_of
from sim.analysis.confidence.scores import (
    RECORD_SCORES,
    Agreement,
    Basis,
    Level,
    Record,
    RecordReason,
    Score,
    basis_of,
    level_of,
    record_of,
)
from sim.analysis.confidence.second_run import measured, target_key
from sim.experiment import Progress
from sim.scenario import READINGS, Reading, Scenario, TrackRecord


@dataclass(frozen=True)
class Confidence:
    """How far to trust the likelihood of one target in one reading.

    Likelihood and confidence are two things: a target may be unlikely with high confidence, or likely with low.

    Attributes
    ----------
    basis : Basis
    agreement : Agreement
    record : str
        See `record_of`.
    """

    basis: Basis
    agreement: Agreement
    record: RecordReason

    @property
    def level(self) -> Level:
        """From very low to very high."""
        return level_of(self.basis.score, self.agreement.score, self.record_score)

    @property
    def record_score(self) -> Score:
        """0 without a record, or with a bad one; 2 where 20 outcomes or more fit what was told."""
        return RECORD_SCORES[self.record]


@dataclass(frozen=True)
class Evidence:
    """What the confidence in all likelihoods of one scenario rests on.

    Attributes
    ----------
    basis : Basis
    agreements : mapping of reading to mapping of str to Agreement
        By reading and name of a target.
    record : str
        See `record_of`.
    """

    basis: Basis
    agreements: Mapping[Reading, Mapping[str, Agreement]]
    record: RecordReason

    @property
    def record_score(self) -> Score:
        """0 without a record, or with a bad one; 2 where 20 outcomes or more fit what was told."""
        return RECORD_SCORES[self.record]

    def about(self, target: Goal | GoalName, reading: Reading) -> Confidence:
        """Tell the confidence in the likelihood of a target that the scenario sets."""
        return Confidence(self.basis, self.agreements[reading][target_key(target)], self.record)


def evidence_of(
    scenario: Scenario,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Evidence | None:
    """Find what the confidence in a scenario's likelihoods rests on.

    Parameters
    ----------
    scenario : Scenario
        As it is simulated, levers pulled included. Its track record says how earlier forecasts turned out; where it
        names none, none has been held against an outcome yet.
    jobs, progress
        As for `sim.experiment.run`; where the second run is kept, neither matters.

    Returns
    -------
    Evidence or None
        None where the second run could not be carried out; see `measured`.
    """
    numbers = numbers_of(scenario)
    found = measured(numbers, jobs=jobs, progress=progress)
    if found is None:
        return None
    homes = [found.homes[number.path] for number in numbers.moved]
    agreements = {
        reading: {name: Agreement(low, high) for name, (low, high) in found.ranges[reading].items()}
        for reading in READINGS
    }
    return Evidence(
        basis_of(numbers.moved, homes, len(numbers.unmoved)),
        agreements,
        record_of(_record(scenario.track_record)),
    )


def _record(stated: TrackRecord | None) -> Record | None:
    if stated is None:
        return None
    return Record(stated.outcomes, stated.covered, stated.crps, stated.official_crps)
