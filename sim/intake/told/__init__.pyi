from .endings import Ending, ending_told
from .share_told import share_told, shares_in_notes
from .sheet_doubts import merged_numbers, sheets_left

__all__ = [
    "Ending",
    "ending_told",
    "merged_numbers",
    "share_told",
    "shares_in_notes",
    "sheets_left",
]
