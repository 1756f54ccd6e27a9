from .all_checks import cross_problems, file_problems
from .time_spent import time_problems

__all__ = [
    "cross_problems",
    "file_problems",
    "time_problems",
]
