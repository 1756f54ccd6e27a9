from .form import draw_intake
from .labels import answer_name, column_name
from .own_folder import keep_edited, own_scenarios

__all__ = [
    "answer_name",
    "column_name",
    "draw_intake",
    "keep_edited",
    "own_scenarios",
]
