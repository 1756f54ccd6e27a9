from .editor import draw_editor
from .overview import show_projects, shown_in_address

__all__ = [
    "draw_editor",
    "show_projects",
    "shown_in_address",
]
