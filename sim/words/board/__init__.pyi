from .indicators import indicators_in_words, square_metres
from .targets import headline, last_push_note, percentiles_note

__all__ = [
    "headline",
    "indicators_in_words",
    "last_push_note",
    "percentiles_note",
    "square_metres",
]
