"""What planners' files look like: every habit of Excel, of Vietnamese typing and of exports survives."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.register.register_files import (
    BUILDING,
    FINISHED,
    NAMES,
    PLANNED,
    SOUND,
    csv_of,
    csv_text,
    grid,
    read_text,
    said,
)

from sim.register import MAX_ROWS
from sim.scenario import DateRange, NumberRange, StageUnderWay


def test_what_three_sound_rows_say(tmp_path: Path) -> None:
    reading = read_text(tmp_path, csv_text())
    assert reading.problems == ()
    planned, building, finished = reading.rows
    assert (planned.key, building.key, finished.key) == ("CT10", "CT11/A", "CT11/B")
    assert (planned.row, building.row, finished.row) == (2, 3, 4)
    assert planned.homes == NumberRange(low=400, high=600)
    assert planned.land_ha == NumberRange(low=2.5, high=2.5)
    assert planned.entry == DateRange(first=date(2026, 10, 1), last=date(2026, 12, 31))
    assert building.under_way == (
        StageUnderWay(stage="build", start=DateRange(first=date(2025, 8, 19), last=date(2025, 8, 19))),
        StageUnderWay(stage="utilities", start=DateRange(first=date(2025, 10, 1), last=date(2025, 10, 31))),
    )
    assert building.done == ("clearance",)
    assert building.source == ("hd2026", "bc12")
    assert building.status_as_of == date(2026, 6, 30)
    assert finished.completed_on == DateRange(first=date(2025, 1, 1), last=date(2025, 12, 31))
    assert finished.counted_before == "alternatives"
    assert finished.land_ha is None


def _decomposed(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    return apart


_SAME: dict[str, Callable[[], str | bytes]] = {
    "byte-order mark": lambda: csv_text().encode("utf-8-sig"),
    "utf-16 little end first": lambda: b"\xff\xfe" + csv_text().encode("utf-16-le"),
    "utf-16 big end first": lambda: b"\xfe\xff" + csv_text().encode("utf-16-be"),
    "semicolons": lambda: csv_text(separator=";"),
    "tabs": lambda: csv_text(separator="\t"),
    "separator line of Excel": lambda: "sep=;\r\n" + csv_text(separator=";"),
    "unix line ends": lambda: csv_text().replace("\r\n", "\n"),
    "old Mac line ends": lambda: csv_text().replace("\r\n", "\r"),
    "no last line end": lambda: csv_text().rstrip("\r\n"),
    "decomposed letters": lambda: _decomposed(csv_text()),
    "capitals in header": lambda: csv_of([[name.upper() for name in NAMES], *grid()[1:]]),
    "spaces in header": lambda: csv_of([[f" {name.replace('_', ' ')}\u00a0" for name in NAMES], *grid()[1:]]),
    "columns turned round": lambda: csv_text(names=NAMES[::-1]),
    "empty optional column left out": lambda: csv_text(
        names=[name for name in NAMES if name != "homes_group"]
    ),
    "empty columns at the end": lambda: csv_of([[*line, "", " ", "\u00a0"] for line in grid()]),
    "blank rows at the end": lambda: csv_text() + "\n\n,,,,\n \n",
    "spaces around everything": lambda: csv_of(
        [[f"  {cell}\u00a0" if cell else " " for cell in line] for line in grid()]
    ),
    "invisible letters": lambda: csv_text().replace("Nam Long", "Nam\u200b Lo\u00adng"),
    "non-breaking spaces": lambda: csv_text().replace("Nam Long", "Nam\u00a0Long"),
}


@pytest.mark.parametrize("habit", _SAME)
def test_the_same_register_with_a_habit(tmp_path: Path, habit: str) -> None:
    reading = read_text(tmp_path, _SAME[habit]())
    assert reading.problems == ()
    assert reading.rows == read_text(tmp_path, csv_text()).rows
    assert reading.rows_in == 3


_1050 = NumberRange(low=1050, high=1050)
_TYPED: tuple[tuple[dict[str, str], str, Any], ...] = (
    *(({"homes": typed}, "homes", _1050) for typed in ("1050", "1.050", "1,050", "1 050", "1050,0")),
    *(
        ({"homes": typed}, "homes", NumberRange(low=400, high=600))
        for typed in ("400..600", "400–600", "400 – 600", "400 .. 600", "400…600", "400-600", "400.0..600.0")
    ),
    ({"homes": "1.050..1.200"}, "homes", NumberRange(low=1050, high=1200)),
    *(
        ({"land_ha": typed}, "land_ha", NumberRange(low=13.21, high=13.21))
        for typed in ("13.21", "13,21", "13.2100")
    ),
    ({"land_ha": "0,350"}, "land_ha", NumberRange(low=0.35, high=0.35)),
    ({"land_ha": "4,5–6"}, "land_ha", NumberRange(low=4.5, high=6)),
    ({"land_ha": "1050"}, "land_ha", NumberRange(low=1050, high=1050)),
    *(({"blocks": typed}, "blocks", 3) for typed in ("3", "3.0", "3,00", " 3 ")),
    ({"blocks": ""}, "blocks", 1),
    ({"blocks": "24"}, "blocks", 24),
    ({"status": "Not Started"}, "status", "not_started"),
    ({"status": "NOT-STARTED"}, "status", "not_started"),
    *(
        ({"counted_before": typed}, "counted_before", "yes")
        for typed in ("Yes", "CÓ", "có", _decomposed("Có"))
    ),
    *(({"counted_before": typed}, "counted_before", "no") for typed in ("NO", "Không", _decomposed("không"))),
    ({"source": "hd2026; bc12 ;"}, "source", ("hd2026", "bc12")),
    ({"note": "dòng một\r\ndòng\u00a0hai"}, "note", "dòng một\ndòng hai"),
    ({"block": "1"}, "block", "1"),
)


@pytest.mark.parametrize(("changes", "field", "meant"), _TYPED, ids=str)
def test_ways_of_typing(tmp_path: Path, changes: dict[str, str], field: str, meant: Any) -> None:
    reading = read_text(tmp_path, csv_text([{**PLANNED, **changes}]))
    assert reading.problems == ()
    assert getattr(reading.rows[0], field) == meant


@pytest.mark.parametrize(("typed", "meant"), [("", 1), ("1", 1), ("2", 2), ("12,0", 12)])
def test_the_round_of_a_tender(tmp_path: Path, typed: str, meant: int) -> None:
    reading = read_text(tmp_path, csv_text([{**BUILDING, "tender_round": typed}]))
    assert reading.problems == ()
    assert reading.rows[0].tender_round == meant


_DATES = {
    **dict.fromkeys(
        [
            "2025-08-19",
            "19/08/2025",
            "19-8-2025",
            "19.8.2025",
            "2025/8/19",
            "2025-08-19 00:00:00",
            "2025-08-19T00:00",
        ],
        ("2025-08-19", "2025-08-19"),
    ),
    "03/04/2025": ("2025-04-03", "2025-04-03"),
    "29/02/2028": ("2028-02-29", "2028-02-29"),
    **dict.fromkeys(["2025-08", "08/2025", "8-2025", "2025/08"], ("2025-08-01", "2025-08-31")),
    "2028-02": ("2028-02-01", "2028-02-29"),
    **dict.fromkeys(
        ["Q4/2025", "q4-2025", "2025-Q4", "2025 Q4", "Quý 4/2025", "QUÝ IV/2025", "quý iv / 2025"],
        ("2025-10-01", "2025-12-31"),
    ),
    "Q1/2026": ("2026-01-01", "2026-03-31"),
    **dict.fromkeys(["2025", "2025.0"], ("2025-01-01", "2025-12-31")),
    **dict.fromkeys(
        ["2015..2017", "2015–2017", "2015 - 2017", "2015-2017", "2015…2017"], ("2015-01-01", "2017-12-31")
    ),
    "2025-05-01..2025-12-31": ("2025-05-01", "2025-12-31"),
    "01/05/2025 - 31/12/2025": ("2025-05-01", "2025-12-31"),
    "08/2025..Q1/2026": ("2025-08-01", "2026-03-31"),
    "1990..2040": ("1990-01-01", "2040-12-31"),
}


@pytest.mark.parametrize("typed", _DATES)
def test_ways_of_writing_dates(tmp_path: Path, typed: str) -> None:
    reading = read_text(tmp_path, csv_text([{**PLANNED, "entry": typed}]))
    assert reading.problems == ()
    first, last = _DATES[typed]
    assert reading.rows[0].entry == DateRange(first=date.fromisoformat(first), last=date.fromisoformat(last))


def test_row_numbers_are_those_a_spreadsheet_shows(tmp_path: Path) -> None:
    two_lines = {**PLANNED, "note": "dòng một\ndòng hai\n\ndòng bốn"}
    header, first, second, third = csv_text([two_lines, BUILDING, {**FINISHED, "homes": "-1"}]).split("\r\n")[
        :4
    ]
    reading = read_text(tmp_path, "\r\n".join([header, first, "", ",,", second, "", third, ""]))
    assert [row.row for row in reading.rows] == [2, 5]
    assert [problem.row for problem in reading.problems] == [7]
    assert reading.rows_in == 3


def test_the_line_that_excel_hides_does_not_count(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "sep=,\r\n" + csv_text([{**PLANNED, "homes": "-1"}]))
    assert [problem.row for problem in reading.problems] == [2]


def test_commas_in_text_do_not_pass_for_separators(tmp_path: Path) -> None:
    rows = [
        {**row, "note": "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z"}
        for row in SOUND
    ]
    reading = read_text(tmp_path, csv_text(rows, separator=";"))
    assert reading.problems == ()
    assert reading.rows[0].note.endswith("y, z")


def test_the_limit_of_rows_can_be_reached(tmp_path: Path) -> None:
    header, first = csv_text([PLANNED]).split("\r\n")[:2]
    reading = read_text(tmp_path, header + "\r\n" * MAX_ROWS + first)
    assert reading.problems == ()
    assert reading.rows[0].row == MAX_ROWS + 1


_NAMES_ONLY = {
    "csv": lambda: csv_of([list(NAMES)]),
    "semicolons": lambda: csv_of([list(NAMES)], ";"),
    "blank rows below": lambda: csv_of([list(NAMES)]) + ",,,,\n \n",
}


@pytest.mark.parametrize("habit", _NAMES_ONLY)
def test_a_register_without_a_project_is_an_error(tmp_path: Path, habit: str) -> None:
    reading = read_text(tmp_path, _NAMES_ONLY[habit]())
    (problem,) = reading.problems
    assert (reading.rows, problem.severity, problem.row) == ((), "error", 2)
    for words in ("no project", "at least one row", "fill in row 2"):
        assert words in said(problem)
