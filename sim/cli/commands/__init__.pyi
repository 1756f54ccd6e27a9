from .app import app_command
from .check import check_command
from .levers import levers_command
from .run import Request, run_command
from .trace import trace_command
from .warmup import warmup_command

__all__ = [
    "Request",
    "app_command",
    "check_command",
    "levers_command",
    "run_command",
    "trace_command",
    "warmup_command",
]
