from .queue import Queue
from .request import Phase, Status, Work
from .right_of_way import RightOfWay
from .turns import Turn, can_begin, in_order

__all__ = [
    "Phase",
    "Queue",
    "RightOfWay",
    "Status",
    "Turn",
    "Work",
    "can_begin",
    "in_order",
]
