from .capacity import change_queue, change_slots, change_stock, cut_grace, cut_stalls
from .durations import cut_durations, move_law, raise_tender_success, weigh_components
from .network import add_fast_track, add_overlap, deliver, level_months, share_factors
from .projects import add_projects

__all__ = [
    "add_fast_track",
    "add_overlap",
    "add_projects",
    "change_queue",
    "change_slots",
    "change_stock",
    "cut_durations",
    "cut_grace",
    "cut_stalls",
    "deliver",
    "level_months",
    "move_law",
    "raise_tender_success",
    "share_factors",
    "weigh_components",
]
