from .assumption_table import show_assumptions
from .glossary import show_glossary
from .run_size import choose_futures

__all__ = [
    "choose_futures",
    "show_assumptions",
    "show_glossary",
]
