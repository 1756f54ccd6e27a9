"""Distributions as a lever changes them: with other shares of the kinds of case."""

from __future__ import annotations

import math

from sim.distributions import Component, FamilySpec, MixtureSpec
from sim.levers import ComponentWeightChange
from sim.scenario import Words

_OTHERS = Words(vi="trường hợp khác", en="other cases")
_LEAST = 1e-12


def reweighted(shape: FamilySpec, change: ComponentWeightChange, share: float) -> FamilySpec | None:
    """Mixture in which a share of other kinds of case has become the one that the change names.

    Parameters
    ----------
    shape : FamilySpec
    change : ComponentWeightChange
    share : float
        0 to 1.

    Returns
    -------
    FamilySpec or None
        None where the shape has no such kind and the change adds none.
    """
    if shape.kinds_of_case:
        parts = [(part, part.weight) for part in shape.kinds_of_case]
    elif change.added is not None:
        parts = [(Component(name=_OTHERS, weight=1.0, spread=shape), 1.0)]
    else:
        # One kind of case only, as where another lever has turned all others into it.
        return shape
    there = {part.id for part, _ in parts}
    if change.component not in there and change.added is not None:
        added = change.added
        parts.insert(
            0, (Component(id=change.component, name=added.name, weight=1.0, spread=added.spread), 0.0)
        )
    elif change.component not in there:
        return None if not change.out_of or there.intersection(change.out_of) else shape
    return _moved(parts, change, share)


def _moved(parts: list[tuple[Component, float]], change: ComponentWeightChange, share: float) -> FamilySpec:
    weights = []
    for part, weight in parts:
        loses = part.id != change.component and (not change.out_of or part.id in change.out_of)
        weights.append(weight * (1 - share) if loses else weight)
    gained = 1 - math.fsum(weights)
    left = [
        (part, weight + gained if part.id == change.component else weight)
        for (part, _), weight in zip(parts, weights, strict=True)
    ]
    left = [(part, weight) for part, weight in left if weight > _LEAST]
    if len(left) == 1:
        return left[0][0].spread
    return MixtureSpec(
        family="mixture",
        components=tuple(part.model_copy(update={"weight": min(weight, 1.0)}) for part, weight in left),
    )
