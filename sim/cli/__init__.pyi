from .default_scenario import folder_or_default, scenario_or_default
from .exit_codes import REFUSED, STOPPED
from .layout import plain_table, terminal
from .problems import lines, rows_said, usable
from .program import build
from .progress import ProgressOnStderr, say_preparation
from .start import main

__all__ = [
    "REFUSED",
    "STOPPED",
    "ProgressOnStderr",
    "build",
    "folder_or_default",
    "lines",
    "main",
    "plain_table",
    "rows_said",
    "say_preparation",
    "scenario_or_default",
    "terminal",
    "usable",
]
