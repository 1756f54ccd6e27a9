"""What changes about every target, as one table of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from sim.analysis import Comparison, TargetChange
from sim.analysis.statistics import Verdict
from sim.charts import chance_label
from sim.cli import plain_table
from sim.errors import FixedDecimals, msg_n
from sim.text import Text
from sim.words import homes_between, homes_in_words, points, points_between, signed, span_of

_CHANGE, _INTERVAL, _NARROW = 10, 13, 12
"""Letters of a change, of its interval, and of an interval where the range over what is not known stands too."""


def change_table(comparison: Comparison, text: Text) -> Table:
    """Make the table: each year, added up, overall; chances before and after, change in points and in homes.

    Where the range over what is not known stands too, the interval of the homes stands under them: there is no more
    room.
    """
    ranges = comparison.base.futures_per_set > 1
    table = plain_table()
    table.add_column(text("Target"), min_width=9, no_wrap=True)
    chances = [chance for change in comparison.changes for chance in (change.before, change.after)]
    # A count of futures takes two lines where there is little room, but is never cut.
    widest = max(len(word) for chance in chances for word in chance_label(chance, text).split())
    for heading in (text("Before"), text("After")):
        table.add_column(heading, justify="right", min_width=max(widest, len(heading)))
    table.add_column(text("Points"), justify="right", width=_CHANGE)
    if ranges:
        table.add_column(text("95% interval"), justify="right", width=_NARROW)
        table.add_column(text("Range over what is not known"), justify="right", width=_NARROW)
        table.add_column(text("Homes, 95% interval"), justify="right", width=_NARROW)
    else:
        table.add_column(text("95% interval"), justify="right", width=_INTERVAL)
        table.add_column(text("Homes"), justify="right", width=_CHANGE)
        table.add_column(text("95% interval"), justify="right", width=_INTERVAL)
    overall = [change for change in (comparison.period, comparison.programme) if change is not None]
    # The sum of all years is often the period's target: it stands under "Overall" only.
    added_up = [
        change
        for change in comparison.of_kind("cumulative")
        if all(not _alike(change, other) for other in overall)
    ]
    for heading, changes in (
        (text("Each year"), comparison.years),
        (text("Added up"), added_up),
        (text("Overall"), overall),
    ):
        table.add_section()
        table.add_row(heading, style="dim")
        for change in changes:
            table.add_row(
                span_of(change.goal),
                *_chances(change, text, ranges=ranges),
                *_homes(change, text, ranges=ranges),
            )
    together = text(msg_n("the one year", "all {count} years", len(comparison.years)))
    # Their homes are those of the sum of all years, and told there.
    table.add_row(together, *_chances(comparison.all_years, text, ranges=ranges))
    return table


def _alike(change: TargetChange, other: TargetChange) -> bool:
    """Whether two goals ask the same of the same years, with the same answer."""
    goal, its = change.goal, other.goal
    return (goal.first_year, goal.last_year, goal.target) == (its.first_year, its.last_year, its.target) and (
        (change.homes, change.before, change.after, change.chance)
        == (other.homes, other.before, other.after, other.chance)
    )


def _chances(change: TargetChange, text: Text, *, ranges: bool) -> Sequence[str]:
    both = (chance_label(change.before, text), chance_label(change.after, text))
    if change.unchanged:
        return (*both, text("unchanged"), "0", *(["0"] if ranges else []))
    chance = change.chance
    known = chance.over_unknowns
    return (
        *both,
        changed(points(chance.share), chance.verdict, text),
        between(points_between(chance.interval), text),
        *(["—" if known is None else between(points_between(known), text)] if ranges else []),
    )


def _homes(change: TargetChange, text: Text, *, ranges: bool) -> Sequence[str]:
    homes = change.homes
    if change.unchanged:
        said = (text("unchanged"), "0")
    else:
        by = changed(homes_in_words(homes.mean), homes.verdict, text)
        said = (by, between(homes_between(homes.interval), text))
    return ("\n".join(said),) if ranges else said


def changed(by: FixedDecimals, verdict: Verdict, text: Text) -> str:
    """Say a change with its sign, or that it is not clear."""
    return text("unclear") if verdict == "no_clear_difference" else text.fixed(signed(by))


def between(ends: tuple[FixedDecimals, FixedDecimals], text: Text) -> str:
    """Say an interval."""
    return text("{low} to {high}", low=ends[0], high=ends[1])
