"""Mechanisms on fast tracks: procedures that agencies promise to speed up, and how much of the promise is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.distributions import DistributionSpec, FixedSpec
from sim.errors import Message, msg
from sim.files import listed
from sim.levers import Pull, Schedule
from sim.levers.mechanisms.base import (
    A_FAST_TRACK,
    A_STAGE,
    ByAmount,
    Ids,
    OnRoutes,
    SomeIds,
    changed,
)
from sim.scenario import MOST_CUT, FastTrack, Identifier, PromisedCut, Route, Scenario, refuse


class FastTrackChange(OnRoutes, ByAmount):
    """Procedures that go faster (green lane): the effect is the share of the agencies' time that is promised away."""

    kind: Literal["fast_track"]
    id: Identifier = Field(description="id of the fast track in the scenario that results")
    stages: Annotated[SomeIds, A_STAGE] = Field(
        description="ids of the stages it covers; each states `agency_share`"
    )
    base: Literal["observed", "statutory"] = Field(
        default="observed", description=FastTrack.model_fields["base"].description
    )
    statutory_share: dict[Identifier, Annotated[float, Field(gt=0, le=10)]] = Field(
        default={}, description=FastTrack.model_fields["statutory_share"].description
    )
    cuts: dict[Identifier, Annotated[float, Field(ge=0, le=100 * MOST_CUT)]] = Field(
        default={},
        description="promised cuts of single stages, in per cent, whatever the lever's value; the other stages take "
        "the lever's effect",
    )
    delivered: DistributionSpec = Field(description=FastTrack.model_fields["delivered"].description)
    also_pooled: bool = Field(default=False, description=FastTrack.model_fields["also_pooled"].description)

    can_ramp = True
    can_spare_lodged = True

    def concerns(self, route: Route) -> bool:
        """Any route: a track is there for projects that come to its stages."""
        del route
        return True

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Add the fast track."""
        settings = scenario.settings
        if self.id in settings.fast_tracks:
            raise pull.refuse(
                msg("`{track}`, a fast track that the scenario has already", track=self.id),
                msg("an id of its own"),
                msg("choose another id in the lever's file"),
                "id",
            )
        by_stage = {
            stage: pull.schedule.rising_to(cut / 100) for stage, cut in {**self.cuts, **pull.cuts}.items()
        }
        track = FastTrack(
            name=pull.name,
            stages=self.stages,
            routes=self.routes,
            cuts=tuple(
                PromisedCut(from_date=day, share=pull.schedule.steps[step][1], by_stage=_at(by_stage, step))
                for day, step in {
                    max(day, settings.data_date): step for step, (day, _) in enumerate(pull.schedule.steps)
                }.items()
            ),
            base=self.base,
            statutory_share=self.statutory_share,
            delivered=self.delivered,
            spare_lodged=pull.spare_lodged,
            also_pooled=self.also_pooled,
            **pull.evidence,
        )
        return changed(scenario, fast_tracks={**settings.fast_tracks, self.id: track})

    def promises(self) -> tuple[str, tuple[str, ...]]:
        """Its track, and every stage that this covers."""
        return self.id, self.stages

    def both_set(self, other: Self) -> Message | None:
        """Two tracks for one stage on one route."""
        apart = self.routes and other.routes and not set(self.routes) & set(other.routes)
        both = [stage for stage in self.stages if stage in other.stages and not apart]
        return msg("the pace of stage {stage}", stage=both[0]) if both else None

    @model_validator(mode="after")
    def _cuts_what_it_covers(self) -> Self:
        beyond = [stage for stage in self.cuts if stage not in self.stages]
        if beyond:
            raise refuse(
                msg("`cuts` of stages that the fast track does not cover: {stages}", stages=listed(beyond)),
                msg("stages of `stages`: {stages}", stages=listed(self.stages)),
                msg("correct the names, or add them to `stages`"),
            )
        return self


class DeliveredChange(ByAmount):
    """How much of their promise fast tracks deliver: `to` is the part, 0 to 1."""

    kind: Literal["delivered"]
    tracks: Annotated[Ids, A_FAST_TRACK] = Field(default=(), description="ids of the fast tracks; none: all")

    dated = False

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Let fast tracks deliver a known part of their promise; nothing changes where there is none."""
        known = scenario.settings.fast_tracks
        if not known:
            return scenario
        part = FixedSpec(family="fixed", value=pull.schedule.whole)
        tracks = {
            name: pull.credited(track, delivered=part) if not self.tracks or name in self.tracks else track
            for name, track in known.items()
        }
        return changed(scenario, fast_tracks=tracks)


def _at(by_stage: Mapping[str, Schedule], step: int) -> dict[str, float]:
    return {stage: schedule.steps[step][1] for stage, schedule in by_stage.items()}
