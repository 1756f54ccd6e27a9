from .cause_ablation import cause_ablation_in_words, interaction_in_words
from .information import alternative_name, group_name, information_in_words, information_notes, who_has_it
from .ranks import ranks_note
from .tornado import swing_in_words, swings_note, tornado_in_words

__all__ = [
    "alternative_name",
    "cause_ablation_in_words",
    "group_name",
    "information_in_words",
    "information_notes",
    "interaction_in_words",
    "ranks_note",
    "swing_in_words",
    "swings_note",
    "tornado_in_words",
    "who_has_it",
]
