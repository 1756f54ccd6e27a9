from .indicators import indicators_in_words, square_metres
from .summary import homes_finding, one_sentence
from .targets import headline, last_push_note, percentiles_note

__all__ = [
    "headline",
    "homes_finding",
    "indicators_in_words",
    "last_push_note",
    "one_sentence",
    "percentiles_note",
    "square_metres",
]
