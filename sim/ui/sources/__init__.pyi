from .assumption_table import show_assumptions
from .run_size import choose_futures

__all__ = [
    "choose_futures",
    "show_assumptions",
]
