"""One forecast held against what came: its own scores, and those of its rivals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.array_types import Floats
from sim.backtest.cases import Case
from sim.backtest.rivals import RivalForecast, rivals_of
from sim.backtest.scores import LEVELS, brier, central, covers, crps, interval_score, pit


@dataclass(frozen=True)
class Scores:
    """Scores against one number of homes.

    Attributes
    ----------
    homes : int
        What came: one end, where sources disagree.
    crps : float
        Continuous ranked probability score, in homes.
    intervals : mapping of float to float
        Interval score by level, in homes.
    covered : mapping of float to bool
        Whether the central band of each level holds it.
    pit : float
        Where it lies in the forecast, 0 to 1.
    """

    homes: int
    crps: float
    intervals: Mapping[float, float]
    covered: Mapping[float, bool]
    pit: float


@dataclass(frozen=True)
class RivalScores:
    """A rival, its errors at the ends of the result (none where homes are not known), its Brier score."""

    rival: RivalForecast
    crps: tuple[float, ...]
    brier: float | None


@dataclass(frozen=True)
class ScoredForecast:
    """A forecast and, once the outcome is known, its scores.

    Attributes
    ----------
    case : Case
    bands : mapping of float to (float, float)
        Central band of each level, in homes.
    median : float
    chance : float
        Of the target, 0 to 1: share of futures.
    met : bool or None
        Whether the target was met; None where that is not known, or the ends of the result differ in it.
    scores : tuple of Scores
        At each end of the result; none where it is open or its homes are not published.
    brier : float or None
    rivals : tuple of RivalScores
    """

    case: Case
    bands: Mapping[float, tuple[float, float]]
    median: float
    chance: float
    met: bool | None
    scores: tuple[Scores, ...]
    brier: float | None
    rivals: tuple[RivalScores, ...]

    @property
    def crps(self) -> float | None:
        """Mean over the ends of the result; None where it is not scored in homes."""
        return float(np.mean([each.crps for each in self.scores])) if self.scores else None

    @property
    def covered(self) -> Mapping[float, bool]:
        """Whether the band of each level holds the result, both its ends; empty where it is not scored in homes."""
        return (
            {level: all(each.covered[level] for each in self.scores) for level in LEVELS}
            if self.scores
            else {}
        )

    @property
    def scored(self) -> bool:
        """Whether anything is known of the outcome."""
        return bool(self.scores) or self.met is not None


def scored_forecast(case: Case, futures: Floats) -> ScoredForecast:
    """Hold a forecast against what came.

    Parameters
    ----------
    case : Case
    futures : float64 array, shape (R,)
        Homes of the outcome's year in each future, in the outcome's reading; of a kept forecast its quantiles, which
        are scored as the whole forecast.

    Returns
    -------
    ScoredForecast
    """
    fair = case.kept is None
    chance = float(np.mean(futures >= case.target)) if case.kept is None else case.kept.chance
    met = _met(case)
    ends = _ends(case)
    return ScoredForecast(
        case=case,
        bands={level: central(futures, level) for level in LEVELS},
        median=central(futures, 0.0)[0],
        chance=chance,
        met=met,
        scores=tuple(_scores(futures, homes, fair=fair) for homes in ends),
        brier=None if met is None else brier(chance, met),
        rivals=tuple(_against(ends, met, rivals_of(case))),
    )


def _scores(futures: Floats, homes: int, *, fair: bool) -> Scores:
    return Scores(
        homes=homes,
        crps=crps(futures, homes, fair=fair),
        intervals={level: interval_score(*central(futures, level), homes, level) for level in LEVELS},
        covered={level: covers(futures, homes, level) for level in LEVELS},
        pit=pit(futures, homes),
    )


def _against(
    ends: tuple[int, ...], met: bool | None, rivals: tuple[RivalForecast, ...]
) -> Iterator[RivalScores]:
    for rival in rivals:
        errors = tuple(crps(rival.homes, homes, fair=False) for homes in ends) if rival.homes else ()
        yield RivalScores(rival, errors, None if met is None else brier(rival.chance, met))


def _ends(case: Case) -> tuple[int, ...]:
    result = case.outcome.result
    if result is None or result.homes is None:
        return ()
    low, high = result.homes
    return (low,) if low == high else (low, high)


def _met(case: Case) -> bool | None:
    result = case.outcome.result
    if result is None:
        return None
    if result.homes is None:
        return result.met
    low, high = (homes >= case.target for homes in result.homes)
    return low if low == high else None
