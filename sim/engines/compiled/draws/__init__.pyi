from .draw_program import DrawProgram, draw_program_of

__all__ = [
    "DrawProgram",
    "draw_program_of",
]
