"""What knowing more would buy."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from sim.analysis.information import Alternative, Information, OverSets, Spread, Worth
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.parts import GoalJson, IntervalJson, JsonObject, LeverJson, NameJson, ProvenanceJson
from sim.scenario import Scenario


class OverSetsJson(JsonObject):
    """An estimate over the sets of unknown numbers."""

    value: float = Field(description="may lie below zero by chance where the truth is zero")
    standard_error: float
    interval: IntervalJson
    clear: bool = Field(description="whether it is told from zero")

    @classmethod
    def of(cls, estimate: OverSets) -> OverSetsJson:
        """Write an estimate."""
        return cls(
            value=estimate.value,
            standard_error=estimate.error,
            interval=IntervalJson.of(estimate.interval),
            clear=estimate.clear,
        )


class SpreadJson(JsonObject):
    """How far an answer varies over what is not known, the noise of the futures of each set taken out."""

    mean: float
    standard_deviation: OverSetsJson
    seen: bool = Field(description="whether it is seen to vary; where it is not, nothing narrows it")

    @classmethod
    def of(cls, spread: Spread) -> SpreadJson:
        """Write a spread."""
        return cls(
            mean=spread.mean, standard_deviation=OverSetsJson.of(spread.deviation), seen=bool(spread.seen)
        )


class AskedNumberJson(JsonObject):
    """A number that is not known."""

    unknown: str = Field(description="path of the number in the scenario")
    ask_of: NameJson | None = Field(
        description="record or office that has the answer, as the scenario names it"
    )


class WorthJson(JsonObject):
    """What it would buy to know a number, or several that belong together."""

    unknowns: tuple[AskedNumberJson, ...] = Field(
        description="more than one where the scenario correlates them"
    )
    chance_narrowing: OverSetsJson = Field(description="fall of the chance's standard deviation, 0 to 1")
    chance_variance_share: OverSetsJson = Field(
        description="share of the chance's variance that would be gone"
    )
    homes_narrowing: OverSetsJson = Field(description="fall of the standard deviation of the target's homes")
    homes_variance_share: OverSetsJson
    regret_saved: OverSetsJson | None = Field(
        description="what the chance gains by a better choice, 0 to 1; null where there is no choice"
    )

    @classmethod
    def of(cls, worth: Worth, scenario: Scenario) -> WorthJson:
        """Write what knowing would buy."""
        named = scenario.settings.ask_of
        return cls(
            unknowns=tuple(
                AskedNumberJson(
                    unknown=each.path,
                    ask_of=NameJson.of(named[each.path]) if each.path in named else None,
                )
                for each in worth.group.members
            ),
            chance_narrowing=OverSetsJson.of(worth.chance),
            chance_variance_share=OverSetsJson.of(worth.share_of_chance),
            homes_narrowing=OverSetsJson.of(worth.homes),
            homes_variance_share=OverSetsJson.of(worth.share_of_homes),
            regret_saved=None if worth.saved is None else OverSetsJson.of(worth.saved),
        )


class AlternativeJson(JsonObject):
    """Something that can be chosen."""

    levers: tuple[LeverJson, ...] = Field(description="pulled together; none: things stay as they are")
    chance: float

    @classmethod
    def of(cls, alternative: Alternative, scenario: Scenario) -> AlternativeJson:
        """Write an alternative."""
        levers = tuple(LeverJson.of(each, scenario) for each in alternative.settings)
        return cls(levers=levers, chance=alternative.chance)


class AskJson(ChancesJson):
    """What knowing more would buy: `housing-sim ask`."""

    goal: GoalJson
    base: ProvenanceJson
    sets: int = Field(description="sets of unknown numbers")
    chance: SpreadJson
    homes: SpreadJson = Field(description="of the target's years")
    ordered_by: str = Field(
        description="chance, or homes where the chance lies near 0 or 1, or is not seen to vary"
    )
    worth_knowing: tuple[WorthJson, ...] = Field(description="from what narrows most to what narrows least")
    alternatives: tuple[AlternativeJson, ...] = Field(
        description="what can be chosen, to leave things as they are first"
    )
    regret: OverSetsJson | None = Field(
        description="what the chance would gain, at least, if everything were known before the choice; null where "
        "there is no choice"
    )


def ask_json(found: Information, about: About) -> dict[str, Any]:
    """Put what knowing more would buy into plain JSON values, as `AskJson` describes them."""
    return as_values(
        AskJson(
            **about.fields(found.base.replications) | {"interrupted": found.interrupted},
            counting=found.reading,
            goal=GoalJson.of(found.goal),
            base=ProvenanceJson.of(found.base),
            sets=found.sets,
            chance=SpreadJson.of(found.chance),
            homes=SpreadJson.of(found.homes),
            ordered_by="chance" if found.by_chance else "homes",
            worth_knowing=tuple(WorthJson.of(worth, about.scenario) for worth in found.worths),
            alternatives=tuple(AlternativeJson.of(each, about.scenario) for each in found.alternatives),
            regret=None if found.regret is None else OverSetsJson.of(found.regret),
        )
    )
