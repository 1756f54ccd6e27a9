from .queue import Queue
from .request import Phase, RequestStatus, Task
from .right_of_way import RightOfWay
from .turns import Turn, can_begin, in_order

__all__ = [
    "Phase",
    "Queue",
    "RequestStatus",
    "RightOfWay",
    "Task",
    "Turn",
    "can_begin",
    "in_order",
]
