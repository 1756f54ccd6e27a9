from .at_hand import say_left_out
from .cards import draw_cards, draw_keep, say_broken
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
from .several import BESIDE, choose_several, show_several
from .side_by_side import show_compared
from .words import name_of, said

__all__ = [
    "BESIDE",
    "PULL",
    "causes_beside",
    "changed_by",
    "choose_several",
    "draw_cards",
    "draw_keep",
    "draw_levers",
    "forget_pulled",
    "left_out",
    "levers_beside",
    "levers_pulled",
    "name_of",
    "pulled_as_text",
    "restore_pulled",
    "said",
    "say_broken",
    "say_left_out",
    "show_compared",
    "show_several",
]
