"""Where the time of homes went, on a terminal: sentences, causes, years, the use of pools and stocks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rich.table import Table

from sim.analysis.bottleneck import Bottleneck, Days, Group, Quarter, WaitCause
from sim.analysis.statistics import Z95
from sim.cli import plain_table, print_pulled, terminal
from sim.levers import LeverSetting
from sim.scenario import Scenario
from sim.text import Text
from sim.words import (
    READING_WORDS,
    bottleneck_in_words,
    cause_name,
    delivery_in_words,
    model_only,
    run_note,
    stage_name,
    total,
)

_SEEN = 0.05
"""Days a home below which a cause is left out of the tables."""
_FEW_HOMES = 0.5
_QUARTERS = ("I", "II", "III", "IV")
_YEAR, _CELL = 6, 6
"""Letters of a year and of a figure in the tables of pools and stocks: twelve figures fit into 80."""


def print_bottleneck(
    answer: Bottleneck, text: Text, *, pulled: Sequence[LeverSetting], base: Scenario
) -> None:
    """Print the answer to stdout, in the width of the terminal (80 columns where there is none).

    Parameters
    ----------
    answer : Bottleneck
    text : Text
    pulled : sequence of LeverSetting
        Levers pulled in the scenario `base`.
    base : Scenario
    """
    console = terminal()
    console.print(" ".join(text(said) for said in bottleneck_in_words(answer)), style="bold")
    console.print()
    name = answer.scenario.settings.name
    console.print(text(name))
    print_pulled(console, pulled, base, text)
    console.print(_causes(answer, text))
    console.print()
    console.print(_years(answer, text))
    for line in _shared(answer, text):
        console.print(line)
    console.print()
    for said in delivery_in_words(setting.lever for setting in pulled):
        console.print("• " + text(said))
    for line in _footer(answer, text):
        console.print("• " + line)


def _table(*columns: str, width: int, padding: int = 1) -> Table:
    table = plain_table(padding=padding)
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True, min_width=width)
    return table


def _causes(answer: Bottleneck, text: Text) -> Table:
    table = _table(text("Cause"), text("Days a home"), "±", text("Share"), text("With waits"), width=4)
    at_stages = dict(zip(answer.stages, answer.homes.stages, strict=True))
    found = list(zip(answer.causes, answer.homes.causes, strict=True))
    sections: tuple[tuple[str, Callable[[WaitCause], bool]], ...] = (
        (text("Waits of projects under way"), lambda cause: cause.waits),
        (text("Work, by stage"), lambda cause: cause.kind == "work"),
        (text("Not under way"), lambda cause: not cause.waits and cause.kind != "work"),
    )
    for heading, belongs in sections:
        mine = sorted(
            ((cause, days) for cause, days in found if belongs(cause) and abs(days.days) >= _SEEN),
            key=lambda pair: -pair[1].days,
        )
        if not mine:
            continue
        table.add_section()
        table.add_row(heading, style="dim")
        for cause, days in mine:
            if cause.kind == "work":
                name = text(stage_name(cause.id, answer.scenario))
                table.add_row(name, *_figures(days, text), text.number(at_stages[cause.id].days, 1))
            else:
                name = text(cause_name(cause, answer.scenario))
                table.add_row(name, *_figures(days, text))
    table.add_section()
    table.add_row(text("Whole time"), *_figures(answer.homes.whole, text))
    return table


def _figures(days: Days, text: Text) -> tuple[str, str, str]:
    error = "—" if math.isnan(days.error) else text.number(Z95 * days.error, 1)
    return text.number(days.days, 1), error, text.percent(days.share, 0 if days.share >= 0.0995 else 1)


def _years(answer: Bottleneck, text: Text) -> Table:
    groups = [group for group in answer.years if group.homes >= _FEW_HOMES]
    late = [answer.late] if answer.late.homes >= _FEW_HOMES else []
    names = [*(str(group.year) for group in groups), *(text("not there") for _ in late)]
    table = _table(text("Days a home, by the year it gets there"), *names, width=6)
    groups += late

    def add(name: str, days_of: Callable[[Group], float]) -> None:
        table.add_row(name, *(text.number(days_of(group)) for group in groups))

    table.add_row(text("homes"), *(text.number(group.homes) for group in groups), style="dim")
    order = sorted(range(len(answer.causes)), key=lambda i: -answer.homes.causes[i].days)
    for waits in (True, False):
        if not waits:
            add(text("work of all stages"), lambda group: total(answer, group, "work").days)
        for i in order:
            cause = answer.causes[i]
            if cause.waits == waits and cause.kind != "work" and abs(answer.homes.causes[i].days) >= _SEEN:
                name = text(cause_name(cause, answer.scenario))
                add(name, lambda group, i=i: group.causes[i].days)  # type: ignore[misc]
    table.add_section()
    add(text("Whole time"), lambda group: group.whole.days)
    return table


def _shared(answer: Bottleneck, text: Text) -> Iterator[str]:
    """Lines of the pools and of the stocks: a row a year, its quarters side by side."""
    settings = answer.scenario.settings
    pools = {key: pool.name for key, pool in settings.pools.items()}
    stocks = {key: stock.name for key, stock in settings.stocks.items()}
    for shared, names, heading in (
        (answer.pools, pools, text("Capacity pools, by quarter")),
        (answer.stocks, stocks, text("Stocks, by quarter")),
    ):
        if not shared:
            continue
        kinds = [text("Waiting"), text("Wait, days")]
        if shared is answer.pools:
            kinds.insert(0, text("Use, %"))
        yield ""
        yield heading
        yield "".join([" " * _YEAR, *(kind.rjust(4 * _CELL) for kind in kinds)])
        yield "".join([" " * _YEAR, *(q.rjust(_CELL) for q in _QUARTERS * len(kinds))])
        yield "─" * (_YEAR + 4 * _CELL * len(kinds))
        for key, quarters in shared.items():
            yield text(names[key])
            for year, of_year in groupby(quarters, key=lambda quarter: quarter.year):
                cells = _row(list(of_year), text, is_pool=shared is answer.pools)
                yield "".join([str(year).ljust(_YEAR), *(cell.rjust(_CELL) for cell in cells)])


def _row(quarters: Sequence[Quarter], text: Text, *, is_pool: bool) -> Iterator[str]:
    by_number = {quarter.quarter: quarter for quarter in quarters}
    in_order = [by_number.get(number) for number in (1, 2, 3, 4)]
    for quarter in in_order if is_pool else ():
        share = None if quarter is None else quarter.use_share
        yield "" if share is None else text.number(100 * share)
    for quarter in in_order:
        yield "" if quarter is None else text.number(quarter.waiting, int(quarter.waiting < 100))
    for quarter in in_order:
        waits = None if quarter is None else quarter.wait_days
        yield "" if waits is None else text.number(waits)


def _footer(answer: Bottleneck, text: Text) -> Iterator[str]:
    yield text("What counts: {reading}.", reading=READING_WORDS[answer.reading])
    yield text(
        "{homes} homes in the mean future: {reached} get there by the end of {year}; the time of the other {late} "
        "counts up to then.",
        homes=round(answer.homes.homes),
        reached=round(answer.homes.homes) - round(answer.late.homes),
        year=str(answer.last_year),
        late=round(answer.late.homes),
    )
    yield text(
        "Every home's days are those of its critical path, walked back from its end: at each stage to what had to come "
        "before and ended last. They add up to its whole time."
    )
    yield text(
        "Work is told in days of full work; what a calendar takes from a day is told as days off and slow days. With "
        "waits: all days at the stage, whatever their cause."
    )
    if answer.pools:
        yield text("Use: slots held, in percent of those there are.")
    if answer.pools or answer.stocks:
        yield text(
            "Waiting: requests that wait, in the mean of the quarter. Wait: mean days of the requests made in the "
            "quarter, to the end of their wait. Only waits on a critical path hold homes up and stand among the causes."
        )
    yield text(
        "±: 95% simulation error only: it narrows with more futures and says nothing of what is not known."
    )
    yield text(run_note(answer.scenario, answer.replications, 1, answer.seed, answer.engine))
    yield text(model_only(ranges=False))
