from .app import app_command
from .backtest import backtest_command
from .check import check_command
from .export import export_command
from .fit import fit_command
from .import_list import import_command
from .init import init_command
from .levers import levers_command, levers_here
from .record_choice import FitOptions
from .schema import schema_command
from .warmup import warmup_command

__all__ = [
    "FitOptions",
    "app_command",
    "backtest_command",
    "check_command",
    "export_command",
    "fit_command",
    "import_command",
    "init_command",
    "levers_command",
    "levers_here",
    "schema_command",
    "warmup_command",
]
