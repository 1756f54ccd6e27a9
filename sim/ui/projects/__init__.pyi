from .editor import draw_editor
from .one_future import future_in_address, show_future
from .overview import show_projects, shown_in_address

__all__ = [
    "draw_editor",
    "future_in_address",
    "show_future",
    "show_projects",
    "shown_in_address",
]
