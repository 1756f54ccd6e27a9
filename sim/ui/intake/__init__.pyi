from .form import draw_intake
from .own_folder import own_scenarios

__all__ = [
    "draw_intake",
    "own_scenarios",
]
