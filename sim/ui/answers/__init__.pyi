from .cards import show_headline, show_indicators, show_together, show_years
from .footer import show_footer
from .readings import show_readings
from .sheet import draw_sheet, html_of

__all__ = [
    "draw_sheet",
    "html_of",
    "show_footer",
    "show_headline",
    "show_indicators",
    "show_readings",
    "show_together",
    "show_years",
]
