from .cell_table import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_FILE_MB, MAX_ROWS
from .reader import ParsedRegister, load_register
from .row import COLUMNS, REQUIRED

__all__ = [
    "COLUMNS",
    "MAX_CELL_CHARACTERS",
    "MAX_COLUMNS",
    "MAX_FILE_MB",
    "MAX_ROWS",
    "REQUIRED",
    "ParsedRegister",
    "load_register",
]
