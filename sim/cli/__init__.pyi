from .board import render_board
from .entry import main
from .files import must_be_writable, replacing
from .layout import plain_table, terminal
from .problems import lines, problem_in_words, say_warnings, usable
from .program import build
from .progress import ProgressOnStderr, say_preparation

__all__ = [
    "ProgressOnStderr",
    "build",
    "lines",
    "main",
    "must_be_writable",
    "plain_table",
    "problem_in_words",
    "render_board",
    "replacing",
    "say_preparation",
    "say_warnings",
    "terminal",
    "usable",
]
