"""Register rows: the ids they name exist, their dates fit the data date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sim.errors import Problem, msg
from sim.files import PartialScenario, in_row, listed, span_shown, unknown_name
from sim.scenario import EXAMPLE_NOTE, DateRange, Grounded, ProjectRow

FRESH_MONTHS = 18
WIDEST_YEARS = 3


def row_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield names that lead nowhere, and dates on the wrong side of the data date."""
    yield from _source_problems(partial)
    for row in partial.rows:
        yield from _name_problems(partial, row)
        if row.note == EXAMPLE_NOTE:
            yield in_row(
                partial.register,
                row,
                "note",
                msg("an example row, which counts in every answer"),
                msg("the projects of the city"),
                msg("delete this row; for a real project, delete its note"),
                warning=True,
            )
        if partial.data_date is not None:
            yield from _date_problems(partial, row, partial.data_date)
            yield from _date_warnings(partial, row, partial.data_date)


def _source_problems(partial: PartialScenario) -> Iterator[Problem]:
    if partial.sources is None:
        return
    for path, model in partial.settings_models:
        for source in model.source if isinstance(model, Grounded) else ():
            if source not in partial.sources:
                yield unknown_name(
                    partial.file, f"{path}.source", source, partial.sources, msg("source in the sources file")
                )


def _name_problems(partial: PartialScenario, row: ProjectRow) -> Iterator[Problem]:
    if row.route not in partial.written["routes"]:
        known = partial.written["routes"]
        yield unknown_name(partial.register, "", row.route, known, msg("route"), row=row.row, column="route")
    for column, table, what in (
        ("homes_group", "homes_groups", msg("homes group")),
        ("start_hazard", "start_hazards", msg("start hazard")),
        ("never_begins", "never_begins", msg("class of projects that may never begin")),
    ):
        name, known = getattr(row, column), partial.written[table]
        if name is not None and name not in known:
            yield unknown_name(partial.register, "", name, known, what, row=row.row, column=column)
    for source in row.source if partial.sources is not None else ():
        if source not in (partial.sources or {}):
            what = msg("source in the sources file")
            yield unknown_name(
                partial.register, "", source, partial.sources or {}, what, row=row.row, column="source"
            )


def _date_problems(partial: PartialScenario, row: ProjectRow, data_date: date) -> Iterator[Problem]:
    if row.status_as_of > data_date:
        yield in_row(
            partial.register,
            row,
            "status_as_of",
            msg("{day}, after the data date", day=row.status_as_of),
            msg("a date up to the data date {data_date}", data_date=data_date),
            msg("use the status as it was known on the data date, or move the data date"),
        )
    if row.entry is not None and row.entry.last < data_date and row.start_hazard is None:
        yield in_row(
            partial.register,
            row,
            "entry",
            msg(
                "{span}, before the data date, for a project that has not started", span=span_shown(row.entry)
            ),
            msg(
                "a date or span from the data date {data_date} on: it is taken to enter on that day",
                data_date=data_date,
            ),
            msg("write when it can begin now, or give the stage it is in"),
            warning=True,
        )
    if row.completed_on is not None and row.completed_on.first > data_date:
        yield in_row(
            partial.register,
            row,
            "completed_on",
            msg("{span}, after the data date", span=span_shown(row.completed_on)),
            msg("a date or span up to the data date {data_date}", data_date=data_date),
            msg("a planned completion is no completion: give the stage it is in"),
        )
    for part in row.under_way:
        if part.start.first > data_date:
            yield in_row(
                partial.register,
                row,
                "stage_start",
                msg(
                    "stage `{stage}` begun {span}, after the data date",
                    stage=part.stage,
                    span=span_shown(part.start),
                ),
                msg("a date or span up to the data date {data_date}", data_date=data_date),
                msg("correct the date; a stage that has not begun is not under way"),
            )


def _date_warnings(partial: PartialScenario, row: ProjectRow, data_date: date) -> Iterator[Problem]:
    spans = [("entry", row.entry, True), ("completed_on", row.completed_on, False)]
    spans += [("stage_start", part.start, False) for part in row.under_way]
    spans += [
        ("finished", span, False) for one in row.finished for span in (one.begin, one.end) if span is not None
    ]
    spans += [] if row.ended_as is None else [("ended_as", row.ended_as.when, False)]
    for column, span, later in spans:
        kept = None if span is None else _possible(span, data_date, later)
        if span is None or kept is None or kept == span:
            continue
        yield in_row(
            partial.register,
            row,
            column,
            (
                msg(
                    "{span}, partly before the data date {data_date}, while it has not begun",
                    span=span_shown(span),
                    data_date=data_date,
                )
                if later
                else msg(
                    "{span}, partly after the data date {data_date}, while it has happened",
                    span=span_shown(span),
                    data_date=data_date,
                )
            ),
            msg("only days that are still possible; the others are left out"),
            msg("write {first}..{last}", first=kept.first.isoformat(), last=kept.last.isoformat()),
            warning=True,
        )
    if not row.over and _months(row.status_as_of, data_date) > FRESH_MONTHS:
        yield in_row(
            partial.register,
            row,
            "status_as_of",
            msg(
                "a status of {day}, more than {months} months old", day=row.status_as_of, months=FRESH_MONTHS
            ),
            msg("a status from the last {months} months", months=FRESH_MONTHS),
            msg("look for a newer report: the project has probably moved on, or has stalled"),
            warning=True,
        )
    known = [span for _, span, _ in spans if span is not None]
    for column, span, later in spans:
        if span is not None and not later and row.status_as_of < span.first <= data_date:
            yield in_row(
                partial.register,
                row,
                column,
                msg(
                    "{span}, after the date of the status, {day}", span=span_shown(span), day=row.status_as_of
                ),
                msg("dates up to that of the page that states the status"),
                msg("correct one of the two dates; a plan is not a fact"),
                warning=True,
            )
    if not row.over and known and all(span.days > WIDEST_YEARS * 366 for span in known):
        yield in_row(
            partial.register,
            row,
            next(column for column, span, _ in spans if span is not None),
            msg("every date of this row is a span of more than {years} years", years=WIDEST_YEARS),
            msg("a narrower span, where anything is known"),
            msg("ask the investor or the department for the date"),
            warning=True,
        )


def _possible(span: DateRange, data_date: date, later: bool) -> DateRange | None:
    """Part of a span that lies on the right side of the data date; None where there is none."""
    first, last = (
        (max(span.first, data_date), span.last) if later else (span.first, min(span.last, data_date))
    )
    return None if last < first else DateRange(first=first, last=last)


def _months(earlier: date, later: date) -> float:
    return (later - earlier).days / (365.25 / 12)


def project_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield projects with a row for the whole beside rows for blocks, and ids that differ only in capitals."""
    blocks: dict[str, list[str]] = {}
    spelt: dict[str, str] = {}
    for row in partial.rows:
        folded = row.project_id.casefold()
        first = spelt.setdefault(folded, row.project_id)
        if first != row.project_id:
            yield in_row(
                partial.register,
                row,
                "project_id",
                msg("`{id}`, beside `{other}`", id=row.project_id, other=first),
                msg("ids that differ in more than capitals"),
                msg("write the id as in the other row if it is the same project, or choose another"),
                warning=True,
            )
        if row.block:
            blocks.setdefault(row.project_id, []).append(row.block)
    for row in partial.rows:
        if not row.block and row.project_id in blocks:
            yield in_row(
                partial.register,
                row,
                "block",
                msg(
                    "an empty cell, but project `{id}` also has rows for its blocks: {blocks}",
                    id=row.project_id,
                    blocks=listed(blocks[row.project_id]),
                ),
                msg("the whole project in one row, or every row with its block: homes would count twice"),
                msg("name the block of this row, or delete the row that repeats homes"),
            )
