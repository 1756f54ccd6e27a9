"""What one future shows, in a sentence; and that it is one of many."""

from __future__ import annotations

from sim.analysis.one_future import OneFuture, SpanKind, WaitOnPath, waits_on_paths
from sim.analysis.projects import year_end
from sim.errors import Message, msg
from sim.scenario import Words
from sim.text import number_of_homes, number_of_simulated_futures

_NAMES: dict[int, Message] = {10: msg("a bad future"), 50: msg("a typical future"), 90: msg("a good future")}
_WAITS: dict[SpanKind, Message] = {
    "tender": msg("the next call for investors"),
    "investor": msg("an investor"),
    "notice": msg("notices issued again"),
    "turn": msg("the turn of a block"),
    "stopped": msg("stopped work to go on"),
}


def future_name(found: OneFuture) -> Message:
    """Say how good the future is: a bad, typical or good one, or which number it has."""
    percentile = found.chosen.percentile
    if percentile is None:
        return msg("future number {number}", number=str(found.chosen.replication))
    return _NAMES.get(percentile, msg("the future at P{percentile}", percentile=str(percentile)))


def one_of_futures(found: OneFuture) -> Message:
    """Say that it is one of many, and no forecast."""
    if found.chosen.futures is None:
        return msg(
            "One of all futures that can be simulated (number {number}), not a forecast.",
            number=str(found.chosen.replication),
        )
    return msg(
        "One of {futures} (number {number}), not a forecast.",
        futures=number_of_simulated_futures(found.chosen.futures),
        number=str(found.chosen.replication),
    )


def future_finding(found: OneFuture) -> Message:
    """Say how many homes there are by the end of the last year looked at, and what projects wait for longest."""
    end = year_end(found.scenario, found.goal.last_year)
    whole, waits = waits_on_paths(found.courses, end)
    said = {
        "future": future_name(found),
        "homes": number_of_homes(found.homes),
        "year": str(found.goal.last_year),
    }
    if not waits:
        return msg("{future}: {homes} by the end of {year}; no project waits", **said)
    share = sum(wait.days for wait in waits) / whole
    return msg(
        "{future}: {homes} by the end of {year}; projects wait for {percent}% of their time, most for {what}",
        **said,
        percent=round(100 * share),
        what=wait_name(found, waits[0]),
    )


def wait_name(found: OneFuture, wait: WaitOnPath) -> Words | Message:
    """Name what is waited for."""
    settings = found.scenario.settings
    if wait.kind in ("pool", "stock"):
        return (settings.pools if wait.kind == "pool" else settings.stocks)[wait.shared].name
    return _WAITS[wait.kind]
