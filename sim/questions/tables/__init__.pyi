from .indicators import indicator_spreadsheet, indicator_table
from .targets import readings_table, target_table

__all__ = [
    "indicator_spreadsheet",
    "indicator_table",
    "readings_table",
    "target_table",
]
