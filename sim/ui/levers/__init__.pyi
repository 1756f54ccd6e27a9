from .at_hand import say_left_out
from .controls import draw_levers
from .pulled_levers import (
    PULL,
    causes_beside,
    changed_by,
    forget_pulled,
    left_out,
    levers_beside,
    levers_pulled,
    pulled_as_text,
    restore_pulled,
)
from .side_by_side import show_compared
from .words import name_of, said

__all__ = [
    "PULL",
    "causes_beside",
    "changed_by",
    "draw_levers",
    "forget_pulled",
    "left_out",
    "levers_beside",
    "levers_pulled",
    "name_of",
    "pulled_as_text",
    "restore_pulled",
    "said",
    "say_left_out",
    "show_compared",
]
