"""A suite carried out: every forecast made by the engine, held against what came, and summed up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.backtest.cases import Case, LoadedSuite
from sim.backtest.scores import LEVELS, Skill, skill
from sim.backtest.scoring import ScoredForecast, scored_forecast
from sim.backtest.suite import RivalKind
from sim.engines import ENGINES
from sim.experiment import DEFAULT_SEED, Progress, SharedProgress, run
from sim.scenario import FinishedPlan

ENOUGH_OUTCOMES = 20
"""Independent outcomes below which nothing is claimed of coverage, and no PIT is shown."""
RIVAL_KINDS: tuple[RivalKind, ...] = (
    "official",
    "target_met",
    "last_year",
    "straight_line",
    "reference_class",
)


@dataclass(frozen=True)
class Coverage:
    """Of so many independent outcomes, those in the band of one level, each at its earliest date."""

    covered: int
    outcomes: int


@dataclass(frozen=True)
class Summary:
    """What all forecasts of a suite together say.

    Attributes
    ----------
    forecasts : int
        Forecasts made.
    scored : int
        Those whose outcome is known.
    outcomes : int
        Independent outcomes among them, scored in homes: dates within one year of one place are one.
    years : int
        Calendar years of these outcomes: those of one year share its conditions.
    crps : float or None
        Mean over outcomes of the mean over their dates, in homes; None where none is scored.
    brier : float or None
        The same of the chance of the target.
    skill : mapping of str to Skill
        By kind of rival, in CRPS, on the forecasts that both made.
    brier_skill : mapping of str to Skill
        The same in Brier scores.
    rival_crps : mapping of str to float
        Mean score of each kind of rival, on the forecasts that both made.
    own_crps : mapping of str to float
        Ours on the same.
    coverage : mapping of float to Coverage
        By level; empty below `ENOUGH_OUTCOMES`.
    pits : tuple of float
        Of each outcome at its earliest date; empty below `ENOUGH_OUTCOMES`.
    """

    forecasts: int
    scored: int
    outcomes: int
    years: int
    crps: float | None
    brier: float | None
    skill: Mapping[RivalKind, Skill]
    brier_skill: Mapping[RivalKind, Skill]
    rival_crps: Mapping[RivalKind, float]
    own_crps: Mapping[RivalKind, float]
    coverage: Mapping[float, Coverage]
    pits: tuple[float, ...]

    @property
    def enough(self) -> bool:
        """Whether there are outcomes enough to speak of coverage."""
        return self.outcomes >= ENOUGH_OUTCOMES


@dataclass(frozen=True)
class Backtest:
    """What became of a suite.

    Attributes
    ----------
    loaded : LoadedSuite
    seed : int
    futures : int
        Of each forecast.
    forecasts : tuple of ScoredForecast
        In the order of the file.
    summary : Summary
    """

    loaded: LoadedSuite
    seed: int
    futures: int
    forecasts: tuple[ScoredForecast, ...]
    summary: Summary

    @property
    def beside(self) -> Mapping[str, tuple[FinishedPlan, ...]]:
        """Finished plans told beside the scores, by class."""
        return self.loaded.beside


def run_suite(
    loaded: LoadedSuite,
    *,
    seed: int = DEFAULT_SEED,
    engine: str = ENGINES[0],
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Backtest:
    """Make every forecast of a suite with the engine and rules of the board, and hold it against what came.

    Parameters
    ----------
    loaded : LoadedSuite
    seed, engine, jobs
        As for `sim.experiment.run`.
    progress : callable, optional
        Called with (futures done, futures of all forecasts).

    Returns
    -------
    Backtest
        The same for the same files and seed.
    """
    futures = loaded.suite.futures
    shared = SharedProgress(progress, futures * sum(case.kept is None for case in loaded.cases))
    forecasts = tuple(
        scored_forecast(case, homes_of(case, futures, seed, engine, jobs, shared.of(str(position))))
        for position, case in enumerate(loaded.cases)
    )
    return Backtest(loaded, seed, futures, forecasts, summed_up(forecasts))


def homes_of(
    case: Case, futures: int, seed: int, engine: str, jobs: int | None, progress: Progress | None
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Homes of the outcome's year in each future; every future draws its own unknown values."""
    if case.scenario is None:
        assert case.kept is not None
        return np.asarray(case.kept.homes, dtype=np.float64)
    results = run(
        case.scenario,
        replications=futures,
        seed=seed,
        engine=engine,
        jobs=jobs,
        futures_per_set=1,
        years_beyond=0,
        progress=progress,
    )
    if results.interrupted:
        raise KeyboardInterrupt
    homes = results.homes_in_years(case.outcome.reading)
    return np.asarray(homes[:, case.outcome.year - results.first_year], dtype=np.float64)


def summed_up(forecasts: Sequence[ScoredForecast]) -> Summary:
    """Sum up forecasts: first over the dates of an outcome, then over outcomes, each of which weighs the same.

    Parameters
    ----------
    forecasts : sequence of ScoredForecast

    Returns
    -------
    Summary
    """
    in_homes = [each for each in forecasts if each.scores]
    first = earliest(in_homes)
    enough = len(first) >= ENOUGH_OUTCOMES
    pairs = {kind: _pairs(forecasts, kind) for kind in RIVAL_KINDS}
    chances = {kind: _brier_pairs(forecasts, kind) for kind in RIVAL_KINDS}
    kept = {kind: pair for kind, pair in pairs.items() if pair[0]}
    return Summary(
        forecasts=len(forecasts),
        scored=sum(each.scored for each in forecasts),
        outcomes=len(first),
        years=len({each.case.outcome.year for each in first}),
        crps=_mean_of(_by_outcome([(each, each.crps) for each in in_homes])),
        brier=_mean_of(_by_outcome([(each, each.brier) for each in forecasts])),
        skill={kind: skill(*pair) for kind, pair in kept.items()},
        brier_skill={kind: skill(*pair) for kind, pair in chances.items() if pair[0]},
        rival_crps={kind: float(np.mean(theirs)) for kind, (_, theirs) in kept.items()},
        own_crps={kind: float(np.mean(ours)) for kind, (ours, _) in kept.items()},
        coverage={level: Coverage(sum(each.covered[level] for each in first), len(first)) for level in LEVELS}
        if enough
        else {},
        pits=tuple(float(np.mean([one.pit for one in each.scores])) for each in first) if enough else (),
    )


def earliest(forecasts: Sequence[ScoredForecast]) -> list[ScoredForecast]:
    """Earliest forecast of each outcome."""
    first: dict[str, ScoredForecast] = {}
    for each in sorted(forecasts, key=lambda one: one.case.as_of):
        first.setdefault(each.case.outcome.id, each)
    return list(first.values())


def _by_outcome(scores: Sequence[tuple[ScoredForecast, float | None]]) -> list[float]:
    """Mean score of each outcome, over its dates."""
    groups: dict[str, list[float]] = {}
    for each, value in scores:
        if value is not None:
            groups.setdefault(each.case.outcome.id, []).append(value)
    return [float(np.mean(values)) for values in groups.values()]


def _mean_of(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None


def _pairs(forecasts: Sequence[ScoredForecast], kind: RivalKind) -> tuple[list[float], list[float]]:
    """Scores of outcomes, ours and those of a kind of rival, on the forecasts that both made."""
    both = [
        (each, each.crps, float(np.mean([one.crps for one in theirs])))
        for each in forecasts
        if (theirs := [one for one in each.rivals if one.rival.kind == kind and one.crps])
    ]
    return _by_outcome([(each, ours) for each, ours, _ in both]), _by_outcome(
        [(each, theirs) for each, _, theirs in both]
    )


def _brier_pairs(forecasts: Sequence[ScoredForecast], kind: RivalKind) -> tuple[list[float], list[float]]:
    both = [
        (each, each.brier, float(np.mean(theirs)))
        for each in forecasts
        if (theirs := [one.brier for one in each.rivals if one.rival.kind == kind and one.brier is not None])
    ]
    return _by_outcome([(each, ours) for each, ours, _ in both]), _by_outcome(
        [(each, theirs) for each, _, theirs in both]
    )
