from .all_checks import cross_problems
from .common_causes import shared_unknown_problems
from .time_spent import time_problems

__all__ = [
    "cross_problems",
    "shared_unknown_problems",
    "time_problems",
]
