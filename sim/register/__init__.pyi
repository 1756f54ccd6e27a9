from .cell_table import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_FILE_MB,
    MAX_ROWS,
    CellTable,
    TableRow,
    header_name,
)
from .csv_file import load_csv
from .reader import ParsedRegister, load_register
from .row import COLUMNS, REQUIRED

__all__ = [
    "COLUMNS",
    "MAX_CELL_CHARACTERS",
    "MAX_COLUMNS",
    "MAX_FILE_MB",
    "MAX_ROWS",
    "REQUIRED",
    "CellTable",
    "ParsedRegister",
    "TableRow",
    "header_name",
    "load_csv",
    "load_register",
]
