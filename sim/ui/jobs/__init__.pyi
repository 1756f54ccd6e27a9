from .queue import Queue
from .request import RequestStatus, Task
from .right_of_way import RightOfWay
from .server import server_queue, visit_queue
from .turns import Turn, can_begin, turns_in_order

__all__ = [
    "Queue",
    "RequestStatus",
    "RightOfWay",
    "Task",
    "Turn",
    "can_begin",
    "server_queue",
    "turns_in_order",
    "visit_queue",
]
