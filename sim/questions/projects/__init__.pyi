from .one_future import CHART, EVENTS, FUTURE_NUMBER, MONTH, PERCENTILE, STEPS_OF
from .pushes import PUSHES, date_cell, goal_field, push_sentence, push_spreadsheet, push_table, told_goals

__all__ = [
    "CHART",
    "EVENTS",
    "FUTURE_NUMBER",
    "MONTH",
    "PERCENTILE",
    "PUSHES",
    "STEPS_OF",
    "date_cell",
    "goal_field",
    "push_sentence",
    "push_spreadsheet",
    "push_table",
    "told_goals",
]
