from .city_facts import city_problems, city_questions
from .data_date import copied
from .edited import copy_with_register
from .folder import Destination, destination, understood, write_intake
from .list_fit import ListFit, list_fit
from .list_map import LAND_M2, NOT_READ, SET_ASIDE, SINCE, STOPPED, ListMap, load_map, with_answers
from .questions import OpenQuestion
from .taking_in import Intake, reason_groups, take_in

__all__ = [
    "LAND_M2",
    "NOT_READ",
    "SET_ASIDE",
    "SINCE",
    "STOPPED",
    "Destination",
    "Intake",
    "ListFit",
    "ListMap",
    "OpenQuestion",
    "city_problems",
    "city_questions",
    "copied",
    "copy_with_register",
    "destination",
    "list_fit",
    "load_map",
    "reason_groups",
    "take_in",
    "understood",
    "with_answers",
    "write_intake",
]
