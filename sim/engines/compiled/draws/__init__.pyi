from .draw_order import draw_order_of
from .draw_program import DrawProgram, draw_program_of

__all__ = [
    "DrawProgram",
    "draw_order_of",
    "draw_program_of",
]
