from .ended import ended_problems
from .finished import finished_problems

__all__ = ["ended_problems", "finished_problems"]
