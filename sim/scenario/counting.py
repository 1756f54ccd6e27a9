"""What puts a home in the official statistic."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.distributions import DistributionSpec
from sim.errors import msg
from sim.scenario.base import Identifier, LocalText, Model, Sourced, refuse
from sim.scenario.market import Likelihood


class CountedAlternative(Model):
    """One account of which register rows the official figure already holds."""

    id: Identifier = Field(description="short name used in results")
    name: LocalText = Field(description="the account in words")
    weight: Annotated[float, Field(gt=0, le=1)] = Field(
        description="how credible this account is; all weights sum to 1"
    )
    rows: tuple[str, ...] = Field(
        max_length=5000,
        description="rows (project id, or project id/block) marked `alternatives` "
        "that this account holds counted",
    )


class Fitted(Sourced):
    """A number that was fitted to data of some date, or a vague prior that no data speak for."""

    data_as_of: date | None = Field(
        default=None,
        description="date of the newest data this was fitted to, not after the data date; left out: a vague prior, "
        "with its `assumption` alone",
    )

    @model_validator(mode="after")
    def _says_of_when(self) -> Self:
        if self.source and self.data_as_of is None:
            raise refuse(
                msg("numbers with a source, but no date of the data they were fitted to"),
                msg("`data_as_of` beside `source`, or an `assumption` alone"),
                msg("write the date of the newest data, or state a vague prior without `source`"),
            )
        return self


class PushLikelihood(Likelihood, Fitted):
    """How likely it is that a city short of its target makes the push."""


class ShareEnterable(Fitted):
    """How much of what is being built a push can enter at most."""

    uncertain: DistributionSpec = Field(
        description="ignorance: share (0 to 1) of the homes begun and not yet counted that can be entered at most; one "
        "value a future"
    )


class BeyondTarget(Fitted):
    """How far beyond the target a push goes."""

    spread: DistributionSpec = Field(
        description="chance: homes entered beyond what the target still lacked, as a share of the year's own target; "
        "drawn anew for each year"
    )


class Push(Model):
    """A last effort at the end of a target year: where the target can still be met with homes under construction, they
    may be entered in the statistic before they are finished.
    """

    likelihood: PushLikelihood = Field(
        description="chance that the push is made where homes are lacking and can be entered"
    )
    share_enterable: ShareEnterable = Field(
        description="share of the homes under construction that a push can enter at most"
    )
    beyond_target: BeyondTarget = Field(description="how far beyond the target a push goes")


class Counting(Sourced):
    """What puts a home in the official statistic."""

    counted_when: Literal["eligible", "handed_over"] = Field(
        description="the moment at which a home not yet counted enters the statistic"
    )
    push: Push | None = Field(
        default=None,
        description="homes entered at the end of a target year to meet it; none: a home enters only when "
        "`counted_when` says",
    )
    alternatives: tuple[CountedAlternative, ...] = Field(
        default=(),
        max_length=32,
        description="accounts of which rows were counted before the data date, one drawn a future",
    )

    @model_validator(mode="after")
    def _weights_sum_to_one(self) -> Self:
        total = sum(alternative.weight for alternative in self.alternatives)
        if self.alternatives and abs(total - 1) > 1e-9:
            raise refuse(
                msg("weights that sum to {total}", total=total),
                msg("weights that sum to 1"),
                msg("correct the weights of the alternatives"),
            )
        return self
