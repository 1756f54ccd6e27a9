from .stages import draw_under_way

__all__ = [
    "draw_under_way",
]
