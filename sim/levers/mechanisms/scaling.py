"""Distributions of durations multiplied by a factor."""

from __future__ import annotations

from typing import Any

from sim.scenario import MixtureShape, QuantilesShape, Shape

_LENGTHS = ("value", "low", "mode", "high", "mean", "sd", "median", "p10", "p90", "scale")
"""Parameters that are lengths of time; the others (`shape`, `sigma_log`) are pure numbers."""


def scaled(shape: Shape, factor: float) -> Shape:
    """Distribution of durations each multiplied by a factor above 0."""
    result: Shape = _scaled(shape, factor)
    return result


def _scaled(shape: Any, factor: float) -> Any:
    if isinstance(shape, MixtureShape):
        parts = tuple(
            part.model_copy(update={"spread": _scaled(part.spread, factor)}) for part in shape.components
        )
        return MixtureShape(family="mixture", components=parts)
    if isinstance(shape, QuantilesShape):
        points = tuple((share, length * factor) for share, length in shape.points)
        return QuantilesShape(family="quantiles", points=points)
    stated = shape.model_dump(exclude_none=True)
    return type(shape)(**{key: value * factor if key in _LENGTHS else value for key, value in stated.items()})
