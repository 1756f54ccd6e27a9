from .counting import counting_problems
from .years import year_problems

__all__ = [
    "counting_problems",
    "year_problems",
]
