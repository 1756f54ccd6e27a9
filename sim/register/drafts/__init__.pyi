from .draft import Draft, DraftRow, cell_text
from .files import load_draft, parse_draft

__all__ = [
    "Draft",
    "DraftRow",
    "cell_text",
    "load_draft",
    "parse_draft",
]
