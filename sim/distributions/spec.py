"""What a file states of a distribution, whatever its family."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar, Self, TypeAlias

from pydantic import Field, model_validator

from sim.distributions.base import Distribution
from sim.errors import Message, msg
from sim.strict_model import Model, refuse

if TYPE_CHECKING:
    from sim.distributions.mixture import Component

Length = Annotated[float, Field(ge=0, le=100_000)]
PositiveLength = Annotated[float, Field(gt=0, le=100_000)]
Examples: TypeAlias = Mapping[str, Mapping[str, object]]
"""Fields by the way of stating a distribution."""
Advice: TypeAlias = tuple[Message, Message, Message]
"""What is found, what is better, what to do."""


class FamilySpec(Model, ABC):
    """The fields by which a file states a distribution of one family, and what the rest of the package asks of it.

    A family is one subclass in a file of its own in `sim.distributions.families`, beside the `Distribution` it makes.
    It declares `family`, its fields with their limits and descriptions, `examples`, and `distribution`; the first
    sentence of its docstring is what the guide says of it. `sim.distributions.registry` lists the families.

    Attributes
    ----------
    examples : mapping of str to mapping
        One sound specification for each way of stating the family, `family` aside, as durations of some months in
        days. The tests of all families, and the frozen results, go through them.
    dimensionless : frozenset of str
        Fields that are pure numbers; all others are durations, in the unit that stands beside the distribution.
    advice : tuple of three messages, or None
        What `check` says wherever the family is used, as a warning.
    """

    examples: ClassVar[Examples] = {}
    dimensionless: ClassVar[frozenset[str]] = frozenset()
    advice: ClassVar[Advice | None] = None

    @abstractmethod
    def distribution(self) -> Distribution:
        """Distribution that these fields state, in the unit they are written in.

        Raises
        ------
        ValueError
            If no distribution of the family has these numbers; the reason, a key of the catalogues, holds no number.
        """

    def times(self, factor: float) -> Self:
        """Specification of durations each multiplied by a factor.

        Parameters
        ----------
        factor : float
            Above 0.
        """
        stated = self.model_dump(exclude_none=True)
        unscaled = {"family", *self.dimensionless}
        return type(self)(**{k: value if k in unscaled else value * factor for k, value in stated.items()})

    def quantile(self, share: float) -> float:
        """Duration that a share of cases, from 0 to below 1, does not exceed."""
        return float(self.distribution().quantile(share))

    @property
    def one_value(self) -> bool:
        """Whether it can take one value only."""
        distribution = self.distribution()
        return distribution.low == distribution.high

    @property
    def kinds_of_case(self) -> tuple[Component, ...]:
        """Kinds of case that are told apart by name, each with its share; none but in a mixture."""
        return ()

    @model_validator(mode="after")
    def _can_be_made(self) -> Self:
        try:
            self.distribution()
        except ValueError as error:
            # Reasons of `sim.distributions` hold no numbers, so that each is a key into the catalogues.
            reason = msg(str(error))
        except ArithmeticError:
            reason = msg("the numbers differ too much to compute with")
        else:
            return self
        raise refuse(
            msg("{numbers}: {reason}", numbers=self._numbers(), reason=reason),
            msg("durations of zero or more, in rising order"),
            msg("correct the numbers of this distribution"),
        )

    def _numbers(self) -> str:
        stated = self.model_dump(exclude_none=True, exclude={"family", "components"})
        return ", ".join(f"{key} = {value}" for key, value in stated.items())
