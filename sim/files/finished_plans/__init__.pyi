from .plan_list import PLAN_COLUMNS, REQUIRED_PLAN_COLUMNS
from .reference_class import reference_class_of

__all__ = [
    "PLAN_COLUMNS",
    "REQUIRED_PLAN_COLUMNS",
    "reference_class_of",
]
