from .cells import Refusal, listed_ids, spelled, unusable_anywhere
from .date_forms import READ_FORMS, REFUSED_FORMS
from .dates import date_span
from .drafts import Draft, DraftRow, cell_text, load_draft, parse_draft
from .evidence import month_first_evidence, number_doubts
from .headings import COUNTER, HEADINGS, column_of, column_of_two
from .layout import KnownHeading, Layout, SetAside, lay_out, spread_merged, text_headings
from .numbers import homes
from .reader import ParsedRegister, load_register
from .row import COLUMNS, NUMBERS, OUT_OF_PLACE, REQUIRED, parse_row
from .row_cells import cells_of
from .sheets.cell_table import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_FILE_MB,
    MAX_ROWS,
    Cell,
    CellTable,
    TableRow,
    clean,
    folded,
    guarded,
    header_name,
    plain_letters,
)
from .sheets.csv_file import load_csv
from .sheets.sheet_file import load_table
from .sheets.workbook import SHEET
from .states import STATES, ending_of, status_of
from .sums import sum_doubts
from .under_way import UNDER_WAY

__all__ = [
    "COLUMNS",
    "COUNTER",
    "HEADINGS",
    "MAX_CELL_CHARACTERS",
    "MAX_COLUMNS",
    "MAX_FILE_MB",
    "MAX_ROWS",
    "NUMBERS",
    "OUT_OF_PLACE",
    "READ_FORMS",
    "REFUSED_FORMS",
    "REQUIRED",
    "SHEET",
    "STATES",
    "UNDER_WAY",
    "Cell",
    "CellTable",
    "Draft",
    "DraftRow",
    "KnownHeading",
    "Layout",
    "ParsedRegister",
    "Refusal",
    "SetAside",
    "TableRow",
    "cell_text",
    "cells_of",
    "clean",
    "column_of",
    "column_of_two",
    "date_span",
    "ending_of",
    "folded",
    "guarded",
    "header_name",
    "homes",
    "lay_out",
    "listed_ids",
    "load_csv",
    "load_draft",
    "load_register",
    "load_table",
    "month_first_evidence",
    "number_doubts",
    "parse_draft",
    "parse_row",
    "plain_letters",
    "spelled",
    "spread_merged",
    "status_of",
    "sum_doubts",
    "text_headings",
    "unusable_anywhere",
]
