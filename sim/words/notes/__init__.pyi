from .outside_view import CLASS_NAMES, class_name, outside_view_in_words, whole_percent
from .run_notes import HASH_SHOWN, model_only, run_in_words, run_note

__all__ = [
    "CLASS_NAMES",
    "HASH_SHOWN",
    "class_name",
    "model_only",
    "outside_view_in_words",
    "run_in_words",
    "run_note",
    "whole_percent",
]
