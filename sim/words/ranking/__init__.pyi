from .cause_ablation import cause_ablation_in_words, interaction_in_words
from .ranks import ranks_note
from .tornado import swing_in_words, swings_note, tornado_in_words

__all__ = [
    "cause_ablation_in_words",
    "interaction_in_words",
    "ranks_note",
    "swing_in_words",
    "swings_note",
    "tornado_in_words",
]
