from .entries import assumptions_of
from .entry import Assumption

__all__ = [
    "Assumption",
    "assumptions_of",
]
