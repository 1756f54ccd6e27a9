"""The board of a run: how likely each target is, in each reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from sim.analysis import IndicatorAnswer, Provenance, among_plans, judge_indicators
from sim.analysis.board import Board, TargetAnswer, goal_results, judge
from sim.analysis.confidence import Evidence
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.confidence import ConfidenceJson
from sim.analysis.to_json.outside_view import OutsideViewJson
from sim.analysis.to_json.parts import ChanceJson, GoalJson, HomesJson, JsonObject, NameJson, ProvenanceJson
from sim.experiment import Results
from sim.levers import LeverSetting
from sim.scenario import READINGS, CarryOver, Reading, ReferenceClass, Scenario


class TargetJson(JsonObject):
    """What a run says about one target."""

    goal: GoalJson
    chance: ChanceJson
    homes: HomesJson
    shortfall_mean: float = Field(description="homes short of the target, in the mean future")

    @classmethod
    def of(cls, answer: TargetAnswer) -> TargetJson:
        """Write the answer about a target."""
        return cls(
            goal=GoalJson.of(answer.goal),
            chance=ChanceJson.of(answer.chance),
            homes=HomesJson.of(answer.homes),
            shortfall_mean=answer.shortfall_mean,
        )


class ReadingJson(JsonObject):
    """What a run says in one reading."""

    years: tuple[TargetJson, ...] = Field(description="each year, with what the carry-over rule adds")
    cumulative: tuple[TargetJson, ...] = Field(description="sums from the first target year on")
    all_years: ChanceJson = Field(description="of all yearly targets jointly")
    period: TargetJson | None = Field(description="null where the scenario sets no such target")
    period_without_last_push: TargetJson | None = Field(
        description="the period less the homes entered in the statistic early at its end, which the years after lack; "
        "null in the other readings, and where the scenario has no push or no such target"
    )
    programme: TargetJson | None = Field(description="null where the scenario sets no such target")

    outside_view: OutsideViewJson | None = Field(
        description="the period beside finished plans; null where it has no target, or nothing is named to compare"
    )

    @classmethod
    def of(cls, board: Board, reference_class: ReferenceClass | None) -> ReadingJson:
        """Write a board, and what its period is compared with."""
        return cls(
            years=tuple(TargetJson.of(answer) for answer in board.years),
            cumulative=tuple(TargetJson.of(answer) for answer in board.cumulative),
            all_years=ChanceJson.of(board.all_years),
            period=None if board.period is None else TargetJson.of(board.period),
            period_without_last_push=None
            if board.period_without_last_push is None
            else TargetJson.of(board.period_without_last_push),
            programme=None if board.programme is None else TargetJson.of(board.programme),
            outside_view=OutsideViewJson.of(among_plans(board, reference_class)),
        )


class IndicatorJson(JsonObject):
    """How likely an indicator reaches its value by the end of a year; values in m² a person."""

    id: str
    name: NameJson
    counts: Reading = Field(description="which homes are completed")
    year: int
    at_least: float = Field(description="value to be reached")
    chance: ChanceJson
    mean: float
    p10: float = Field(description="10 futures in 100 reach this value or less")
    p50: float = Field(description="50 futures in 100 reach this value or less")
    p90: float = Field(description="90 futures in 100 reach this value or less")
    from_homes: float = Field(description="what the homes of the register bring, in the mean future")
    other_share: float = Field(
        description="other construction as a share of the floor area added since the day of the existing stock"
    )
    without_homes: ChanceJson = Field(
        description="of the same futures, were no home of the register completed"
    )

    @classmethod
    def of(cls, answer: IndicatorAnswer) -> IndicatorJson:
        """Write the answer about an indicator."""
        return cls(
            id=answer.key,
            name=NameJson.of(answer.name),
            counts=answer.counts,
            year=answer.year,
            at_least=answer.at_least,
            chance=ChanceJson.of(answer.chance),
            mean=answer.mean,
            p10=answer.p10,
            p50=answer.p50,
            p90=answer.p90,
            from_homes=answer.from_homes,
            other_share=answer.other_share,
            without_homes=ChanceJson.of(answer.without_homes),
        )


class NeverBegunJson(JsonObject):
    """Rows that never begin."""

    rows: float = Field(description="their number")
    homes: float = Field(description="their homes")


class BoardJson(ChancesJson):
    """How likely each target is: `housing-sim run`, and summary.json."""

    run: ProvenanceJson
    carry_over: CarryOver
    caps_met_per_future: Mapping[str, float] = Field(
        description="how often a cap of the scenario was met in the mean future"
    )
    never_begun_per_future: NeverBegunJson = Field(
        description="rows of the register that never begin, in the mean future"
    )
    readings: Mapping[Reading, ReadingJson] = Field(
        description="the board in each reading; `counting` asked for one"
    )
    indicators: tuple[IndicatorJson, ...] = Field(
        description="each indicator of the scenario, a year after the other; each says which homes it counts"
    )


def board_json(
    results: Results,
    reading: Reading,
    scenario: Scenario | None = None,
    levers: tuple[LeverSetting, ...] = (),
    evidence: Evidence | None = None,
) -> dict[str, Any]:
    """Put everything the board says into plain JSON values.

    Parameters
    ----------
    results : Results
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    scenario : Scenario or None
        As its files state it, where levers were pulled; None: the one that was run.
    levers : tuple of LeverSetting
        Pulled in it.
    evidence : Evidence or None
        What the confidence in its likelihoods rests on; None: it is not told.

    Returns
    -------
    dict
        Texts, numbers, lists and dicts only, as `BoardJson` describes them. The same run gives the same values:
        neither clock nor machine enters.
    """
    about = About(results.scenario if scenario is None else scenario, levers, results.requested)
    return as_values(
        BoardJson(
            **about.fields(results.replications),
            counting=reading,
            confidence=ConfidenceJson.of(
                evidence, [result.goal for result in goal_results(results, reading)]
            ),
            run=ProvenanceJson.of(Provenance.of(results)),
            carry_over=results.scenario.settings.targets.carry_over,
            caps_met_per_future=results.caps_met,
            never_begun_per_future=NeverBegunJson(
                rows=results.never_begun.rows, homes=results.never_begun.homes
            ),
            readings={
                each: ReadingJson.of(judge(results, each), results.scenario.reference_class)
                for each in READINGS
            },
            indicators=tuple(IndicatorJson.of(answer) for answer in judge_indicators(results)),
        )
    )
