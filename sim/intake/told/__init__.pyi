from .endings import Ending, ending_told
from .share_told import heads_shares_of_work, share_told, shares_in_notes
from .sheet_doubts import merged_numbers, shares_unread, sheets_left

__all__ = [
    "Ending",
    "ending_told",
    "heads_shares_of_work",
    "merged_numbers",
    "share_told",
    "shares_in_notes",
    "shares_unread",
    "sheets_left",
]
