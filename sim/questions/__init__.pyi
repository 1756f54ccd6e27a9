from .asked import Asked, Watch, read_inputs
from .at_hand import AtHand, those_that_fit
from .confidence import trust_of
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
    replications,
)
from .question import Command, Files, Form, Question
from .registry import commands, forms, inputs_of, meant_by, question_named, questions
from .sheet import Column, Figure, Row, Section, Sentence, Sheet, Table, Trust
from .values import one_of, whole_number

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
    "Table",
    "Trust",
    "Values",
    "Watch",
    "commands",
    "forms",
    "inputs_of",
    "meant_by",
    "one_of",
    "question_named",
    "questions",
    "read_inputs",
    "replications",
    "those_that_fit",
    "trust_of",
    "what_counts",
    "whole_number",
]
