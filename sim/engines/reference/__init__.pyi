from .engine import simulator
from .resources import TIME_RESOLUTION

__all__ = [
    "TIME_RESOLUTION",
    "simulator",
]
