"""Damaged registers, by chance: nothing raises, no row is lost without a word."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_errors.register.register_files import (
    BUILDING,
    FINISHED,
    NAMES,
    PLANNED,
    SOUND,
    balanced,
    csv_text,
    edited,
    grid,
    said,
    write_xlsx,
)

from sim.register import ParsedRegister, load_register
from sim.register.sheets.workbook import load_workbook

_PIECES = st.sampled_from(
    [
        *',;\t"\n\r-–09=xự\u00a0\u0301\x00\ufeff\ud7ff٣²',
        *("..", "#REF!", "2025", "1.050", "sep=;\n", "project_id", "not_started", "in_progress", "completed"),
    ]
)
_PLACE = st.floats(0, 1, exclude_max=True)
_EDITS = st.lists(st.tuples(_PLACE, st.integers(0, 12), _PIECES), min_size=1, max_size=6)
_PARTS = ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml")


def _read(path: Path) -> ParsedRegister:
    reading = load_register(path, path.name)
    balanced(reading)
    assert all(said(problem) for problem in reading.problems)
    return reading


@settings(max_examples=200, deadline=None)
@given(edits=_EDITS, encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_a_csv_file_changed_anywhere(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[float, int, str]], encoding: str
) -> None:
    text = csv_text()
    for place, removed, added in edits:
        at = int(place * len(text))
        text = text[:at] + added + text[at + removed :]
    path = tmp_path_factory.getbasetemp() / "mutated.csv"
    path.write_bytes(text.encode(encoding))
    _read(path)


@settings(max_examples=100, deadline=None)
@given(edits=st.lists(st.tuples(_PLACE, st.binary(min_size=1, max_size=3)), min_size=1, max_size=4))
def test_a_csv_file_with_other_bytes(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[float, bytes]]
) -> None:
    data = csv_text().encode()
    for place, added in edits:
        at = int(place * len(data))
        data = data[:at] + added + data[at + len(added) :]
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(data)
    _read(path)


@settings(max_examples=100, deadline=None)
@given(column=st.sampled_from(NAMES), typed=st.text(max_size=30))
def test_any_text_in_a_cell(tmp_path_factory: pytest.TempPathFactory, column: str, typed: str) -> None:
    path = tmp_path_factory.getbasetemp() / "typed.csv"
    text = csv_text([{**row, column: typed} for row in (PLANNED, BUILDING, FINISHED)])
    path.write_bytes(text.encode("utf-8", "ignore"))
    _read(path)


def test_a_workbook_changed_or_cut_anywhere(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "r.xlsx", grid(SOUND))
    whole = path.read_bytes()
    chance = random.Random(20260630)

    def edit(xml: str) -> str:
        at = chance.randrange(len(xml))
        return xml[:at] + chance.choice('<>"/=&1Arst\x01') + xml[at + chance.randrange(4) :]

    readable = 0
    for _ in range(150):
        path.write_bytes(whole)
        readable += _read(edited(path, edit, chance.choice(_PARTS))).rows_in > 0
        path.write_bytes(whole[: chance.randrange(len(whole))])
        assert _read(path).problems
    assert 0 < readable < 150


@pytest.mark.parametrize("far", ["G9999999999999999999999999", "G1048576", "G4294967296", "G0", "G"])
def test_a_cell_that_lies_in_another_row_than_its_own_is_damage(far: str, tmp_path: Path) -> None:
    """Laid out down to there the sheet would take all memory, and the process with it."""
    path = write_xlsx(tmp_path / "far.xlsx", [["a", "b", "c", "d", "e", "f", "g"], [1, 2, 3, 4, 5, 6, 7]])
    out = io.BytesIO()
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(out, "w") as changed:
        for name in book.namelist():
            changed.writestr(name, book.read(name).replace(b'r="G2"', f'r="{far}"'.encode()))
    (problem,) = load_workbook(out.getvalue(), "far.xlsx").problems
    assert problem.severity == "error"
