from .endings import Ending, ending_told
from .share_told import share_told, shares_in_notes

__all__ = [
    "Ending",
    "ending_told",
    "share_told",
    "shares_in_notes",
]
