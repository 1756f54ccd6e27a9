from .indicators import indicator_spreadsheet, indicator_table
from .one_future import recorded_table, standings_table, steps_table
from .targets import readings_table, target_table

__all__ = [
    "indicator_spreadsheet",
    "indicator_table",
    "readings_table",
    "recorded_table",
    "standings_table",
    "steps_table",
    "target_table",
]
