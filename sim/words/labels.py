"""Numbers of answers where there is room for a few letters only: cells of tables, labels of figures."""

from __future__ import annotations

from datetime import date

from sim.analysis.statistics import Chance, ChanceChange, Interval, MeanChange
from sim.errors import FixedDecimals
from sim.text import Text
from sim.words.chances import Percent, chances_between, told, told_end
from sim.words.phrases import (
    homes_between,
    homes_in_words,
    points,
    points_between,
    quarter_in_words,
    signed,
)


def chance_label(chance: Chance, text: Text) -> str:
    """Chance as a percentage: 18%, <0.1%."""
    return f"{_percent_label(told(chance), text)}%"


def interval_label(chance: Chance, text: Text) -> str:
    """95 % interval of a chance, for simulation error: 0.1–0.4%, 18–25%."""
    return f"{_span_label(chance.interval, text)}%"


def range_label(chance: Chance, text: Text) -> str:
    """P10 to P90 of a chance over what is not known: 2–41%, <0.5–12%; a dash where the run cannot tell it."""
    known = chance.over_unknowns
    if known is None:
        return "—"
    low, high = (_percent_label(told_end(end), text) for end in (known.low, known.high))
    return f"{low}%" if low == high else f"{low}–{high}%"


def range_ends_label(chance: Chance, text: Text) -> str:
    """95 % intervals of the two ends of that range: 1–4%, 38–44%; a dash where there is none."""
    known = chance.over_unknowns
    if known is None:
        return "—"
    low, high = (_span_label(end.interval, text) for end in (known.low, known.high))
    return f"{low}%, {high}%"


def points_label(change: ChanceChange, text: Text) -> str:
    """Change of a chance in percentage points, with its sign: +12.3, −0.4, 0."""
    return signed_label(points(change.share), text)


def points_range(ends: tuple[float, float] | None, text: Text) -> str:
    """Ends of a change in percentage points: −0.2 to +3.1; a dash where there are none."""
    if ends is None:
        return "—"
    low, high = points_between(ends)
    return between_label((signed(low), signed(high)), text)


def homes_change_label(change: MeanChange, text: Text) -> str:
    """Change in the mean number of homes, with its 95 % interval: +120 (+80 to +161)."""
    low, high = homes_between(change.interval)
    return f"{signed_label(homes_in_words(change.mean), text)} ({between_label((signed(low), signed(high)), text)})"


def between_label(ends: tuple[FixedDecimals, FixedDecimals], text: Text) -> str:
    """Two ends of an interval: 12.1 to 12.9."""
    return text("{low} to {high}", low=ends[0], high=ends[1])


def signed_label(number: FixedDecimals, text: Text) -> str:
    """Number with its sign: +12.3, −0.4, 0."""
    return text.fixed(signed(number))


def quarter_label(day: date, text: Text) -> str:
    """Quarter that begins on a day, or the day where none does: Q3/2026."""
    return text(quarter_in_words(day))


def _percent_label(percent: Percent, text: Text) -> str:
    sign = {"at": "", "under": "<", "over": ">"}[percent.side]
    return f"{sign}{text.fixed(percent.value)}"


def _span_label(ends: Interval, text: Text) -> str:
    low, high = (text.fixed(end) for end in chances_between(ends))
    return f"{low}–{high}"
