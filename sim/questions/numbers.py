"""Numbers in the cells of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim import charts, words
from sim.errors import FixedDecimals
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis.statistics import Chance


def chance(found: Chance, text: Text) -> str:
    """Say a chance with a decimal, or as a count of futures where a percentage would round to certainty."""
    return charts.chance_label(found, text) if words.is_rare(found) else text.percent(found.share, 1)


def between(ends: tuple[FixedDecimals, FixedDecimals], text: Text) -> str:
    """Say the two ends of an interval."""
    return text("{low} to {high}", low=ends[0], high=ends[1])


def signed(number: FixedDecimals, text: Text) -> str:
    """Say a number with its sign."""
    return text.fixed(words.signed(number))
