"""Three scores from 0 to 2, and the level of confidence that they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from sim.analysis.confidence.numbers import StatedNumber
from sim.analysis.statistics import RangeEnd
from sim.backtest import ENOUGH_OUTCOMES
from sim.scenario import Standing

Score: TypeAlias = Literal[0, 1, 2]
Level: TypeAlias = Literal["very_low", "low", "medium", "high", "very_high"]
BasisReason: TypeAlias = Literal["nothing_moves", "mostly_assumed", "partly_assumed", "mostly_published"]
AgreementReason: TypeAlias = Literal["all_bands", "two_bands", "one_band"]
RecordReason: TypeAlias = Literal["none", "refuted", "not_better", "short", "tested"]

ASSUMED: Mapping[Standing, float] = {"assumption": 1.0, "derived": 0.5, "published": 0.0}
"""How much of a number is assumed."""
LITTLE, MUCH = 1 / 3, 2 / 3
"""Assumed share of what moves the answer: under the first, up to the second, above."""
BANDS = (0.33, 0.66)
"""Cuts between "unlikely", "about as likely as not" and "likely"."""
COVER = 0.8
"""Share of outcomes that should lie between the P10 and the P90 that were told."""
TEST_ERROR = 0.05
"""Level of the test of that share."""

_BASIS: Mapping[BasisReason, Score] = {
    "nothing_moves": 0,
    "mostly_assumed": 0,
    "partly_assumed": 1,
    "mostly_published": 2,
}
_AGREEMENT: Mapping[AgreementReason, Score] = {"all_bands": 0, "two_bands": 1, "one_band": 2}
RECORD_SCORES: Mapping[RecordReason, Score] = {
    "none": 0,
    "refuted": 0,
    "not_better": 0,
    "short": 1,
    "tested": 2,
}
_LEVELS: Mapping[int, Level] = {
    6: "very_high",
    5: "high",
    4: "medium",
    3: "medium",
    2: "low",
    1: "low",
    0: "very_low",
}


@dataclass(frozen=True)
class Influence:
    """How far a number moves the answer.

    Attributes
    ----------
    number : StatedNumber
    homes : float
        Homes of the period by which it moves the mean with one standard deviation of its yardstick; 0 where unclear.
    """

    number: StatedNumber
    homes: float


@dataclass(frozen=True)
class Basis:
    """On what the answer rests.

    Attributes
    ----------
    influences : tuple of Influence
        Of the numbers that the second run moves, from the largest.
    unmoved : int
        Assumptions that it cannot move; each counts as the mean of the others.
    assumed_share : float or None
        Part of the influence that is assumed, 0 to 1; None where nothing moves the answer clearly.
    """

    influences: tuple[Influence, ...]
    unmoved: int
    assumed_share: float | None

    @property
    def reason(self) -> BasisReason:
        """What the score says."""
        share = self.assumed_share
        if share is None:
            return "nothing_moves"
        return (
            "mostly_published" if share < LITTLE else "partly_assumed" if share <= MUCH else "mostly_assumed"
        )

    @property
    def score(self) -> Score:
        """0 where most of it is assumed, or nothing is known to move the answer; 2 where little is assumed."""
        return _BASIS[self.reason]


@dataclass(frozen=True)
class Agreement:
    """Whether the sets of unknown values agree on what kind of likelihood it is.

    Attributes
    ----------
    low, high : RangeEnd
        Range of the chance over the sets of the second run.
    """

    low: RangeEnd
    high: RangeEnd

    @property
    def reason(self) -> AgreementReason:
        """How many of the bands < 33 %, 33 to 66 % and > 66 % the range touches, with the intervals of its ends."""
        touched = _band(self.high.interval[1]) - _band(self.low.interval[0]) + 1
        return "one_band" if touched == 1 else "two_bands" if touched < len(_AGREEMENT) else "all_bands"

    @property
    def score(self) -> Score:
        """2 where one band is touched, 1 where two are, 0 where all three are."""
        return _AGREEMENT[self.reason]


@dataclass(frozen=True)
class Record:
    """How earlier forecasts turned out: independent outcomes only (dates within one year are one).

    Attributes
    ----------
    outcomes : int
        How many have been held against a forecast.
    covered : int
        Those between the P10 and the P90 that had been told.
    crps, rival_crps : float
        Mean continuous ranked probability score of these forecasts, and of the official ones; the lower the better.
    """

    outcomes: int
    covered: int
    crps: float
    rival_crps: float


def basis_of(numbers: Sequence[StatedNumber], homes: Sequence[float], unmoved: int) -> Basis:
    """Weigh what an answer rests on.

    Parameters
    ----------
    numbers : sequence of StatedNumber
    homes : sequence of float
        What each of them moves, as `influences` gives it.
    unmoved : int
        Assumptions that no range can move; each takes the mean of `homes`.

    Returns
    -------
    Basis
        s = sum m a / sum m over all of them, with m the homes moved and a from `ASSUMED`.
    """
    mean = float(np.mean(homes)) if len(homes) else 0.0
    total = float(np.sum(homes)) + unmoved * mean
    assumed = (
        sum(ASSUMED[number.standing] * moved for number, moved in zip(numbers, homes, strict=True))
        + unmoved * mean
    )
    each = sorted(
        (Influence(number, float(moved)) for number, moved in zip(numbers, homes, strict=True)),
        key=lambda influence: -influence.homes,
    )
    return Basis(tuple(each), unmoved, assumed / total if total > 0 else None)


def record_of(record: Record | None) -> RecordReason:
    """Judge how earlier forecasts turned out.

    Parameters
    ----------
    record : Record or None
        None where no forecast has been held against an outcome.

    Returns
    -------
    str
        ``tested`` (score 2): 20 outcomes or more, and the exact binomial test does not refute that 80 % lie between P10
        and P90; ``refuted`` (0): it does. ``short`` (1): fewer outcomes, and the mean score is better than that of the
        official forecasts; ``not_better`` (0): it is not. ``none`` (0): there is no outcome.
    """
    if record is None or record.outcomes == 0:
        return "none"
    if record.outcomes >= ENOUGH_OUTCOMES:
        # SciPy's tests take half a second to load, and no scenario has so many outcomes yet.
        from scipy.stats import binomtest

        refuted = binomtest(record.covered, record.outcomes, COVER).pvalue < TEST_ERROR
        return "refuted" if refuted else "tested"
    return "short" if record.crps < record.rival_crps else "not_better"


def level_of(basis: Score, agreement: Score, record: Score) -> Level:
    """Turn three scores into a level.

    Their sum: 6 very high, 5 high, 3 to 4 medium, 1 to 2 low, 0 very low. Without a record it is medium at most; where
    most is assumed, low at most.
    """
    most = 2 if basis == 0 else 4 if record == 0 else 6
    return _LEVELS[min(basis + agreement + record, most)]


def _band(chance: float) -> int:
    return 0 if chance < BANDS[0] else 1 if chance <= BANDS[1] else 2
