from .asked import Asked, Watch, read_inputs
from .at_hand import AtHand, those_that_fit
from .confidence import trust_of
from .inputs import Around, Choice, Input, Said, Values, choices_of, with_choices, written_inputs
from .laid_out import answer_sheet, rough_note
from .notes import what_counts
from .options import (
    BOARD_REPLICATIONS,
    ENGINE,
    JOBS,
    LANG,
    NO_UNKNOWNS,
    OUTPUT_FORMAT,
    QUICK,
    READING,
    SCENARIO,
    SEED,
    replications,
)
from .projects import push_table
from .question import Command, Files, Form, Question
from .registry import commands, forms, inputs_of, meant_by, question_named, questions
from .sheet import Column, Figure, Row, Section, Sentence, Sheet, Table, Trust
from .spreadsheet import Spreadsheet, csv_bytes, workbook_bytes
from .subjects import LEVERS
from .tables import indicator_spreadsheet
from .values import one_of, picture_path, whole_number

__all__ = [
    "BOARD_REPLICATIONS",
    "ENGINE",
    "JOBS",
    "LANG",
    "LEVERS",
    "NO_UNKNOWNS",
    "OUTPUT_FORMAT",
    "QUICK",
    "READING",
    "SCENARIO",
    "SEED",
    "Around",
    "Asked",
    "AtHand",
    "Choice",
    "Column",
    "Command",
    "Figure",
    "Files",
    "Form",
    "Input",
    "Question",
    "Row",
    "Said",
    "Section",
    "Sentence",
    "Sheet",
    "Spreadsheet",
    "Table",
    "Trust",
    "Values",
    "Watch",
    "answer_sheet",
    "choices_of",
    "commands",
    "csv_bytes",
    "forms",
    "indicator_spreadsheet",
    "inputs_of",
    "meant_by",
    "one_of",
    "picture_path",
    "push_table",
    "question_named",
    "questions",
    "read_inputs",
    "replications",
    "rough_note",
    "those_that_fit",
    "trust_of",
    "what_counts",
    "whole_number",
    "with_choices",
    "workbook_bytes",
    "written_inputs",
]
