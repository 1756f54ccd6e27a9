"""What a workbook's XML tells beyond python-calamine: errors, formulas never computed, formats, hidden rows."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

from sim.register.sheets.cell_table import MAX_ROWS

# Formats of Excel that a workbook names by number alone: month and year, and numbers.
_BUILT_IN = {
    17: "mmm-yy",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
}
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
DateShown = Literal["month", "year"]


@dataclass(frozen=True)
class CellXml:
    """A cell as the sheet's XML holds it.

    Attributes
    ----------
    row, column : int
        From 0.
    style : int
        Index of its format.
    unusable : str
        Excel error or formula without a result, as text; empty for a cell with a value.
    """

    row: int
    column: int
    style: int
    unusable: str


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def sheet_part(parts: zipfile.ZipFile, sheet: str) -> str:
    book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
    ids = (
        value
        for element in book.iter()
        if _local(element.tag) == "sheet" and element.get("name") == sheet
        for key, value in element.items()
        if key.endswith("}id")
    )
    identity = next(ids)
    links = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    target = next(link.attrib["Target"] for link in links if link.get("Id") == identity)
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def stored_cells(parts: zipfile.ZipFile, part: str, hidden: list[int]) -> Iterator[CellXml]:
    """Cells that hold something, in file order; where a cell states no position, it follows the one before.

    Numbers of hidden rows are put into `hidden`, up to the last row that is read.
    """
    row, column = -1, -1
    stack: list[ElementTree.Element] = []
    with parts.open(part) as stream:
        for event, element in ElementTree.iterparse(stream, events=("start", "end")):
            tag = _local(element.tag)
            if event == "start":
                stack.append(element)
                if tag == "row":
                    row, column = int(element.get("r", row + 2)) - 1, -1
                    if element.get("hidden") in ("1", "true") and row <= MAX_ROWS:
                        hidden.append(row + 1)
                continue
            stack.pop()
            if tag == "c":
                column = _column(element.get("r"), row, column + 1)
                cell = _cell_of(element, row, column)
                if cell is not None:
                    yield cell
            if tag in ("c", "row"):
                stack[-1].clear()


def _column(reference: str | None, row: int, following: int) -> int:
    if reference is None:
        return following
    letters = reference.rstrip("0123456789")
    if reference != f"{letters}{row + 1}":
        # Calamine goes by the cell, and would lay out a sheet down to a row that no row of the file has.
        raise ValueError(reference)
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _cell_of(element: ElementTree.Element, row: int, column: int) -> CellXml | None:
    inside = {_local(child.tag): child for child in element}
    if not inside:
        return None
    value = inside["v"].text or "" if "v" in inside else ""
    kind = element.get("t", "n")
    unusable = ""
    if kind == "e":
        unusable = value or "#VALUE!"
    elif "f" in inside and not value and kind != "str":
        unusable = "=" + (inside["f"].text or "")
    return CellXml(row, column, int(element.get("s", 0)), unusable)


@dataclass(frozen=True)
class NumberFormat:
    """What a format shows of a number: how many decimals, and whether it leaves out thousands (``0,``)."""

    decimals: int
    thousands_left_out: bool

    def hides(self, value: float) -> bool:
        """Whether the format hides digits of a value."""
        return self.thousands_left_out or round(value, self.decimals) != value


def dates_without_day(parts: zipfile.ZipFile) -> dict[int, DateShown]:
    """Styles of cells that show a date without its day, and what they show of it."""
    codes = _format_codes(parts)
    return {index: part for index, code in codes.items() if (part := _shown(code)) is not None}


def number_formats(parts: zipfile.ZipFile) -> dict[int, NumberFormat]:
    """Styles of cells that show a number with a fixed number of decimals."""
    found = {index: _number_format(code) for index, code in _format_codes(parts).items()}
    return {index: each for index, each in found.items() if each is not None}


def _format_codes(parts: zipfile.ZipFile) -> dict[int, str]:
    """Code of the format of each style; the general format has none."""
    if "xl/styles.xml" not in parts.namelist():
        return {}
    styles = ElementTree.fromstring(parts.read("xl/styles.xml"))
    codes = dict(_BUILT_IN) | {
        int(element.attrib["numFmtId"]): element.attrib["formatCode"]
        for element in styles.iter()
        if _local(element.tag) == "numFmt"
    }
    cell_formats = next((element for element in styles if _local(element.tag) == "cellXfs"), ())
    return {index: codes.get(int(xf.get("numFmtId", 0)), "") for index, xf in enumerate(cell_formats)}


def _number_format(code: str) -> NumberFormat | None:
    digits = _LITERAL.sub("", code.partition(";")[0])
    if not re.fullmatch(r"[#0?,. ]*[#0?][#0?,. ]*", digits):
        return None
    decimals = len(re.sub(r"[^#0?]", "", digits.partition(".")[2]))
    return NumberFormat(decimals, bool(re.search(r"[#0?],+\s*$", digits)))


def _shown(code: str) -> DateShown | None:
    letters = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "y" not in letters or "d" in letters:
        return None
    return "month" if "m" in letters else "year"
