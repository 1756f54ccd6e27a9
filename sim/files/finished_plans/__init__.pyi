from .plan_list import PLAN_COLUMNS, REQUIRED_PLAN_COLUMNS, load_plans
from .reference_class import reference_class_of

__all__ = [
    "PLAN_COLUMNS",
    "REQUIRED_PLAN_COLUMNS",
    "load_plans",
    "reference_class_of",
]
