from .app import app_command
from .check import check_command
from .init import init_command
from .lever_options import add_lever_commands
from .question_options import add_question_commands
from .run import Request, run_command
from .schema import schema_command
from .trace import trace_command
from .warmup import warmup_command

__all__ = [
    "Request",
    "add_lever_commands",
    "add_question_commands",
    "app_command",
    "check_command",
    "init_command",
    "run_command",
    "schema_command",
    "trace_command",
    "warmup_command",
]
