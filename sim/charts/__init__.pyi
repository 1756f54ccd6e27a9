from .cause_costs import cause_costs_chart
from .chance import chance_chart
from .changes import changes_chart
from .days import days_chart
from .fan import fan_chart
from .figure_files import FIGURE_FORMATS, Format, figure_file
from .pool_use import pool_use_chart
from .search import seek_chart
from .starts import starts_chart
from .theme import BLUE, INK, MUTED, ORANGE, PALE_ORANGE
from .wording import (
    READING_NAMES,
    chance_label,
    homes_change_label,
    interval_label,
    points_label,
    points_range,
    quarter_label,
    range_label,
)

__all__ = [
    "BLUE",
    "FIGURE_FORMATS",
    "INK",
    "MUTED",
    "ORANGE",
    "PALE_ORANGE",
    "READING_NAMES",
    "Format",
    "cause_costs_chart",
    "chance_chart",
    "chance_label",
    "changes_chart",
    "days_chart",
    "fan_chart",
    "figure_file",
    "homes_change_label",
    "interval_label",
    "points_label",
    "points_range",
    "pool_use_chart",
    "quarter_label",
    "range_label",
    "seek_chart",
    "starts_chart",
]
