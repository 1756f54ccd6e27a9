"""Dates as officials write them: what the guide's table says of each form is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario_errors.register.register_files import BUILDING, FINISHED, PLANNED, csv_text, read_text, said

from sim.register import READ_FORMS, REFUSED_FORMS
from sim.register.cells import Refusal
from sim.register.dates import PATTERNS, date_span
from sim.register.sheets.cell_table import plain_letters


@pytest.mark.parametrize("written", READ_FORMS)
@pytest.mark.parametrize("typed", [str, str.upper, lambda form: plain_letters(form)])
def test_a_form_means_what_the_guide_says(written: str, typed: object) -> None:
    span = date_span(typed(written))  # type: ignore[operator]
    assert not isinstance(span, Refusal), written
    first, _, last = READ_FORMS[written].partition("..")
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last or first)


@pytest.mark.parametrize("written", REFUSED_FORMS)
def test_a_form_that_the_guide_calls_refused_is(written: str) -> None:
    assert isinstance(date_span(written), Refusal)


@pytest.mark.parametrize("name", PATTERNS)
def test_the_guide_shows_every_form_that_is_read(name: str) -> None:
    assert any(PATTERNS[name].fullmatch(plain_letters(written)) for written in READ_FORMS)


def test_a_plan_may_say_that_it_is_one_and_a_fact_may_not(tmp_path: Path) -> None:
    planned = read_text(tmp_path, csv_text([{**PLANNED, "entry": "Dự kiến: Quý IV/2026"}]))
    assert planned.problems == ()
    assert planned.rows[0].entry is not None
    assert planned.rows[0].entry.first.isoformat() == "2026-10-01"
    (problem,) = read_text(tmp_path, csv_text([{**FINISHED, "completed_on": "dự kiến quý IV/2025"}])).problems
    assert "from when to when" in said(problem)


def test_a_date_that_can_only_be_month_first_puts_the_others_of_its_column_in_doubt(tmp_path: Path) -> None:
    typed = ["04/03/2027", "03/25/2027", "02/11/2027", "25/03/2027", "05/05/2027", "2027-03-04", "03/2027"]
    rows = [{**PLANNED, "project_id": f"P{n}", "entry": entry} for n, entry in enumerate(typed)]
    reading = read_text(tmp_path, csv_text([*rows, {**BUILDING, "stage_start": "04/03/2025; 2025"}]))
    assert {(problem.row, problem.column) for problem in reading.problems} == {
        (2, "entry"),
        (3, "entry"),
        (4, "entry"),
    }
    doubted = said(reading.problems[0])
    assert all(words in doubted for words in ("03/25/2027", "row 3", "04/03/2027"))


def test_one_slip_mended_clears_the_column(tmp_path: Path) -> None:
    rows = [
        {**PLANNED, "project_id": f"P{n}", "entry": entry}
        for n, entry in enumerate(["04/03/2027", "25/03/2027"])
    ]
    assert read_text(tmp_path, csv_text(rows)).problems == ()
