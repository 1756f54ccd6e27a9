"""Where the time of homes goes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from sim import charts, words
from sim.analysis import bottleneck as tally
from sim.analysis import statistics, to_json
from sim.errors import Message, TwoLanguages, msg
from sim.questions.asked import Asked, Watch, levers_fit
from sim.questions.notes import delivery_notes, share_done, what_counts
from sim.questions.options import COMPARE_REPLICATIONS, ENGINE, HOW, JOBS, SCENARIO, SEED
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Column, Figure, Row, Section, Sheet, Table
from sim.questions.subjects import LEVERS, PACKAGES, PULLED
from sim.text import Text, number_of_homes

if TYPE_CHECKING:
    from sim.analysis.bottleneck import Bottleneck, Days, Group, Quarter, WaitCause
    from sim.experiment import Progress
    from sim.scenario import Scenario

_SEEN = 0.05
"""Days a home below which a cause is left out of the tables."""
_FEW_HOMES = 0.5
_QUARTERS = ("I", "II", "III", "IV")
_CELL = 6
"""Letters of a year and of a figure in the tables of pools and stocks: twelve figures fit into 80."""


def find(scenario: Scenario, asked: Asked, progress: Progress | None) -> Bottleneck:
    """Simulate a scenario and tell where the time of its homes goes."""
    return tally.find_bottleneck(
        scenario,
        asked.reading,
        replications=asked.replications,
        seed=asked[SEED],
        engine=asked[ENGINE],
        jobs=asked[JOBS],
        futures_per_set=asked.futures_per_set,
        progress=progress,
    )


def _answer(asked: Asked, watch: Watch) -> Bottleneck:
    return find(asked.changed(), asked, watch(asked.replications))


def _sheet(found: Bottleneck, asked: Asked, text: Text) -> Sheet:
    said = words.bottleneck_in_words(found)
    tables = (
        _causes(found, text),
        _years(found, text),
        *_shared(found, text),
    )
    notes = (*delivery_notes(asked), *_notes(found))
    return Sheet(said, tables, notes)


def _causes(found: Bottleneck, text: Text) -> Table:
    columns = (
        Column(text("Cause"), right=False),
        Column(text("Days a home"), no_wrap=True, min_width=4, large=True),
        Column("±", no_wrap=True, min_width=4),
        Column(text("Share"), no_wrap=True, min_width=4),
        Column(text("With waits"), no_wrap=True, min_width=4),
    )
    at_stages = dict(zip(found.stages, found.homes.stages, strict=True))
    days_of = list(zip(found.causes, found.homes.causes, strict=True))
    kinds: tuple[tuple[str, Callable[[WaitCause], bool]], ...] = (
        (text("Waits of projects under way"), lambda cause: cause.waits),
        (text("Work, by stage"), lambda cause: cause.kind == "work"),
        (text("Not under way"), lambda cause: not cause.waits and cause.kind != "work"),
    )

    def row(cause: WaitCause, days: Days) -> Row:
        if cause.kind == "work":
            name = text(words.stage_name(cause.id, found.scenario))
            return Row((name, *_figures(days, text), text.number(at_stages[cause.id].days, 1)))
        return Row((text(words.cause_name(cause, found.scenario)), *_figures(days, text)))

    sections = []
    for heading, belongs in kinds:
        mine = [(cause, days) for cause, days in days_of if belongs(cause) and abs(days.days) >= _SEEN]
        mine.sort(key=lambda pair: -pair[1].days)
        if mine:
            sections.append(Section(tuple(row(*each) for each in mine), heading))
    whole = Row((text("Whole time"), *_figures(found.homes.whole, text)))
    return Table(columns, (*sections, Section((whole,))), title=text("Every cause"), folded=True)


def _figures(days: Days, text: Text) -> tuple[str, str, str]:
    error = "—" if math.isnan(days.error) else text.number(statistics.Z95 * days.error, 1)
    return text.number(days.days, 1), error, text.percent(days.share, 0 if days.share >= 0.0995 else 1)


def _years(found: Bottleneck, text: Text) -> Table:
    groups = [group for group in found.years if group.homes >= _FEW_HOMES]
    late = [found.late] if found.late.homes >= _FEW_HOMES else []
    names = [*(str(group.year) for group in groups), *(text("not there") for _ in late)]
    groups += late
    columns = (
        Column(text("Days a home, by the year it gets there"), right=False),
        *(Column(name, no_wrap=True, min_width=6) for name in names),
    )

    def row(name: str, days_of: Callable[[Group], float], *, pale: bool = False) -> Row:
        return Row((name, *(text.number(days_of(group)) for group in groups)), pale=pale)

    order = sorted(range(len(found.causes)), key=lambda i: -found.homes.causes[i].days)

    def of_causes(*, waits: bool) -> Iterator[Row]:
        for i in order:
            cause = found.causes[i]
            if cause.waits == waits and cause.kind != "work" and abs(found.homes.causes[i].days) >= _SEEN:
                name = text(words.cause_name(cause, found.scenario))
                yield row(name, partial(_days_of_cause, i))

    rows = (
        row(text("homes"), lambda group: group.homes, pale=True),
        *of_causes(waits=True),
        row(text("work of all stages"), lambda group: words.total(found, group, "work").days),
        *of_causes(waits=False),
    )
    whole = row(text("Whole time"), lambda group: group.whole.days)
    title = text("Days a home, by the year it gets there")
    return Table(columns, (Section(rows), Section((whole,))), title=title, folded=True)


def _days_of_cause(cause: int, group: Group) -> float:
    return group.causes[cause].days


def _shared(found: Bottleneck, text: Text) -> Iterator[Table]:
    """Make the tables of the pools and of the stocks: a row a year, its quarters side by side."""
    settings = found.scenario.settings
    waits = (text("Waiting"), text("Wait, days"))
    pools = {key: pool.name for key, pool in settings.pools.items()}
    stocks = {key: stock.name for key, stock in settings.stocks.items()}
    if found.pools:
        title = text("Capacity pools, by quarter")
        yield _by_quarter(title, (text("Use, %"), *waits), found.pools, pools, text)
    if found.stocks:
        yield _by_quarter(text("Stocks, by quarter"), waits, found.stocks, stocks, text)


def _by_quarter(
    title: str,
    kinds: tuple[str, ...],
    shared: Mapping[str, Sequence[Quarter]],
    names: Mapping[str, TwoLanguages],
    text: Text,
) -> Table:
    columns = (
        Column("", right=False, width=_CELL),
        *(Column(quarter, width=_CELL, group=kind) for kind in kinds for quarter in _QUARTERS),
    )

    def section(key: str, quarters: Sequence[Quarter]) -> Section:
        rows = (
            Row((str(year), *_of_year(list(of_year), text, with_use=len(kinds) == 3)))
            for year, of_year in groupby(quarters, key=lambda quarter: quarter.year)
        )
        return Section(tuple(rows), text(names[key]))

    sections = tuple(section(key, quarters) for key, quarters in shared.items())
    return Table(columns, sections, padding=0, title=title, set_in_lines=True, folded=True)


def _of_year(quarters: Sequence[Quarter], text: Text, *, with_use: bool) -> Iterator[str]:
    by_number = {quarter.quarter: quarter for quarter in quarters}
    in_order = [by_number.get(number) for number in (1, 2, 3, 4)]
    for quarter in in_order if with_use else ():
        share = None if quarter is None else quarter.use_share
        yield "" if share is None else text.number(100 * share)
    for quarter in in_order:
        yield "" if quarter is None else text.number(quarter.waiting, int(quarter.waiting < 100))
    for quarter in in_order:
        waits = None if quarter is None else quarter.wait_days
        yield "" if waits is None else text.number(waits)


def _notes(found: Bottleneck) -> Iterator[Message]:
    homes, late = round(found.homes.homes), round(found.late.homes)
    yield what_counts(found.reading)
    yield msg(
        "{homes} in the mean future: {reached} get there by the end of {year}; the time of the other {late} "
        "counts up to then.",
        homes=number_of_homes(homes),
        reached=homes - late,
        year=str(found.last_year),
        late=late,
    )
    yield msg(
        "Every home's days are those of its critical path, walked back from its end: at each stage to what had to come "
        "before and ended last. They add up to its whole time."
    )
    yield msg(
        "Work is told in days of full work; what a calendar takes from a day is told as days off and slow days. With "
        "waits: all days at the stage, whatever their cause."
    )
    if found.pools:
        yield msg("Use: slots held, in percent of those there are.")
    if found.pools or found.stocks:
        yield msg(
            "Waiting: requests that wait, in the mean of the quarter. Wait: mean days of the requests made in the "
            "quarter, to the end of their wait. Only waits on a critical path hold homes up and stand among the causes."
        )
    yield msg(
        "±: 95% simulation error only: it narrows with more futures and says nothing of what is not known."
    )
    yield words.run_note(found.scenario, found.replications, found.futures_per_set, found.seed, found.engine)
    yield words.model_only(ranges=False)


def _figures_of(found: Bottleneck, _asked: Asked, text: Text) -> tuple[Figure, ...]:
    return (
        Figure("days", partial(charts.days_chart, found, text), 620),
        Figure("pools", partial(charts.pool_use_chart, found, text), 440),
    )


QUESTION: Question[Bottleneck] = Question(
    name="bottleneck",
    order=50,
    python="find_bottleneck",
    inputs=(
        SCENARIO,
        PULLED,
        PACKAGES,
        LEVERS,
        COMPARE_REPLICATIONS,
        *HOW,
    ),
    checks=(levers_fit,),
    answer=_answer,
    stopped=lambda found, asked: share_done(found.replications, asked),
    sheet=_sheet,
    figures=_figures_of,
    json=lambda found, asked: to_json.bottleneck_json(found, asked.about),
    command=Command("bottleneck", msg("Show where the time of homes goes: work, queues, tenders, days off.")),
    form=Form(
        lambda _around: msg("At which stage is the time lost?"),
        msg("How the days of a home share out among work and waits, and how full the capacities are."),
    ),
)
