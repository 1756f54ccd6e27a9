from .answer_check import wrong_with
from .city_facts import TARGETS, city_problems, city_questions
from .data_date import copied
from .edited import copy_with_register
from .folder import Destination, destination, understood, write_intake
from .labels import (
    COLUMN_NAMES,
    answer_name,
    column_name,
    stage_codes,
    state_codes,
    state_name,
    states_offered,
)
from .list_fit import ListFit, list_fit
from .list_map import NOT_READ, ListMap, load_map, with_answers
from .questions import OpenQuestion
from .taking_in import Intake, reason_groups, take_in

__all__ = [
    "COLUMN_NAMES",
    "NOT_READ",
    "TARGETS",
    "Destination",
    "Intake",
    "ListFit",
    "ListMap",
    "OpenQuestion",
    "answer_name",
    "city_problems",
    "city_questions",
    "column_name",
    "copied",
    "copy_with_register",
    "destination",
    "list_fit",
    "load_map",
    "reason_groups",
    "stage_codes",
    "state_codes",
    "state_name",
    "states_offered",
    "take_in",
    "understood",
    "with_answers",
    "write_intake",
    "wrong_with",
]
