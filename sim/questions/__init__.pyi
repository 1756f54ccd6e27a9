from .asked import Asked, Watch, read_inputs
from .inputs import Around, Choice, Input, Said, Values
from .notes import what_counts
from .options import (
    ENGINE,
    JOBS,
    LANG,
    OUTPUT_FORMAT,
    READING,
    SCENARIO,
    SEED,
    UNCERTAINTY,
    check_sets,
    replications,
)
from .question import Command, Form, Question
from .registry import commands, forms, inputs_of, meant_by, questions
from .sheet import Column, Figure, Row, Section, Sentence, Sheet, Table
from .values import one_of, read_precision, whole_number

__all__ = [
    "ENGINE",
    "JOBS",
    "LANG",
    "OUTPUT_FORMAT",
    "READING",
    "SCENARIO",
    "SEED",
    "UNCERTAINTY",
    "Around",
    "Asked",
    "Choice",
    "Column",
    "Command",
    "Figure",
    "Form",
    "Input",
    "Question",
    "Row",
    "Said",
    "Section",
    "Sentence",
    "Sheet",
    "Table",
    "Values",
    "Watch",
    "check_sets",
    "commands",
    "forms",
    "inputs_of",
    "meant_by",
    "one_of",
    "questions",
    "read_inputs",
    "read_precision",
    "replications",
    "what_counts",
    "whole_number",
]
