"""What holds targets up, on a terminal: the dearest causes first, then what each unknown number moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.table import Table

from sim.analysis import CauseAblation, Tornado
from sim.analysis.statistics import ChanceChange, MeanChange, rank_label
from sim.cli import Asked, common_notes, plain_table, print_sheet
from sim.cli.render.changes import between
from sim.errors import FixedDecimals, Message, msg
from sim.levers import Cause
from sim.scenario import Scenario, Unknown
from sim.text import Text
from sim.words import (
    goal_in_words,
    homes_between,
    homes_in_words,
    interaction_in_words,
    points,
    points_between,
    ranks_note,
    signed,
    swings_note,
)

_HOMES, _INTERVAL, _POINTS = 6, 14, 6
_TOLD, _MOST_TOLD = 3, 5
"""Causes told in the first sentence, and the most where more share a rank."""
_SHOWN = 12
"""Unknown numbers that stand in the table: there are dozens, and most move little."""


def print_drivers(
    found: CauseAblation,
    moved: tuple[Tornado, Mapping[str, Unknown]] | None,
    causes: Mapping[str, Cause],
    scenario: Scenario,
    asked: Asked,
    text: Text,
) -> None:
    """Print what causes cost and what unknown numbers move.

    Parameters
    ----------
    found : Drivers
    moved : (Swings, mapping of str to Unknown) or None
    causes : mapping of str to Cause
        By id; they have names.
    scenario : Scenario
        With the levers pulled.
    asked : Asked
    text : Text
    """
    tables = [_causes(found, causes, text)]
    if moved is not None:
        tables.append(_unknowns(*moved, text))
    notes = list(_notes(found, moved, causes))
    notes += common_notes(scenario, found.base, found.reading, [setting.lever for setting in asked.settings])
    print_sheet(asked.known(), list(_answer(found, causes)), tables, notes, text, pulled=asked.settings)


def _answer(found: CauseAblation, causes: Mapping[str, Cause]) -> Iterator[Message]:
    dearest = [name for name, cost in found.costs.items() if cost.homes_per_year.verdict == "up"]
    goal = goal_in_words(found.goal)
    if not dearest:
        yield msg("None of the causes clearly costs homes.")
    else:
        last = found.ranks[dearest[min(_TOLD, len(dearest)) - 1]].rank
        told = [name for name in dearest if found.ranks[name].rank <= last][:_MOST_TOLD]
        yield msg(
            "What costs most homes a year, and percentage points of the chance to reach {goal}: {causes}.",
            goal=goal,
            causes=[
                msg(
                    "{cause} ({homes} homes, {points} points)",
                    cause=causes[name].name,
                    homes=homes_in_words(found.costs[name].homes_per_year.mean),
                    points=points(found.costs[name].chance.share),
                )
                for name in told
            ],
        )
    if found.interaction is not None:
        yield from interaction_in_words(found.interaction)


def _frame(title: str, text: Text) -> Table:
    table = plain_table()
    table.add_column("", justify="right", width=3)
    table.add_column(title, min_width=26)
    table.add_column(text("Homes a year"), justify="right", width=_HOMES)
    table.add_column(text("95% interval"), justify="right", width=_INTERVAL)
    table.add_column(text("Points"), justify="right", width=_POINTS)
    table.add_column(text("95% interval"), justify="right", width=_INTERVAL)
    return table


def _causes(found: CauseAblation, causes: Mapping[str, Cause], text: Text) -> Table:
    table = _frame(text("Without this cause"), text)
    for name, cost in found.costs.items():
        table.add_row(
            rank_label(found.ranks, name),
            text(causes[name].name),
            *_figures(cost.homes_per_year, cost.chance, text),
        )
    if (both := found.interaction) is not None:
        table.add_section()
        sum_homes, sum_points = homes_in_words(both.homes_sum), points(both.points_sum)
        table.add_row(
            "", text("Added up one by one"), _sign(sum_homes, text), "", _sign(sum_points, text), ""
        )
        table.add_row(
            "",
            text("All of them left out"),
            *_figures(both.together.homes_per_year, both.together.chance, text),
        )
    return table


def _unknowns(moved: Tornado, unknowns: Mapping[str, Unknown], text: Text) -> Table:
    table = _frame(text("From its P10 to its P90"), text)
    for name, swing in list(moved.swings.items())[:_SHOWN]:
        table.add_row(
            rank_label(moved.ranks, name),
            text(unknowns[name].name),
            *_figures(swing.homes_per_year, swing.chance, text),
        )
    return table


def _figures(homes: MeanChange, chance: ChanceChange, text: Text) -> tuple[str, str, str, str]:
    return (
        _sign(homes_in_words(homes.mean), text),
        between(homes_between(homes.interval), text),
        _sign(points(chance.share), text),
        between(points_between(chance.interval), text),
    )


def _sign(number: FixedDecimals, text: Text) -> str:
    return text.fixed(signed(number))


def _notes(
    found: CauseAblation, moved: tuple[Tornado, Mapping[str, Unknown]] | None, causes: Mapping[str, Cause]
) -> Iterator[Message]:
    yield msg("Points: change of the chance to reach {goal}.", goal=goal_in_words(found.goal))
    yield msg(
        "What is left out is what the file of the cause says, taken away in full: a measure of what it costs, not of "
        "what anyone could reach."
    )
    yield ranks_note()
    idle = [
        cause.name for name, cause in causes.items() if name not in found.costs and name not in found.not_done
    ]
    if idle:
        yield msg("Without a part in this scenario, and left out: {causes}.", causes=idle)
    if moved is not None:
        yield swings_note(moved[0])
        if len(moved[0].swings) > _SHOWN:
            yield msg(
                "Shown: the {shown} unknown numbers that move most, of {count}; `--format json` gives all.",
                shown=_SHOWN,
                count=len(moved[0].swings),
            )
