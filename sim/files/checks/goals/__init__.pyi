from .counting import counting_problems
from .indicators import indicator_problems
from .targets import year_problems

__all__ = [
    "counting_problems",
    "indicator_problems",
    "year_problems",
]
