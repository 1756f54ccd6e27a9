"""Whether and when projects begin: classes of which some never do, and stocks of projects that start at a hazard."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from sim.distributions import DistributionSpec
from sim.errors import msg
from sim.scenario.base import Fitted, Identifier, LocalText, Model, refuse
from sim.scenario.durations import check_factor
from sim.scenario.market import Hazard, Likelihood, Share

ShareBelowOne = Annotated[float, Field(ge=0, lt=1)]
_SAME_MEDIAN = 1e-6
"""How far the logarithm of a median may lie from 0: percentiles are written with few digits."""


class NeverBegins(Fitted):
    """A class of projects of which some never begin, also where they are said to be under way."""

    name: LocalText = Field(description="name shown to readers")
    chance: Share = Field(description="chance, 0 to 1, that a project of this class never begins")
    as_sure_as_cases: Annotated[float, Field(ge=0.1, le=1_000_000)] | None = Field(
        default=None,
        description="ignorance: as sure as if so many cases had been seen; the chance is then drawn once a future, "
        "from the beta distribution with this mean; none: the chance is taken as known",
    )

    @property
    def likelihood(self) -> Likelihood:
        """Chance that a project of this class never begins."""
        return Likelihood.model_construct(
            chance=self.chance, as_sure_as_cases=self.as_sure_as_cases, source=self.source
        )


class StartsChange(Model):
    """How many times as fast projects start from a date on; it holds until the next date."""

    from_date: date = Field(description="day from whose beginning it holds")
    times: Annotated[float, Field(ge=0, le=100)] = Field(
        description="factor on the stated hazard; 1: as stated"
    )


class StartHazard(Fitted):
    """A stock of projects of which a share starts every year."""

    name: LocalText = Field(description="name shown to readers")
    share_a_year: ShareBelowOne | dict[Identifier, ShareBelowOne] = Field(
        description="share of those that wait, 0 to below 1, that starts within a year: one number, or one for every "
        "state of the market; the hazard is -ln(1 - share) a year"
    )
    year_factor: DistributionSpec | None = Field(
        default=None,
        description="chance: a factor on the hazard, drawn for every calendar year, common to all projects; "
        "lognormal with median 1; none: every year is alike",
    )
    uncertain: DistributionSpec | None = Field(
        default=None, description="ignorance: a factor on the hazard that nobody knows, one value a future"
    )
    changes: Annotated[tuple[StartsChange, ...], Field(max_length=20)] = Field(
        default=(), description="how many times as fast projects start, by date"
    )

    @property
    def hazard(self) -> Hazard:
        """Starts of a waiting project a year."""
        stated = self.share_a_year
        return Hazard.model_construct(
            per_year={state: _rate(share) for state, share in stated.items()}
            if isinstance(stated, dict)
            else _rate(stated),
            uncertain=self.uncertain,
            source=self.source,
        )

    @property
    def year_sigma(self) -> float:
        """Standard deviation of the logarithm of the factor of a year; 0 where every year is alike."""
        line = None if self.year_factor is None else self.year_factor.distribution().normal_log
        return 0.0 if line is None else line[1]

    @model_validator(mode="after")
    def _within_reason(self) -> Self:
        if self.uncertain is not None:
            check_factor(self.uncertain)
        if self.year_factor is not None:
            line = self.year_factor.distribution().normal_log
            if line is None or abs(line[0]) > _SAME_MEDIAN:
                raise refuse(
                    msg("`year_factor` that is not lognormal with median 1"),
                    msg("a lognormal factor with median 1: half of the years are faster, half slower"),
                    msg("write `family` lognormal, `median` 1, and `p90` or `sigma_log`"),
                )
        return self


def _rate(share: float) -> float:
    return -math.log1p(-share)
