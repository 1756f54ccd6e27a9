from .cards import show_in_words, show_indicators, show_together, show_years
from .footer import show_footer
from .readings import show_readings
from .sheet import draw_sheet, html_of
from .summary import offer_summary, show_summary

__all__ = [
    "draw_sheet",
    "html_of",
    "offer_summary",
    "show_footer",
    "show_in_words",
    "show_indicators",
    "show_readings",
    "show_summary",
    "show_together",
    "show_years",
]
