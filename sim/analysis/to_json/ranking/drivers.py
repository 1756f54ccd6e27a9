"""What keeps the targets from being met: causes of delay, and numbers that are not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import Field

from sim.analysis import CauseAblation, CauseCost, Interaction, Swing, Tornado
from sim.analysis.statistics import Rank
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.parts import (
    ChanceChangeJson,
    GoalJson,
    JsonObject,
    MeanChangeJson,
    NameJson,
    ProvenanceJson,
)
from sim.levers import Cause
from sim.scenario import Reading


class RankJson(JsonObject):
    """How far the futures can put what is ranked in order."""

    rank: int = Field(description="1 is most; what cannot be told apart shares a rank")
    clearly_above: tuple[str, ...]

    @classmethod
    def of(cls, rank: Rank) -> RankJson:
        """Write a rank."""
        return cls(rank=rank.rank, clearly_above=rank.clearly_above)


class CostJson(JsonObject):
    """What is gained once a cause is gone."""

    homes_per_year: MeanChangeJson
    chance: ChanceChangeJson
    without: ProvenanceJson = Field(description="run without it")

    @classmethod
    def of(cls, cost: CauseCost) -> CostJson:
        """Write a cost."""
        return cls(
            homes_per_year=MeanChangeJson.of(cost.homes_per_year),
            chance=ChanceChangeJson.of(cost.chance),
            without=ProvenanceJson.of(cost.origin),
        )


class CauseJson(JsonObject):
    """A cause of delay, and what it costs."""

    cause: str
    name: NameJson
    counterfactual: NameJson = Field(description="what it is compared with")
    order: RankJson
    cost: CostJson


class TogetherJson(JsonObject):
    """What all causes cost together, beside what they cost one by one."""

    cost: CostJson
    homes_per_year_sum: float = Field(description="costs of the single causes added up")
    chance_sum: float = Field(description="the same of the chance: -1 to 1, or beyond where causes overlap")
    sum_less_together_homes_per_year: MeanChangeJson
    sum_less_together_points: MeanChangeJson = Field(description="percentage points")

    @classmethod
    def of(cls, interaction: Interaction) -> TogetherJson:
        """Write what all causes cost together."""
        return cls(
            cost=CostJson.of(interaction.together),
            homes_per_year_sum=interaction.homes_sum,
            chance_sum=interaction.points_sum,
            sum_less_together_homes_per_year=MeanChangeJson.of(interaction.homes),
            sum_less_together_points=MeanChangeJson.of(interaction.points),
        )


class CauseAblationJson(JsonObject):
    """Causes by what they cost."""

    goal: GoalJson = Field(description="target whose chance is told")
    base: ProvenanceJson
    causes: tuple[CauseJson, ...] = Field(description="from the dearest to the cheapest")
    together: TogetherJson | None = Field(description="null where the answer was stopped before")
    not_done: tuple[str, ...] = Field(description="causes that were left out when the answer was stopped")

    @classmethod
    def of(cls, found: CauseAblation, causes: Mapping[str, Cause]) -> CauseAblationJson:
        """Write what causes cost."""
        return cls(
            goal=GoalJson.of(found.goal),
            base=ProvenanceJson.of(found.base),
            causes=tuple(
                CauseJson(
                    cause=name,
                    name=NameJson.of(causes[name].name),
                    counterfactual=NameJson.of(causes[name].help),
                    order=RankJson.of(found.ranks[name]),
                    cost=CostJson.of(cost),
                )
                for name, cost in found.costs.items()
            ),
            together=None if found.interaction is None else TogetherJson.of(found.interaction),
            not_done=found.not_done,
        )


class UnknownJson(JsonObject):
    """A number that is not known, and what it moves from its P10 to its P90."""

    unknown: str = Field(description="path of the number in the scenario")
    order: RankJson
    homes_per_year: MeanChangeJson
    chance: ChanceChangeJson
    p10: ProvenanceJson = Field(description="run with the number at its P10")
    p90: ProvenanceJson = Field(description="run with the number at its P90")

    @classmethod
    def of(cls, path: str, swing: Swing, rank: Rank) -> UnknownJson:
        """Write what an unknown number moves."""
        return cls(
            unknown=path,
            order=RankJson.of(rank),
            homes_per_year=MeanChangeJson.of(swing.homes_per_year),
            chance=ChanceChangeJson.of(swing.chance),
            p10=ProvenanceJson.of(swing.low),
            p90=ProvenanceJson.of(swing.high),
        )


class TornadoJson(JsonObject):
    """Unknown numbers by what they move."""

    goal: GoalJson = Field(description="target whose chance is told")
    unknowns: tuple[UnknownJson, ...] = Field(description="from the largest change of homes to the least")
    not_done: tuple[str, ...] = Field(description="numbers that were left out when the answer was stopped")

    @classmethod
    def of(cls, found: Tornado) -> TornadoJson:
        """Write what unknown numbers move."""
        return cls(
            goal=GoalJson.of(found.goal),
            unknowns=tuple(
                UnknownJson.of(path, swing, found.ranks[path]) for path, swing in found.swings.items()
            ),
            not_done=found.not_done,
        )


class DriversJson(ChancesJson):
    """What keeps the targets from being met: `housing-sim drivers`."""

    causes: CauseAblationJson | None = Field(
        description="null where causes were not asked about, or none has a part in the scenario"
    )
    causes_left_out: tuple[str, ...] = Field(description="causes at hand that have no part in the scenario")
    unknowns: TornadoJson | None = Field(description="null where unknown numbers were not asked about")


def drivers_json(
    about: About,
    reading: Reading,
    *,
    ablation: CauseAblation | None = None,
    causes: Mapping[str, Cause] | None = None,
    left_out: Iterable[str] = (),
    tornado: Tornado | None = None,
    interrupted: bool = False,
) -> dict[str, Any]:
    """Put what causes cost and what unknown numbers move into plain JSON values, as `DriversJson` describes them.

    Parameters
    ----------
    about : About
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    ablation : CauseAblation or None
    causes : mapping of str to Cause
        Those of `ablation`, by id.
    left_out : iterable of str
        Ids of the causes at hand that have no part in the scenario.
    tornado : Tornado or None
        Neither where no cause has a part in the scenario and no unknown number was tried: nothing was simulated.
    interrupted : bool
        Whether one of the two is missing because the answer was stopped.
    """
    stopped = interrupted or any(part is not None and part.not_done for part in (ablation, tornado))
    replications = 0
    if ablation is not None:
        replications = ablation.base.replications
    elif tornado is not None:
        replications = next(iter(tornado.swings.values())).low.replications
    return as_values(
        DriversJson(
            **about.fields(replications) | {"interrupted": stopped},
            counting=reading,
            causes=None if ablation is None else CauseAblationJson.of(ablation, causes or {}),
            causes_left_out=tuple(left_out),
            unknowns=None if tornado is None else TornadoJson.of(tornado),
        )
    )
