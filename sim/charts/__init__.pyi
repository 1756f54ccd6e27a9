from .cause_costs import cause_costs_chart
from .chance import chance_chart
from .changes import changes_chart
from .days import days_chart
from .fan import fan_chart
from .figure_files import FIGURE_FORMATS, Format, figure_file
from .fitted import fitted_chart
from .gantt import gantt_chart, gantt_height, gantt_rows
from .narrowing import narrowing_chart
from .outside_view import outside_view_chart
from .pool_use import pool_use_chart
from .search import seek_chart
from .starts import starts_chart
from .theme import BLUE, INK, MUTED, ORANGE, PALE_ORANGE

__all__ = [
    "BLUE",
    "FIGURE_FORMATS",
    "INK",
    "MUTED",
    "ORANGE",
    "PALE_ORANGE",
    "Format",
    "cause_costs_chart",
    "chance_chart",
    "changes_chart",
    "days_chart",
    "fan_chart",
    "figure_file",
    "fitted_chart",
    "gantt_chart",
    "gantt_height",
    "gantt_rows",
    "narrowing_chart",
    "outside_view_chart",
    "pool_use_chart",
    "seek_chart",
    "starts_chart",
]
