"""Tables of one future: where projects stand on a day, the steps of a project, what the register records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sim import words
from sim.analysis import one_future as futures
from sim.errors import msg
from sim.questions.sheet import Column, Row, Section, Table
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis.one_future import Course, OneFuture


def standings_table(found: OneFuture, day: date, text: Text) -> Table:
    """Tell where every project stands on a day, and when its last home is there."""
    columns = (
        _heading(found.courses, text),
        Column(text("Homes"), width=6),
        Column(text("Stands on {day}", day=day), right=False),
        *(Column(text(words.READING_NAMES[each]), width=9) for each in ("eligible", "handed_over")),
    )
    days = float((day - found.data_date).days)

    def row(course: Course) -> Row:
        standing = futures.day_state(course, days)
        whens = (found.when(each) for each in (course.eligible, course.handed_over))
        return Row(
            (
                course.row.key,
                text.number(course.homes),
                text(words.day_state_in_words(standing, course, found.scenario)),
                *(words.when_label(when, found.last_year, text) for when in whens),
            ),
            pale=standing.kind in ("over", "done", "never_begins", "lapsed"),
        )

    title = text("Where projects stand on {day}", day=day)
    return Table(columns, (Section(tuple(map(row, found.courses))),), title=title)


def _heading(courses: Sequence[Course], text: Text) -> Column:
    longest = max(len(text("Project")), *(len(course.row.key) for course in courses))
    return Column(text("Project"), right=False, width=longest + 1, no_wrap=True)


def steps_table(found: OneFuture, projects: Sequence[str], text: Text) -> Iterator[Table]:
    """Tell the steps of the projects named, one by one: a table for each of their rows."""
    for course in found.courses:
        if course.row.project_id in projects:
            name = f"{course.row.key} – {course.row.name}"
            columns = (
                Column(text("From"), right=False, width=11, no_wrap=True),
                Column(text("To"), right=False, width=11, no_wrap=True),
                Column(text("Days"), width=6),
                Column(name, right=False),
            )
            yield Table(columns, (Section(tuple(_step_rows(found, course, text))),), title=name)


def _step_rows(found: OneFuture, course: Course, text: Text) -> Iterator[Row]:
    for span in course.spans:
        said = text(words.span_in_words(span, found.scenario))
        if span.block:
            said = text("{what} (block {number})", what=said, number=span.block)
        yield Row(
            (
                text(msg("{day}", day=found.day(span.begin))),
                text(msg("{day}", day=found.day(span.end))) if span.over else text("open"),
                text.number(span.days),
                said,
            ),
            pale=not span.on_path,
        )
    for early in course.early:
        day = text(msg("{day}", day=date(early.year, 12, 31)))
        yield Row((day, day, "", text("{homes} homes enter the statistic early", homes=early.homes)))
    if course.lapsed is not None:
        day = text(msg("{day}", day=found.day(course.lapsed)))
        yield Row((day, "", "", text("dropped out")), strong=True)


def recorded_table(found: OneFuture, text: Text) -> Iterator[Table]:
    """Yield what the register says of stages done and of ends, where it says anything."""
    settings = found.scenario.settings
    told = ((course.row.key, words.recorded_label(course.row, settings, text)) for course in found.courses)
    rows = tuple(Row(cells) for cells in told if cells[1])
    if rows:
        columns = (
            _heading(found.courses, text),
            Column(text("Stages done, or how it ended"), right=False),
        )
        yield Table(columns, (Section(rows),), title=text("What the register records"))
