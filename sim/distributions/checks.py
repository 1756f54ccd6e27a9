"""Checks of parameters. Messages hold no numbers, so that each can be a key into a catalogue."""

from __future__ import annotations

import math


def require(holds: bool, message: str) -> None:
    """Raise `ValueError` with `message` unless `holds`."""
    if not holds:
        raise ValueError(message)


def require_positive(name: str, value: float) -> None:
    """Raise `ValueError` naming the field unless `value` is finite and above 0."""
    require(math.isfinite(value) and value > 0, f"{name} must be a number above zero")


def require_duration(name: str, value: float) -> None:
    """Raise `ValueError` naming the field unless `value` is finite and 0 or more."""
    require(math.isfinite(value) and value >= 0, f"{name} must be a number of zero or more")


def require_range(low: float, high: float) -> None:
    """Raise `ValueError` unless 0 <= low < high, both finite."""
    require_duration("low", low)
    require_duration("high", high)
    require(low < high, "low must be less than high")


def require_mode(low: float, mode: float, high: float) -> None:
    """Raise `ValueError` unless 0 <= low <= mode <= high and low < high, all finite."""
    require_range(low, high)
    require_duration("mode", mode)
    require(low <= mode <= high, "mode must lie between low and high")
