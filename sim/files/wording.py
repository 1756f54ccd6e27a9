"""How a message shows what stands in a file: values as written there, names, the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from sim.errors import Message, msg
from sim.scenario import DateRange

LONGEST_SHOWN = 60
MOST_NAMES = 30


def shown(value: Any) -> Any:
    """Return a value as a scenario file writes it, shortened; tables and lists by their size."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{cut_short(value)}"'
        case dict():
            return msg("a table (entries: {count})", count=len(value))
        case list() | tuple():
            return msg("a list (entries: {count})", count=len(value))
        case date():
            return value.isoformat()
        case _:
            return cut_short(str(value)) if not isinstance(value, int) or abs(value) < 10**50 else "…"


def cut_short(text: str) -> str:
    """Cut a long text and keep it on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


def span_shown(span: DateRange) -> Message:
    """Return a day, or the two days of a span."""
    if span.first == span.last:
        return msg("{day}", day=span.first)
    return msg("{first}–{last}", first=span.first, last=span.last)


def listed(names: Iterable[str]) -> str:
    """Names in the order given, cut after `MOST_NAMES`; a dash where there is none."""
    all_names = list(names)
    cut = [cut_short(name) for name in all_names[:MOST_NAMES]] + ["…"] * (len(all_names) > MOST_NAMES)
    return ", ".join(cut) or "—"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` most like `name`, if any is like it at all."""
    by_folded = {other.casefold(): other for other in names}
    close = get_close_matches(name[:200].casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def proposal(name: str, names: Iterable[str], otherwise: Message) -> Message:
    """Did you mean …? — or `otherwise`."""
    close = nearest(name, names)
    return (
        otherwise if close is None else msg("did you mean `{nearest}`? Then correct the name", nearest=close)
    )
