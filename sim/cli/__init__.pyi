from .answer import print_values, say_stopped
from .default_scenario import folder_or_default, scenario_or_default
from .entry import main
from .files import must_be_writable, replacing
from .layout import plain_table, print_pulled, print_sheet, terminal
from .notes import common_notes
from .options import chance_option, date_option, one_of, whole_number, worth_option
from .problems import lines, problem_in_words, say_warnings, usable
from .program import build
from .progress import ProgressOnStderr, say_preparation
from .question import (
    STOPPED,
    TARGETS,
    Asked,
    Question,
    folder_beside,
    must_pull,
    read_question,
    runs_of,
    target_of,
)
from .refusals import Refusals
from .shared_options import SharedOptions

__all__ = [
    "STOPPED",
    "TARGETS",
    "Asked",
    "ProgressOnStderr",
    "Question",
    "Refusals",
    "SharedOptions",
    "build",
    "chance_option",
    "common_notes",
    "date_option",
    "folder_beside",
    "folder_or_default",
    "lines",
    "main",
    "must_be_writable",
    "must_pull",
    "one_of",
    "plain_table",
    "print_pulled",
    "print_sheet",
    "print_values",
    "problem_in_words",
    "read_question",
    "replacing",
    "runs_of",
    "say_preparation",
    "say_stopped",
    "say_warnings",
    "scenario_or_default",
    "target_of",
    "terminal",
    "usable",
    "whole_number",
    "worth_option",
]
