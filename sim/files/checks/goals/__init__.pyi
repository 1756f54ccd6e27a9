from .indicators import indicator_problems
from .targets import target_problems

__all__ = [
    "indicator_problems",
    "target_problems",
]
