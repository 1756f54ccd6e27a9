"""Rows of cells that can be changed, each by a step that gives another draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sim.errors import Problem
from sim.register import Cell, clean
from sim.register.cells import spelled
from sim.register.row import COLUMNS

_THREE_DECIMALS = 3


@dataclass(frozen=True)
class DraftRow:
    """A row, blank ones included.

    Attributes
    ----------
    number : int
        Row number as the spreadsheet shows it; that of a new row is the next one free.
    cells : mapping of str to Cell
        Cells that are not blank, by column name. What a file holds keeps its kind; what is typed is text.
    """

    number: int
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def at(self, column: str) -> str:
        """Text of a cell; "" where it is blank."""
        return cell_text(self.cells[column]) if column in self.cells else ""


@dataclass(frozen=True)
class Draft:
    """A register being edited.

    Attributes
    ----------
    rows : tuple of DraftRow
        With numbers that rise.
    heading : int
        Number of the row of headings, above all others.
    notes : tuple of Problem
        What the file holds beside these cells: rows and columns that are not read, damage.
    """

    rows: tuple[DraftRow, ...] = ()
    heading: int = 1
    notes: tuple[Problem, ...] = ()

    def with_cells(self, number: int, texts: Mapping[str, str]) -> Draft:
        """Another text in some cells of a row; a blank one empties its cell.

        Raises
        ------
        KeyError
            For a column that no register has, or a number that no row has.
        """
        if unknown := texts.keys() - COLUMNS.keys():
            raise KeyError(*sorted(unknown))
        if number not in (row.number for row in self.rows):
            raise KeyError(number)
        return replace(
            self, rows=tuple(_changed(row, texts) if row.number == number else row for row in self.rows)
        )

    def with_new_row(self) -> Draft:
        """One more row, blank, at the end."""
        last = self.rows[-1].number if self.rows else self.heading
        return replace(self, rows=(*self.rows, DraftRow(last + 1)))

    def without(self, numbers: Collection[int]) -> Draft:
        """Leave out the rows of some numbers; the others keep theirs."""
        return replace(self, rows=tuple(row for row in self.rows if row.number not in numbers))

    def texts(self) -> tuple[Mapping[str, str], ...]:
        """Text of every cell, as a file is written from it; blank rows are left out."""
        return tuple(
            {column: cell_text(cell) for column, cell in row.cells.items()} for row in self.rows if row.cells
        )


def cell_text(cell: Cell) -> str:
    """Text that is read as the cell itself is: 683 for 683.0, 2025-08-19 for a date.

    A number of three decimals gets a fourth, 1.2050: as text, 1.205 may be read as thousands.
    """
    if not isinstance(cell, float) or cell.is_integer():
        return spelled(cell)
    text = format(Decimal(repr(cell)), "f")
    return f"{text}0" if len(text.partition(".")[2]) == _THREE_DECIMALS else text


def _changed(row: DraftRow, texts: Mapping[str, str]) -> DraftRow:
    cells = {**row.cells, **{column: clean(text) for column, text in texts.items()}}
    return DraftRow(row.number, {column: cell for column, cell in cells.items() if cell != ""})
