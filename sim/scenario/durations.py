"""How long a stage takes: its unit, its distribution, growth with size, what is not known about it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.distributions import Distribution, DistributionSpec, FamilySpec
from sim.errors import msg
from sim.scenario.base import Model, Sourced, refuse

PartPath = Annotated[str, Field(pattern=r"^(stages|routes)\.[A-Za-z0-9_.\-]{1,300}$")]
"""Where a duration or a chance stands in a scenario."""
LONGEST_DAYS = 36_525.0
WIDEST_FACTOR = 10.0
Unit = Literal["working_days", "days", "weeks", "months", "years"]
UNIT_DAYS: dict[str, float] = {
    "working_days": 1.0,
    "days": 1.0,
    "weeks": 7.0,
    "months": 365.25 / 12,
    "years": 365.25,
}


def check_factor(uncertain: FamilySpec) -> None:
    """Refuse what is no factor around 1, such as a duration written by mistake.

    Raises
    ------
    PydanticCustomError
        For the validator that calls it.
    """
    factor = uncertain.quantile(0.5)
    if not uncertain.quantile(1e-9) > 0:
        raise refuse(
            msg("`uncertain` that can be zero"),
            msg("a factor above zero: 1 means exactly as stated"),
            msg("use a family that stays above zero, such as lognormal"),
        )
    if not 1 / WIDEST_FACTOR <= factor <= WIDEST_FACTOR:
        raise refuse(
            msg("`uncertain` with median {factor}", factor=factor),
            msg("a factor whose median lies between 0.1 and 10: 1 means exactly as stated"),
            msg("state `uncertain` as a factor on the number beside it, not as a number of its own"),
        )


class Scaling(Model):
    """Growth of a duration with the size of the project: x (size / reference) ^ exponent."""

    by: Literal["homes", "land_ha"] = Field(description="the size that counts: homes, or hectares of land")
    exponent: Annotated[float, Field(ge=-1, le=2)] = Field(
        description="0 no growth, 1 in proportion, 0.3 slow growth"
    )
    reference: Annotated[float, Field(gt=0, le=10_000_000)] = Field(
        description="size at which the stated duration holds"
    )


class Duration(Sourced):
    """How long a stage takes."""

    unit: Unit = Field(
        description="unit of the durations: working_days (needs a calendar), days, weeks, "
        "months (30.4375 days), years"
    )
    spread: DistributionSpec = Field(
        description="chance: how the duration varies between projects and futures"
    )
    uncertain: DistributionSpec | None = Field(
        default=None,
        description="ignorance: a factor on the whole duration that nobody knows, "
        "one value a future for all projects",
    )
    unknown_of: PartPath | None = Field(
        default=None,
        description="path of the duration whose unknown factor this one shares, as when a law changes "
        "only its spread; none: its own",
    )
    scale: Scaling | None = Field(default=None, description="growth with the size of the project")

    def distribution(self) -> Distribution:
        """Distribution of one case, in `unit`, before the unknown factor and the growth with size."""
        return self.spread.distribution()

    @property
    def median_days(self) -> float:
        """Duration that half of the cases do not exceed, in days; of work where `unit` is working_days."""
        return float(self.distribution().quantile(0.5)) * UNIT_DAYS[self.unit]

    @model_validator(mode="after")
    def _within_reason(self) -> Self:
        middle_days = self.median_days
        if middle_days > LONGEST_DAYS:
            raise refuse(
                msg("a median duration of {years} years", years=round(middle_days / UNIT_DAYS["years"])),
                msg("a median of at most 100 years"),
                msg("check the unit: `{unit}`", unit=self.unit),
            )
        if self.uncertain is not None:
            check_factor(self.uncertain)
        return self
