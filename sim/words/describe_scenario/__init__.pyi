from .assumption import Assumption
from .assumptions import assumptions_of
from .chances import likelihood_in_words
from .durations import duration_in_words
from .projects import ending_in_words, row_in_words, stages_done_in_words
from .quantities import Phrases
from .recalls import hazard_in_words
from .targets import INPUT_NAMES

__all__ = [
    "INPUT_NAMES",
    "Assumption",
    "Phrases",
    "assumptions_of",
    "duration_in_words",
    "ending_in_words",
    "hazard_in_words",
    "likelihood_in_words",
    "row_in_words",
    "stages_done_in_words",
]
