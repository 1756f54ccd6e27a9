"""Words for a chance where there is room for a few letters only."""

from __future__ import annotations

from datetime import date

from sim.analysis.statistics import Chance, ChanceChange, MeanChange
from sim.errors import Message, msg
from sim.scenario import Reading
from sim.text import Text
from sim.words import (
    homes_between,
    homes_in_words,
    is_rare,
    of_futures,
    points,
    points_between,
    quarter_in_words,
    signed,
)

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
    return span_label(chance.interval, text)


def range_label(chance: Chance, text: Text) -> str:
    """P10 to P90 of a chance over what is not known; a dash where the run cannot tell it."""
    if chance.over_unknowns is None:
        return "—"
    return span_label(chance.over_unknowns, text)


def points_label(change: ChanceChange, text: Text) -> str:
    """Change of a chance in percentage points, with its sign: +12.3, −0.4, 0."""
    return _minus(text.fixed(signed(points(change.share))))


def points_range(ends: tuple[float, float] | None, text: Text) -> str:
    """Ends of a change in percentage points: −0.2 to +3.1; a dash where there are none."""
    if ends is None:
        return "—"
    low, high = (_minus(text.fixed(signed(end))) for end in points_between(ends))
    return text("{low} to {high}", low=low, high=high)


def homes_change_label(change: MeanChange, text: Text) -> str:
    """Change in the mean number of homes, with its 95 % interval: +120 (+80 to +161)."""
    low, high = (_minus(text.fixed(signed(end))) for end in homes_between(change.interval))
    mean = _minus(text.fixed(signed(homes_in_words(change.mean))))
    return f"{mean} ({text('{low} to {high}', low=low, high=high)})"


def quarter_label(day: date, text: Text) -> str:
    """Quarter that begins on a day, or the day where none does: Q3/2026."""
    return text(quarter_in_words(day))


def _minus(number: str) -> str:
    """Number with a minus sign as wide as its plus."""
    return number.replace("-", "−")


def span_label(ends: tuple[float, float], text: Text) -> str:
    """Two ends of a chance: 19–24%."""
    # What is possible is never rounded to the impossible, nor to the certain.
    low = ends[0] if ends[0] == 1 else min(ends[0], 0.999)
    high = ends[1] if ends[1] == 0 else max(ends[1], 0.001)
    return f"{_percent_number(low, text)}–{_percent_number(high, text)}%"


def _percent_number(share: float, text: Text) -> str:
    return text.number(100 * share, 0 if 0.1 <= share <= 0.9 else 1)
