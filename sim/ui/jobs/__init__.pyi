from .queue import Queue
from .request import RequestStatus, Task
from .right_of_way import RightOfWay
from .server import VisitQueue, server_queue, visit_queue
from .turns import Turn, can_begin, in_order

__all__ = [
    "Queue",
    "RequestStatus",
    "RightOfWay",
    "Task",
    "Turn",
    "VisitQueue",
    "can_begin",
    "in_order",
    "server_queue",
    "visit_queue",
]
