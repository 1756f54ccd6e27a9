"""Back-tests: every forecast of a suite, its rivals, their scores."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import Field

from sim.analysis.to_json.answer import as_values
from sim.analysis.to_json.parts import JsonObject, NameJson, ScenarioJson
from sim.backtest import Backtest, Coverage, RivalKind, RivalScores, ScoredForecast, Scores, Skill, Summary
from sim.scenario import Reading


class BandJson(JsonObject):
    """A central band of homes."""

    level: float
    low: float
    high: float


class LevelScoreJson(JsonObject):
    """What one level's band is worth against what came."""

    level: float
    interval_score: float
    covered: bool


class ScoresJson(JsonObject):
    """Scores against one number of homes."""

    homes: int = Field(description="what came: one end, where sources disagree")
    crps: float = Field(description="in homes; fair form for a sample")
    levels: tuple[LevelScoreJson, ...]

    @classmethod
    def of(cls, scores: Scores) -> ScoresJson:
        """Write scores."""
        return cls(
            homes=scores.homes,
            crps=scores.crps,
            levels=tuple(
                LevelScoreJson(level=level, interval_score=value, covered=scores.covered[level])
                for level, value in scores.intervals.items()
            ),
        )


class RivalJson(JsonObject):
    """Another forecast of the same outcome."""

    kind: RivalKind
    by: NameJson | None = Field(description="null for a rule")
    homes: tuple[float, ...] = Field(description="all equally likely; one for a point forecast")
    chance: float = Field(description="given to the target")
    counted_then: int | None
    crps: tuple[float, ...] = Field(description="at each end of the result, in homes; of a point its error")
    brier: float | None

    @classmethod
    def of(cls, scores: RivalScores) -> RivalJson:
        """Write a rival."""
        rival = scores.rival
        return cls(
            kind=rival.kind,
            by=None if rival.by is None else NameJson.of(rival.by),
            homes=rival.homes,
            chance=rival.chance,
            counted_then=rival.counted_then,
            crps=scores.crps,
            brier=scores.brier,
        )


class ForecastJson(JsonObject):
    """One forecast on a register as it stood."""

    outcome: str
    place: NameJson
    year: int
    counting: Reading
    as_of: date
    scenario: ScenarioJson
    kept: bool = Field(description="whether it was kept on its day by `run --keep`, not made now")
    target: int
    p50: float
    bands: tuple[BandJson, ...]
    chance: float = Field(description="of the target, as share of futures")
    met: bool | None = Field(description="null where that is not known")
    scores: tuple[ScoresJson, ...] = Field(
        description="none where homes are not known; two where sources disagree"
    )
    brier: float | None
    rivals: tuple[RivalJson, ...]

    @classmethod
    def of(cls, each: ScoredForecast) -> ForecastJson:
        """Write a forecast."""
        outcome = each.case.outcome
        return cls(
            outcome=outcome.id,
            place=NameJson.of(outcome.place),
            year=outcome.year,
            counting=outcome.reading,
            as_of=each.case.as_of,
            scenario=ScenarioJson.named(each.case.name, each.case.scenario_hash),
            kept=each.case.kept is not None,
            target=each.case.target,
            p50=each.median,
            bands=tuple(
                BandJson(level=level, low=low, high=high) for level, (low, high) in each.bands.items()
            ),
            chance=each.chance,
            met=each.met,
            scores=tuple(ScoresJson.of(one) for one in each.scores),
            brier=each.brier,
            rivals=tuple(RivalJson.of(one) for one in each.rivals),
        )


class SkillJson(JsonObject):
    """How much lower a mean score is than a rival's: 1 no error, 0 as good, below 0 worse."""

    rival: RivalKind
    outcomes: int
    value: float | None
    error: float | None = Field(description="standard error over outcomes; null with fewer than three")

    @classmethod
    def of(cls, kind: RivalKind, found: Skill) -> SkillJson:
        """Write a skill."""
        return cls(rival=kind, outcomes=found.outcomes, value=found.value, error=found.error)


class MeanScoreJson(JsonObject):
    """Mean CRPS of a rival, and ours on the same forecasts."""

    rival: RivalKind
    crps: float
    own_crps: float


class CoverageJson(JsonObject):
    """Of so many independent outcomes, those inside the band."""

    level: float
    covered: int
    outcomes: int

    @classmethod
    def of(cls, level: float, found: Coverage) -> CoverageJson:
        """Write a coverage."""
        return cls(level=level, covered=found.covered, outcomes=found.outcomes)


class BacktestSummaryJson(JsonObject):
    """All forecasts together: the mean over outcomes of the mean over their dates."""

    forecasts: int
    scored: int
    outcomes: int = Field(
        description="independent ones, scored in homes: dates within one year of a place are one"
    )
    years: int
    crps: float | None
    brier: float | None
    rivals: tuple[MeanScoreJson, ...]
    skill: tuple[SkillJson, ...] = Field(description="in CRPS")
    brier_skill: tuple[SkillJson, ...]
    coverage: tuple[CoverageJson, ...] = Field(description="none below 20 outcomes: nothing can be claimed")
    pits: tuple[float, ...] = Field(description="none below 20 outcomes")

    @classmethod
    def of(cls, summary: Summary) -> BacktestSummaryJson:
        """Write a summary."""
        return cls(
            forecasts=summary.forecasts,
            scored=summary.scored,
            outcomes=summary.outcomes,
            years=summary.years,
            crps=summary.crps,
            brier=summary.brier,
            rivals=tuple(
                MeanScoreJson(rival=kind, crps=theirs, own_crps=summary.own_crps[kind])
                for kind, theirs in summary.rival_crps.items()
            ),
            skill=tuple(SkillJson.of(kind, found) for kind, found in summary.skill.items()),
            brier_skill=tuple(SkillJson.of(kind, found) for kind, found in summary.brier_skill.items()),
            coverage=tuple(CoverageJson.of(level, found) for level, found in summary.coverage.items()),
            pits=summary.pits,
        )


class LeftOutJson(JsonObject):
    """A kept forecast that is not scored, and why."""

    file: str
    why: NameJson


class SuiteJson(JsonObject):
    """One suite carried out."""

    name: NameJson
    seed: int
    futures: int = Field(description="of each forecast")
    forecasts: tuple[ForecastJson, ...]
    summary: BacktestSummaryJson
    left_out: tuple[LeftOutJson, ...] = Field(description="kept forecasts that are not scored")

    @classmethod
    def of(cls, found: Backtest) -> SuiteJson:
        """Write a back-test."""
        return cls(
            name=NameJson.of(found.loaded.suite.name),
            seed=found.seed,
            futures=found.futures,
            forecasts=tuple(ForecastJson.of(each) for each in found.forecasts),
            summary=BacktestSummaryJson.of(found.summary),
            left_out=tuple(
                LeftOutJson(file=each.file, why=NameJson.said(each.why)) for each in found.loaded.left_out
            ),
        )


class BacktestJson(JsonObject):
    """Back-tests: `housing-sim backtest`."""

    suites: tuple[SuiteJson, ...] = Field(description="in the order asked for")


def backtest_json(found: Sequence[Backtest]) -> dict[str, Any]:
    """Put back-tests into plain JSON values.

    Parameters
    ----------
    found : sequence of Backtest

    Returns
    -------
    dict
        As `BacktestJson` describes it.
    """
    return as_values(BacktestJson(suites=tuple(SuiteJson.of(each) for each in found)))
