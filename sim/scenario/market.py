"""Chances that are not known for sure, the state of the market they depend on, and hazards."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from sim.distributions import DistributionSpec
from sim.errors import msg
from sim.scenario.amendments import Cuts
from sim.scenario.base import Identifier, LocalText, Model, Sourced, refuse
from sim.scenario.durations import PartPath, check_factor

Share = Annotated[float, Field(ge=0, le=1)]
RatePerYear = Annotated[float, Field(ge=0, le=1_000)]


class Likelihood(Sourced):
    """The chance of something, perhaps by the state of the market, perhaps itself not known."""

    chance: Share | dict[Identifier, Share] = Field(
        description="chance between 0 and 1: one number, or one for every state of the market"
    )
    as_sure_as_cases: Annotated[float, Field(ge=0.1, le=1_000_000)] | None = Field(
        default=None,
        description="ignorance: as sure as if so many cases had been seen; the chance is then drawn once "
        "a future, from the beta distribution with this mean; none: the chance is taken as "
        "known",
    )
    unknown_of: PartPath | None = Field(
        default=None,
        description="path of the chance whose unknown value this one shares, as when a law changes only "
        "part of it; none: its own",
    )


class Hazard(Sourced):
    """How often something happens while it can, in events per year, perhaps by the state of the market."""

    per_year: RatePerYear | dict[Identifier, RatePerYear] = Field(
        description="events per year of exposure: one number, or one for every state of the market"
    )
    uncertain: DistributionSpec | None = Field(
        default=None, description="ignorance: a factor on the rate that nobody knows, one value a future"
    )
    unknown_of: PartPath | None = Field(
        default=None,
        description="path of the rate whose unknown factor this one shares, as when a lever sets some "
        "projects apart; none: its own",
    )
    cuts: Cuts = Field(default=(), description="shares by which the rate is lower, by date")

    @model_validator(mode="after")
    def _within_reason(self) -> Self:
        if self.uncertain is not None:
            check_factor(self.uncertain)
        return self


class MarketState(Model):
    """One state of the market."""

    name: LocalText = Field(description="name shown to readers")


class MarketSwitch(Sourced):
    """How often the market passes from one state to another."""

    from_state: Identifier = Field(description="state it leaves")
    to_state: Identifier = Field(description="state it enters")
    per_year: Annotated[float, Field(gt=0, le=100)] = Field(
        description="switches per year spent in the first state; the mean stay is one divided by the sum of its rates"
    )


class Market(Sourced):
    """A state of the real-estate market that all projects share and that switches over time."""

    states: dict[Identifier, MarketState] = Field(min_length=1, max_length=8, description="states by id")
    initial: Identifier = Field(description="state on the data date")
    switches: tuple[MarketSwitch, ...] = Field(
        default=(), max_length=56, description="passages between states"
    )
    max_switches: Annotated[int, Field(ge=1, le=400)] = Field(
        default=60, description="most switches in one future; the report says where this was reached"
    )

    @model_validator(mode="after")
    def _names_its_states(self) -> Self:
        used = [self.initial, *(state for s in self.switches for state in (s.from_state, s.to_state))]
        unknown = [state for state in used if state not in self.states]
        if unknown:
            raise refuse(
                msg("market state {state}", state=unknown[0]),
                msg("one of: {allowed}", allowed=", ".join(self.states)),
                msg("name a state of the market, or add it to its states"),
            )
        pairs = [(s.from_state, s.to_state) for s in self.switches]
        if len(set(pairs)) < len(pairs) or any(start == end for start, end in pairs):
            raise refuse(
                msg("a passage stated twice, or from a state to itself"),
                msg("each passage once, between two different states"),
                msg("keep one rate for each passage"),
            )
        return self


class CommonFactor(Sourced):
    """A cause that moves the durations of a group of stages together, in all projects."""

    name: LocalText = Field(description="name shown to readers")
    stages: tuple[Identifier, ...] = Field(
        min_length=1, max_length=64, description="ids of the stages it moves"
    )
    shared: Annotated[float, Field(ge=0, le=0.95)] = Field(
        description="share of the variance of the logarithm of durations that all projects have in "
        "common; each stage, taken alone, keeps the distribution it states"
    )


class Correlation(Sourced):
    """Unknown factors that tend to be wrong in the same direction."""

    between: tuple[str, ...] = Field(
        min_length=2,
        max_length=64,
        description="paths of the durations whose `uncertain` factors belong together: stages.ID, "
        "stages.ID.law.DATE, or routes.ID.STAGE",
    )
    correlation: Share = Field(
        description="correlation of the factors, each turned into its normal score (Gaussian copula), 0 to 1"
    )
