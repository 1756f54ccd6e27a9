"""What fast tracks promise, procedure by procedure, and what of it is delivered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from sim import words
from sim.analysis import procedures as laid_out
from sim.analysis import to_json
from sim.errors import Message, msg
from sim.questions.asked import Asked, Watch, levers_fit
from sim.questions.inputs import Around
from sim.questions.notes import delivery_notes
from sim.questions.options import SCENARIO
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Column, Row, Section, Sheet, Table
from sim.questions.subjects import LEVERS, PACKAGES, PULLED
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis.procedures import Likely, Procedure, ProcedureTable, ProcedureTime
    from sim.levers import LeverSetting

Tables: TypeAlias = "tuple[ProcedureTable, ...]"
_UNITS = {"working_days": msg("Working days"), "days": msg("Calendar days")}


def _settings(asked: Asked) -> tuple[LeverSetting, ...]:
    """Levers pulled; where no fast track comes of it, with the first that makes one, as its file proposes."""
    tracked = any(setting.lever.fast_tracks for setting in asked.pulled)
    if tracked or asked.scenario.settings.fast_tracks:
        return asked.pulled
    return (*asked.pulled, laid_out.proposed_setting(asked.levers.values()))


def _answer(asked: Asked, _watch: Watch) -> Tables:
    return laid_out.procedure_tables(asked.scenario, _settings(asked))


def _sheet(found: Tables, asked: Asked, text: Text) -> Sheet:
    costs = [cost for table in found if (cost := words.compliance_cost_in_words(table)) is not None]
    more = [setting.lever for setting in _settings(asked) if setting not in asked.pulled]
    notes = (
        *costs,
        msg(
            "Days are medians of one case by the law in force on the data date, of a tender those of one round. Waits "
            "for a slot are left out, and so is what is not known of a duration and what a project states for itself."
        ),
        msg(
            "A project counts once, whatever its homes. Its days are added up as if one procedure came after another; "
            "working days become calendar days by the calendar of the stage."
        ),
        *(_left_out(table) for table in found if table.left_out),
        *delivery_notes(asked, *more),
    )
    said = tuple(sentence for table in found for sentence in words.procedures_in_words(table))
    return Sheet(said, tuple(_table(each, text) for each in found), notes)


def _left_out(table: ProcedureTable) -> Message:
    return msg(
        "“{track}” also covers stages that stand on none of its routes: {stages}.",
        track=table.name,
        stages=table.left_out,
    )


def _table(table: ProcedureTable, text: Text) -> Table:
    limits = any(row.limit is not None for row in table.rows)
    columns = (
        Column(text("Procedure"), right=False, max_width=30),
        Column(text("Before"), large=True),
        Column(text("Agencies"), below=True),
        *((Column(text("Limit")),) if limits else ()),
        Column(text("Cut")),
        Column(text("Promised"), large=True),
        Column(text("Delivered"), large=True),
        Column(text("P10–P90"), no_wrap=True, below=True),
    )
    sections = [
        Section(rows, heading=text(heading))
        for unit, heading in _UNITS.items()
        if (rows := tuple(_row(row, text, limits=limits) for row in table.rows if row.unit == unit))
    ]
    heading = text("All of them, by route (projects), in calendar days")
    sections.append(Section(tuple(_totals(table, text, limits=limits)), heading=heading))
    if table.asked_of_cost is not None:
        cost = (text("Compliance cost: asked for, not modelled"), "—")
        sections.append(Section((Row(cost, pale=True),)))
    return Table(columns, tuple(sections), title=text(table.name))


def _row(row: Procedure, text: Text, *, limits: bool) -> Row:
    limit = () if not limits else ("—" if row.limit is None else text.number(row.limit),)
    return Row(
        (
            text(row.name),
            text.number(row.before),
            text.number(row.agencies),
            *limit,
            text.percent(row.cut),
            *_left(row.promised, row.delivered, text),
        )
    )


def _totals(table: ProcedureTable, text: Text, *, limits: bool) -> Iterator[Row]:
    def cells(time: ProcedureTime, name: str) -> tuple[str, ...]:
        return (
            name,
            text.number(time.before),
            text.number(time.agencies),
            *(("",) if limits else ()),
            text.percent(time.cut_promised),
            *_left(time.promised, time.delivered, text),
        )

    for time in table.routes:
        assert time.name is not None
        name = text("{route} ({projects})", route=time.name, projects=time.projects)
        yield Row(cells(time, name))
    if table.mean is not None:
        yield Row(cells(table.mean, text("mean of the projects")), strong=True)


def _left(promised: float, delivered: Likely, text: Text) -> tuple[str, str, str]:
    most, middle, least = (text.number(days) for days in delivered)
    return text.number(promised), middle, least if least == most else f"{least}–{most}"


def _tracks_there(asked: Asked) -> None:
    _settings(asked)


def _prevented(around: Around) -> Message | None:
    if around.scenario.settings.fast_tracks or any(lever.fast_tracks for lever in around.levers.values()):
        return None
    return msg("No measure at hand speeds procedures up.")


QUESTION: Question[Tables] = Question(
    name="procedures",
    order=70,
    python="procedure_tables",
    inputs=(SCENARIO, PULLED, PACKAGES, LEVERS),
    checks=(levers_fit, _tracks_there),
    answer=_answer,
    sheet=_sheet,
    json=lambda found, asked: to_json.procedures_json(found, asked.scenario, _settings(asked)),
    command=Command(
        "procedures", msg("Show what a green lane promises and delivers, procedure by procedure.")
    ),
    form=Form(
        lambda _around: msg("What does the green lane cut?"),
        msg("Days of each procedure before, as promised and as delivered; nothing is simulated."),
        prevented=_prevented,
    ),
)
