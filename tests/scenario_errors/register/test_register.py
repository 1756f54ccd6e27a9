"""Broken registers: every fault is found, named by row and column, and explained."""

from __future__ import annotations

from pathlib import Path

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

from sim.register import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_FILE_MB, MAX_ROWS, load_register
from sim.register.sheets.cell_table import column_letters

# column, what is typed into it in the row for PLANNED (row 2), words the message must hold
_CELLS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("project_id", "", ("empty", "fill in")),
    ("project_id", "CT#10", ("CT#10", "without # and ;", "CT01")),
    ("project_id", "@CT10", ("not beginning with @",)),
    ("project_id", "x" * 65, ("at most 64 characters",)),
    ("block", "lô #5", ("lô #5", "without #")),
    ("block", "x" * 65, ("65 characters", "at most 64")),
    ("name", "", ("empty", "fill in")),
    ("name", "x" * 301, ("301 characters", "at most 300")),
    ("note", "x" * (MAX_CELL_CHARACTERS + 1), ("4,001 characters", "at most 4,000")),
    ("name", "D\ufffd án", ("lost letters", "CSV UTF-8")),
    ("route", "đấu thầu", ("đấu thầu", "no accents")),
    ("homes", "", ("empty", "fill in")),
    ("homes", "khoảng 98", ("khoảng 98", "not a number", "range (400..600)")),
    ("homes", "98 căn", ("98 căn", "without words or units")),
    ("homes", "-5", ("-5", "from 1 to 100,000")),
    ("homes", "−5", ("from 1 to 100,000",)),
    ("homes", "0..400", ("begins at 0", "a range from 1 on")),
    ("homes", "12,5", ("12,5", "whole number")),
    ("homes", "1.05", ("1.05", "write 1050")),
    ("homes", "100001", ("100001", "from 1 to 100,000")),
    ("homes", "683.000", ("683.000", "100,000")),
    ("homes", "600..400", ("600..400", "ends below", "swap")),
    ("homes", "400..500..600", ("not a number",)),
    ("homes", "2025-08", ("2025-08",)),
    ("homes", "1,050.5", ("not a number",)),
    ("homes", "1e3", ("not a number",)),
    ("homes", "#REF!", ("the Excel error #REF!", "correct the formula")),
    ("land_ha", "#N/A", ("the Excel error #N/A",)),
    ("entry", "########", ("the Excel error ########",)),
    ("homes", "=400+283", ("formula", "without its result")),
    ("land_ha", "1.050", ("1.050", "thousands or decimals", "write 1050 or 1,05")),
    ("land_ha", "13,210", ("write 13210 or 13,21",)),
    ("land_ha", "0", ("above 0", "leave the cell empty")),
    ("land_ha", "-2,5", ("above 0",)),
    ("land_ha", "10001", ("at most 10,000", "1 ha = 10,000 m²")),
    ("land_ha", "5 ha", ("not a number", "units")),
    ("land_ha", "6..4", ("ends below",)),
    ("homes_group", "nhóm 1", ("nhóm 1", "an id")),
    ("blocks", "0", ('"0"', "from 1 to 24", "an empty cell means 1")),
    ("blocks", "25", ("from 1 to 24",)),
    ("blocks", "2,5", ("2,5", "whole number")),
    ("blocks", "2..3", ("2..3", "whole number")),
    ("blocks", "hai", ("hai", "whole number")),
    ("blocks", "-1", ("-1", "from 1 to 24")),
    ("tender_round", "2", ("for rows whose status is in_progress", "empty the cell")),
    ("status", "", ("empty", "fill in")),
    ("status", "đang xem xét", ("đang xem xét", "not_started, in_progress, completed or ended", "the map")),
    ("entry", "", ("empty cell", "not_started", "in which its first stage can begin")),
    ("entry", "2025-02-30", ("2025-02-30", "does not exist", "from 1 to 28 in month 2/2025")),
    ("entry", "31/04/2026", ("from 1 to 30 in month 4/2026",)),
    ("entry", "08/19/2026", ("does not exist", "day first")),
    ("entry", "2026-13", ("months from 1 to 12",)),
    ("entry", "2026-00-10", ("months from 1 to 12",)),
    ("entry", "19/8/26", ("19/8/26", "not a date", "19/08/2025")),
    ("entry", "cuối năm 2026", ("from when to when", "write the span that is meant")),
    ("entry", "2026-08-19T07:30", ("with a time of day", "delete the time of day")),
    ("entry", "46000", ("not a date",)),
    ("entry", "Q5/2026", ("not a date",)),
    ("entry", "1989", ("the year 1989", "from 1990 to 2040")),
    ("entry", "2026..2041", ("the year 2041",)),
    ("entry", "2027..2026", ("ends before it begins", "swap")),
    ("entry", "2026..2027..2028", ("not a date",)),
    ("entry", "1905-07-18", ("the year 1905", "set the format to Text")),
    ("status_as_of", "", ("empty", "fill in")),
    ("status_as_of", "08/2026", ("more than one day", "one day: 2025-08-19")),
    ("counted_before", "", ("empty", "fill in")),
    ("counted_before", "maybe", ("maybe", "yes, no or alternatives")),
    ("stage", "build", ("build", "not_started", "for rows whose status is in_progress", "empty the cell")),
    ("start_hazard", "khởi công 10%", ("khởi công 10%", "an id")),
    ("never_begins", "hãng 1", ("hãng 1", "an id")),
    ("stage_start", "2025", ("for rows whose status is in_progress",)),
    ("done", "build", ("for rows whose status is in_progress",)),
    ("completed_on", "2025", ("for rows whose status is completed",)),
    ("source", "", ("neither a source nor an assumption", "column assumption")),
    ("source", "https://example.vn/a", ("an id",)),
    ("source", "hd2026, hd2026", ("hd2026, listed twice",)),
)

# changes to BUILDING (row 3), column blamed, words
_BUILDING: tuple[tuple[dict[str, str], str, tuple[str, ...]], ...] = (
    ({"stage": "", "stage_start": "", "done": ""}, "stage", ("in_progress", "the id of the stage under way")),
    ({"stage_start": "2025"}, "stage_start", ("1 start date for 2 stages",)),
    ({"stage_start": ""}, "stage_start", ("0 start dates for 2 stages",)),
    ({"stage_start": "2025;2025;2026"}, "stage_start", ("3 start dates for 2 stages",)),
    ({"stage_start": ";2025"}, "stage_start", ("something is missing", "fill the gap")),
    ({"stage_start": "2025; sắp tới"}, "stage_start", ("sắp tới", "not a date")),
    ({"stage": "build; build"}, "stage", ("build, listed twice",)),
    ({"stage": "build, utilities"}, "stage", ("build, utilities", "an id")),
    ({"tender_round": "13"}, "tender_round", ("13", "from 1 to 12")),
    ({"tender_round": "lần 2"}, "tender_round", ("lần 2", "whole number")),
    ({"done": "build"}, "done", ("build, which is also under way", "from the column stage")),
    ({"entry": "2026"}, "entry", ("for rows whose status is not_started",)),
    ({"start_hazard": "stock"}, "start_hazard", ("in_progress", "for rows whose status is not_started")),
    ({"completed_on": "2026"}, "completed_on", ("for rows whose status is completed",)),
)
_FINISHED: tuple[tuple[dict[str, str], str, tuple[str, ...]], ...] = (
    ({"completed_on": ""}, "completed_on", ("completed", "in which it was completed")),
    ({"entry": "2025"}, "entry", ("for rows whose status is not_started",)),
    ({"start_hazard": "stock"}, "start_hazard", ("for rows whose status is not_started",)),
    ({"never_begins": "firms"}, "never_begins", ("completed", "not_started, in_progress", "empty the cell")),
    ({"stage": "build", "stage_start": "2025"}, "stage", ("for rows whose status is in_progress",)),
    ({"tender_round": "1"}, "tender_round", ("for rows whose status is in_progress",)),
    ({"block": "a"}, "project_id", ("CT11/a, which row 3 already has", "capitals make no difference")),
)


def _blamed(
    tmp_path: Path, rows: list[dict[str, str]], row: int, column: str, words: tuple[str, ...]
) -> None:
    reading = read_text(tmp_path, csv_text(rows))
    matching = [said(p) for p in reading.problems if (p.row, p.column) == (row, column)]
    assert any(all(word in text for word in words) for text in matching), [said(p) for p in reading.problems]
    assert {p.row for p in reading.problems} == {row}, "sound rows are blamed"
    assert (reading.rows_in, reading.rows_rejected) == (3, 1)


@pytest.mark.parametrize(("column", "typed", "words"), _CELLS, ids=lambda value: str(value)[:30])
def test_a_broken_cell(tmp_path: Path, column: str, typed: str, words: tuple[str, ...]) -> None:
    _blamed(tmp_path, [{**PLANNED, column: typed}, BUILDING, FINISHED], 2, column, words)


def test_a_span_beside_a_start_hazard(tmp_path: Path) -> None:
    words = ("Q4/2026", "beside start_hazard", "one day", "empty the cell start_hazard")
    _blamed(tmp_path, [{**PLANNED, "start_hazard": "stock"}, BUILDING, FINISHED], 2, "entry", words)


@pytest.mark.parametrize("entry", ["", "2026-10-01"])
def test_a_start_hazard_needs_no_entry(tmp_path: Path, entry: str) -> None:
    waiting = {**PLANNED, "start_hazard": "stock", "entry": entry, "never_begins": "firms"}
    reading = read_text(tmp_path, csv_text([waiting]))
    assert reading.problems == ()
    (row,) = reading.rows
    assert (row.start_hazard, row.never_begins, row.entry is None) == ("stock", "firms", not entry)


@pytest.mark.parametrize(("changes", "column", "words"), _BUILDING, ids=str)
def test_a_row_under_way_that_contradicts_itself(
    tmp_path: Path, changes: dict[str, str], column: str, words: tuple[str, ...]
) -> None:
    _blamed(tmp_path, [PLANNED, {**BUILDING, **changes}, FINISHED], 3, column, words)


@pytest.mark.parametrize(("changes", "column", "words"), _FINISHED, ids=str)
def test_a_finished_row_that_contradicts_itself(
    tmp_path: Path, changes: dict[str, str], column: str, words: tuple[str, ...]
) -> None:
    _blamed(tmp_path, [PLANNED, BUILDING, {**FINISHED, **changes}], 4, column, words)


def _renamed(old: str, new: str) -> str:
    return csv_of([[new if name == old else name for name in NAMES], *grid()[1:]])


_HEADER = csv_of([NAMES])
_FILES: tuple[tuple[str, str | bytes, tuple[str, ...], tuple[int, int]], ...] = (
    ("empty", b"", ("without any row", "column names in row 1"), (0, 0)),
    ("only blanks", "\n\n ,,\n", ("without any row",), (0, 0)),
    (
        "missing column",
        csv_text(names=[n for n in NAMES if n != "homes"]),
        ("no column homes", "add the column homes"),
        (3, 3),
    ),
    (
        "misspelt",
        _renamed("investor", "investr"),
        ("unknown column", "investr", "did you mean investor?"),
        (3, 0),
    ),
    (
        "unknown",
        _renamed("investor", "Điện thoại"),
        ("Điện thoại", "which is not read", "move what it says to the column note"),
        (3, 0),
    ),
    (
        "column twice",
        _renamed("note", "Homes"),
        (f"homes again, in column {column_letters(NAMES.index('note'))}", "delete one"),
        (3, 3),
    ),
    ("no names", csv_of(grid()[1:]), ("no column name that is known", "housing-sim import"), (2, 2)),
    (
        "stray value",
        csv_of([*grid()[:3], [*grid()[3], "", "gọi lại"]]),
        ("gọi lại", f"column {column_letters(len(NAMES) + 1)}", "no name in row 1"),
        (3, 1),
    ),
    (
        "latin-1",
        csv_text().encode("utf-8").replace("ộ".encode(), b"\xf4"),
        ("line 2", "not UTF-8", "Save As"),
        (0, 0),
    ),
    ("utf-16 without mark", csv_text().encode("utf-16-le"), ("another encoding", "Save As"), (0, 0)),
    (
        "open quote",
        csv_text(SOUND[:1]) + 'CT12,"B,mở ngoặc\n' + csv_text()[400:],
        ("3 None", "quotation mark"),
        (1, 0),
    ),
    ("long quote", csv_text(SOUND[:1]) + '"' + "x" * 200_000 + '"\n', ("quotation mark",), (1, 0)),
    (
        "too wide",
        csv_of([[*NAMES, *["extra"] * MAX_COLUMNS]]),
        (f"at most {MAX_COLUMNS} columns", "column CV"),
        (0, 0),
    ),
    (
        "too long",
        _HEADER + "\n" * MAX_ROWS + "x\n",
        ("at most 20,000 rows", "row 20001"),
        (0, 0),
    ),
    (
        "too large",
        b"x" * (MAX_FILE_MB * 1_000_000 + 1),
        ("more than 20 MB", "keep only the list"),
        (0, 0),
    ),
)


@pytest.mark.parametrize(("kind", "content", "words", "counts"), _FILES, ids=[case[0] for case in _FILES])
def test_a_broken_file(
    tmp_path: Path, kind: str, content: str | bytes, words: tuple[str, ...], counts: tuple[int, int]
) -> None:
    reading = read_text(tmp_path, content)
    texts = [said(problem) for problem in reading.problems]
    assert any(all(word in text for word in words) for text in texts), texts[:5]
    assert (reading.rows_in, reading.rows_rejected) == counts


def test_a_file_that_is_not_there_or_cannot_be_opened(tmp_path: Path) -> None:
    (missing,) = load_register(tmp_path / "none.csv", "none.csv").problems
    (folder,) = load_register(tmp_path, "folder").problems
    assert "no such file" in said(missing)
    assert "cannot be opened" in said(folder)


def test_all_problems_are_told_at_once_in_row_order(tmp_path: Path) -> None:
    rows = [
        {**PLANNED, "homes": "", "entry": "2026-13"},
        {**BUILDING, "done": "build"},
        {**PLANNED, "source": ""},
    ]
    reading = read_text(tmp_path, csv_text(rows, [*NAMES, "Tel"]))
    assert [(problem.row, problem.column) for problem in reading.problems] == [
        (1, "Tel"), (2, "entry"), (2, "homes"), (3, "done"), (4, "source"), (4, "project_id"),
    ]  # fmt: skip
    assert {problem.file for problem in reading.problems} == {"register.csv"}
