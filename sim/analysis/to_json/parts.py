"""What answers have in common: a chance, a change, homes, a target, a run, a lever, each in one form.

The same answer gives the same bytes: neither clock nor machine enters. Shares are 0 to 1, changes of a chance -1 to 1
(times 100: percentage points), homes are numbers of homes, dates are ISO 8601.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from sim.analysis import Provenance
from sim.analysis.board import Goal, GoalKind, Percentiles
from sim.analysis.statistics import Chance, ChanceChange, Interval, MeanChange, RangeOverSets, Verdict
from sim.errors import Message, in_english
from sim.levers import Lever, LeverSetting, starts_on, without_projects
from sim.scenario import LocalText, Scenario, Standing, Words
from sim.text import Text


class JsonObject(BaseModel):
    """Any object of an answer: its keys are known, and it does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True)


class NameJson(JsonObject):
    """A text in both languages."""

    vi: str
    en: str

    @classmethod
    def of(cls, words: Words) -> NameJson:
        """Write a text that a file states."""
        return cls(vi=words.vi, en=words.en)

    @classmethod
    def said(cls, message: Message) -> NameJson:
        """Say a sentence of the program."""
        return cls(vi=Text("vi")(message), en=Text("en")(message))


class ScenarioJson(JsonObject):
    """A scenario: what it is called, and what its files hold."""

    name: NameJson
    hash: str = Field(description="fingerprint of everything the scenario states")

    @classmethod
    def of(cls, scenario: Scenario) -> ScenarioJson:
        """Write which scenario it is."""
        return cls.named(scenario.settings.name, scenario.fingerprint)

    @classmethod
    def named(cls, name: LocalText, fingerprint: str) -> ScenarioJson:
        """Write which scenario it is, by its name and fingerprint."""
        return cls(name=NameJson.of(name), hash=fingerprint)


class ProvenanceJson(JsonObject):
    """What makes a run again: with the files of the scenario, the same numbers."""

    scenario: ScenarioJson
    seed: int
    engine: str
    replications: int = Field(description="futures simulated")
    futures_per_set: int = Field(description="consecutive futures that share what is not known")

    @classmethod
    def of(cls, origin: Provenance) -> ProvenanceJson:
        """Write which run it is."""
        return cls(
            scenario=ScenarioJson.named(origin.name, origin.scenario_hash),
            seed=origin.seed,
            engine=origin.engine,
            replications=origin.replications,
            futures_per_set=origin.futures_per_set,
        )


class IntervalJson(JsonObject):
    """An interval of simulation error; it says nothing of what is not known. 95 % unless said otherwise."""

    low: float
    high: float

    @classmethod
    def of(cls, interval: Interval) -> IntervalJson:
        """Write an interval."""
        return cls(low=interval[0], high=interval[1])


class RangeJson(JsonObject):
    """A chance under the tenth and the ninetieth of a hundred sets of unknown numbers."""

    p10: float
    p10_interval: IntervalJson
    p90: float
    p90_interval: IntervalJson

    @classmethod
    def of(cls, ends: RangeOverSets | None) -> RangeJson | None:
        """Write a range, where there is one."""
        if ends is None:
            return None
        return cls(
            p10=ends.low.chance,
            p10_interval=IntervalJson.of(ends.low.interval),
            p90=ends.high.chance,
            p90_interval=IntervalJson.of(ends.high.interval),
        )


class ChangeRangeJson(JsonObject):
    """The change of a chance under the tenth and the ninetieth of a hundred sets of unknown numbers."""

    p10: float
    p90: float

    @classmethod
    def of(cls, ends: Interval | None) -> ChangeRangeJson | None:
        """Write a range, where there is one."""
        return None if ends is None else cls(p10=ends[0], p90=ends[1])


class ChanceJson(JsonObject):
    """How likely a target is."""

    share: float = Field(description="share of the futures in which it is met")
    interval: IntervalJson
    range: RangeJson | None = Field(
        description="over what is not known; null where the run was not made to tell, or has fewer than 20 sets"
    )
    met: int = Field(description="futures in which it is met")
    futures: int = Field(description="futures simulated")

    @classmethod
    def of(cls, chance: Chance) -> ChanceJson:
        """Write a chance."""
        return cls(
            share=chance.share,
            interval=IntervalJson.of(chance.interval),
            range=RangeJson.of(chance.over_unknowns),
            met=chance.met,
            futures=chance.futures,
        )


class ChanceChangeJson(JsonObject):
    """By how much the chance of a target changes, future by future."""

    share: float = Field(description="change of the chance, -1 to 1")
    interval: IntervalJson
    range: ChangeRangeJson | None = Field(
        description="over what is not known; null where the runs were not made to tell, or too few futures tell"
    )
    gained: int = Field(description="futures in which the target is met only after the change")
    lost: int = Field(description="futures in which it is met only before")
    futures: int = Field(description="futures simulated, on either side")
    verdict: Verdict

    @classmethod
    def of(cls, change: ChanceChange) -> ChanceChangeJson:
        """Write the change of a chance."""
        return cls(
            share=change.share,
            interval=IntervalJson.of(change.interval),
            range=ChangeRangeJson.of(change.over_unknowns),
            gained=change.gained,
            lost=change.lost,
            futures=change.futures,
            verdict=change.verdict,
        )


class MeanChangeJson(JsonObject):
    """By how much a mean changes, future by future."""

    mean: float
    interval: IntervalJson
    differing: int = Field(description="futures in which anything changes")
    futures: int = Field(description="futures simulated, on either side")
    verdict: Verdict

    @classmethod
    def of(cls, change: MeanChange) -> MeanChangeJson:
        """Write the change of a mean."""
        return cls(
            mean=change.mean,
            interval=IntervalJson.of(change.interval),
            differing=change.differing,
            futures=change.futures,
            verdict=change.verdict,
        )


class HomesJson(JsonObject):
    """Homes over all futures."""

    mean: float
    p10: int = Field(description="10 futures in 100 bring this many homes or fewer")
    p50: int = Field(description="50 futures in 100 bring this many homes or fewer")
    p90: int = Field(description="90 futures in 100 bring this many homes or fewer")

    @classmethod
    def of(cls, homes: Percentiles) -> HomesJson:
        """Write numbers of homes."""
        return cls(mean=homes.mean, p10=homes.p10, p50=homes.p50, p90=homes.p90)


class GoalJson(JsonObject):
    """A target: what a chance is the chance of."""

    kind: GoalKind
    first_year: int
    last_year: int
    homes: int = Field(description="homes to be reached; for all_years the sum of the yearly targets")
    done_before: int = Field(description="homes of it done before the data date")
    hypothetical: bool = Field(
        description="whether nobody has published it; of several years, whether that holds for one of them"
    )

    @classmethod
    def of(cls, goal: Goal) -> GoalJson:
        """Write a target."""
        return cls(
            kind=goal.kind,
            first_year=goal.first_year,
            last_year=goal.last_year,
            homes=goal.target,
            done_before=goal.done_before,
            hypothetical=goal.hypothetical,
        )


class LeverJson(JsonObject):
    """A lever, and what it is set to."""

    id: str
    name: NameJson
    value: float | None = Field(description="null where the values are what is tried")
    unit: str
    unit_label: NameJson
    start: date | None = Field(
        alias="from",
        description="day from which it holds; null: the whole scenario, or the days are what is tried",
    )
    ramp_months: int = Field(description="months over which it comes in quarterly steps; 0: all at once")
    spare_lodged: bool | None = Field(description="whether files lodged before keep their old pace")
    cuts: dict[str, float] = Field(
        description="stages with a promised cut of their own, in per cent; the others take the value"
    )
    standing: Standing = Field(description="on what its figures rest")
    finds_no_project: tuple[str, ...] = Field(
        description="places and ids that it names and that no project of the register has to do with"
    )
    left_out: bool = Field(description="whether it changes nothing, since it finds no project")

    @classmethod
    def of(cls, setting: LeverSetting, scenario: Scenario) -> LeverJson:
        """Write a lever pulled in a scenario."""
        lever = setting.lever
        parts = without_projects(scenario, (setting,))
        return cls(
            id=lever.id,
            name=NameJson.of(lever.name),
            value=setting.value,
            unit=lever.unit,
            unit_label=NameJson.of(lever.unit_label),
            start=starts_on(scenario, setting) if lever.dated else None,
            ramp_months=setting.ramp_months,
            spare_lodged=None if lever.spare_lodged is None else setting.spares_lodged,
            cuts=dict(setting.cuts),
            standing=lever.standing,
            finds_no_project=tuple(name for part in parts for name in part.names or (in_english(part.what),)),
            left_out=any(part.wholly for part in parts),
        )

    @classmethod
    def tried(cls, lever: Lever, scenario: Scenario, from_date: date | None = None) -> LeverJson:
        """Write a lever whose values are what is tried."""
        setting = LeverSetting(lever, lever.high if lever.high != lever.neutral else lever.low, from_date)
        return cls.of(setting, scenario).model_copy(update={"value": None})
