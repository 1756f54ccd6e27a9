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
    low, high = chance.interval
    return f"{_percent_number(low, text)}–{_percent_number(high, text)}%"


def range_label(chance: Chance, text: Text) -> str:
    """P10 to P90 of a chance over what is not known; a dash where the run cannot tell it."""
    if chance.over_unknowns is None:
        return "—"
    low, high = chance.over_unknowns
    return f"{_percent_number(low, text)}–{_percent_number(high, text)}%"


def _percent_number(share: float, text: Text) -> str:
    return text.number(100 * share, 0 if 0.1 <= share <= 0.9 else 1)
