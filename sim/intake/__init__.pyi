from .folder import Destination, destination, understood, write_intake
from .list_map import ListMap, with_answers
from .questions import OpenQuestion
from .taking_in import Intake, reason_groups, take_in

__all__ = [
    "Destination",
    "Intake",
    "ListMap",
    "OpenQuestion",
    "destination",
    "reason_groups",
    "take_in",
    "understood",
    "with_answers",
    "write_intake",
]
