from .app import app_command
from .backtest import backtest_command
from .check import check_command
from .export import export_command
from .import_list import import_command
from .init import init_command
from .levers import levers_command, levers_here
from .schema import schema_command
from .trace import trace_command
from .warmup import warmup_command

__all__ = [
    "app_command",
    "backtest_command",
    "check_command",
    "export_command",
    "import_command",
    "init_command",
    "levers_command",
    "levers_here",
    "schema_command",
    "trace_command",
    "warmup_command",
]
