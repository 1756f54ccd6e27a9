"""Words for a chance where there is room for a few letters only."""

from __future__ import annotations

from sim.analysis import Chance, is_rare, of_futures
from sim.errors import Message, msg
from sim.scenario import Reading
from sim.text import Text

READING_NAMES: dict[Reading, Message] = {
    "counted": msg("counted"),
    "eligible": msg("eligible"),
    "handed_over": msg("handed over"),
}


def chance_label(chance: Chance, text: Text) -> str:
    """Chance as a percentage, or as a count of futures where a percentage would round to certainty."""
    return text(of_futures(chance)) if is_rare(chance) else text.percent(chance.share)


def interval_label(chance: Chance, text: Text) -> str:
    """95 % interval of a chance, for simulation error, finer near the ends: 0.0–0.4%, 19–24%."""
    return _span_label(chance.interval, text)


def range_label(chance: Chance, text: Text) -> str:
    """P10 to P90 of a chance over what is not known; a dash where the run cannot tell it."""
    if chance.over_unknowns is None:
        return "—"
    return _span_label(chance.over_unknowns, text)


def _span_label(ends: tuple[float, float], text: Text) -> str:
    # What is possible is never rounded to the impossible, nor to the certain.
    low = ends[0] if ends[0] == 1 else min(ends[0], 0.999)
    high = ends[1] if ends[1] == 0 else max(ends[1], 0.001)
    return f"{_percent_number(low, text)}–{_percent_number(high, text)}%"


def _percent_number(share: float, text: Text) -> str:
    return text.number(100 * share, 0 if 0.1 <= share <= 0.9 else 1)
