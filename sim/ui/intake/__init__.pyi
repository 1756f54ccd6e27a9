from .form import draw_intake
from .own_folder import keep_edited, own_scenarios

__all__ = [
    "draw_intake",
    "keep_edited",
    "own_scenarios",
]
