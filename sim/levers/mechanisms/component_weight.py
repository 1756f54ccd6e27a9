"""Mechanism on kinds of case: more of the cases that stages meet are of one kind."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import Field

from sim.distributions import Component, FamilySpec, MixtureSpec, SingleSpec
from sim.errors import msg
from sim.levers import Pull
from sim.levers.mechanisms.base import A_STAGE, ByAmount, Ids, OnRoutes, SomeIds
from sim.levers.mechanisms.dated_durations import durations_of, with_durations
from sim.scenario import Duration, Identifier, LocalText, Model, Scenario, Settings, Unit, Words

_OTHERS = Words(vi="trường hợp khác", en="other cases")
_LEAST = 1e-12
"""Kinds of case with a smaller share are left out."""


class AddedComponent(Model):
    """A kind of case that a duration does not know yet."""

    name: LocalText = Field(description="what kind of case this is, for readers")
    unit: Unit = Field(description="unit of `spread`; the same as that of the duration it is added to")
    spread: SingleSpec = Field(description="the duration of this kind of case")


class ComponentWeightChange(OnRoutes, ByAmount):
    """How many cases are of which kind: the effect is the share of the other kinds' cases that become this kind."""

    kind: Literal["component_weight"]
    stages: Annotated[SomeIds, A_STAGE] = Field(
        description="ids of the stages whose durations are mixtures, or take a kind of case in"
    )
    component: Identifier = Field(description="id of the kind of case that gains")
    out_of: Ids = Field(default=(), description="ids of the kinds of case that lose; none: all others")
    added: AddedComponent | None = Field(
        default=None, description="what that kind of case is, where the durations do not have it"
    )

    can_ramp = True

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Turn a share of the other kinds of case into this one."""
        self._must_know_kinds(scenario.settings, pull)

        def reweighted(duration: Duration, share: float) -> Duration:
            spread = self.reweighted(duration.spread, share)
            if spread is None:
                raise pull.refuse(
                    msg("a duration without the kind of case `{component}`", component=self.component),
                    msg("a mixture with a component of that id, or `added` that says what it is"),
                    msg("give the component its `id` in the scenario, or name other stages or routes"),
                    "component",
                )
            return pull.credited(duration, spread=spread)

        return with_durations(scenario, self, self.stages, pull, reweighted)

    def reweighted(self, spec: FamilySpec, share: float) -> FamilySpec | None:
        """Mixture in which a share of the other kinds of case has become this one.

        Parameters
        ----------
        spec : FamilySpec
        share : float
            0 to 1.

        Returns
        -------
        FamilySpec or None
            None where the distribution has no such kind and the change adds none.
        """
        if spec.kinds_of_case:
            parts = [(part, part.weight) for part in spec.kinds_of_case]
        elif self.added is not None:
            parts = [(Component(name=_OTHERS, weight=1.0, spread=spec), 1.0)]
        else:
            # One kind of case only, as where another lever has turned all others into it.
            return spec
        there = {part.id for part, _ in parts}
        if self.component not in there and self.added is not None:
            new = Component(id=self.component, name=self.added.name, weight=1.0, spread=self.added.spread)
            parts.insert(0, (new, 0.0))
        elif self.component not in there:
            return None if not self.out_of or there.intersection(self.out_of) else spec
        return self._moved(parts, share)

    def _moved(self, parts: list[tuple[Component, float]], share: float) -> FamilySpec:
        weights = [weight * (1 - share) if self._loses(part) else weight for part, weight in parts]
        gained = 1 - math.fsum(weights)
        left = [
            (part, weight + gained if part.id == self.component else weight)
            for (part, _), weight in zip(parts, weights, strict=True)
        ]
        left = [(part, weight) for part, weight in left if weight > _LEAST]
        if len(left) == 1:
            return left[0][0].spread
        return MixtureSpec(
            family="mixture",
            components=tuple(part.model_copy(update={"weight": min(weight, 1.0)}) for part, weight in left),
        )

    def _loses(self, part: Component) -> bool:
        return part.id != self.component and (not self.out_of or part.id in self.out_of)

    def _must_know_kinds(self, settings: Settings, pull: Pull) -> None:
        """Refuse kinds of case that none of the durations has, before or after a change of law."""
        durations = durations_of(settings, self, self.stages)
        kinds = [kind for duration in durations for kind in duration.spread.kinds_of_case]
        known = {kind.id for kind in kinds if kind.id is not None}
        what = msg("kind of case in these durations")
        for name in self.out_of:
            pull.must_be_in(name, known, "out_of", what)
        if self.added is None:
            pull.must_be_in(self.component, known, "component", what)
            return
        unit = self.added.unit
        other = next((duration.unit for duration in durations if duration.unit != unit), None)
        if other is not None:
            raise pull.refuse(
                msg("`{unit}`, but a duration it is added to is in `{other}`", unit=unit, other=other),
                msg("the unit of the durations of these stages"),
                msg("state the kind of case in that unit"),
                "added.unit",
            )
