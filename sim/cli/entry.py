"""A command answered: its streams, and every failure said in one sentence on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

import typer

from sim.cli.exit_codes import READER_GONE, REFUSED, STOPPED
from sim.cli.help import Stopped
from sim.cli.options import text_for
from sim.cli.program import build
from sim.errors import (
    HousingSimError,
    Message,
    OptionError,
    Problem,
    QuestionError,
    ScenarioError,
    msg,
    msg_n,
)
from sim.os_errors import os_advice, os_reason
from sim.text import LANGUAGES, Text


def answer(arguments: Sequence[str]) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str
        What stands after the program's name.

    Returns
    -------
    int
        Exit code, as `main` gives it.
    """
    text = text_for(arguments)
    if not _streams_are_ready():
        return _refuse(msg("there is nowhere to write the answer: the output is closed"), text)
    program = build(text, arguments)
    hint = _hint(arguments, [command.name for command in program.registered_commands])
    try:
        code = program(args=list(arguments), prog_name="housing-sim", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_stdout()
        return READER_GONE
    except OSError as error:
        return _refuse(_refused_by_the_system(error), text)
    except HousingSimError as error:
        return _refuse_asked(error, hint, text)
    except typer.TyperException as error:
        return _refuse(_usage(error), text, hint=hint)
    except (Stopped, KeyboardInterrupt, typer.Abort):
        print(text("stopped; there is nothing to show"), file=sys.stderr)
        return STOPPED
    return code if isinstance(code, int) else 0


def _streams_are_ready() -> bool:
    """Let both streams take every letter; tells whether there is a stdout at all."""
    if sys.stderr is None:
        # What is printed to no stream would end up in the output.
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open to the end)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A C or Windows locale would stop at the first Vietnamese letter.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout is not None


def _refuse_asked(error: HousingSimError, hint: Message, text: Text) -> int:
    """Say everything that is wrong with what was asked; how to ask only where that is what is wrong."""
    match error:
        case ScenarioError():
            _say_problems(error.problems, text)
            count = _errors(error.problems)
            said = msg_n(
                "the scenario cannot be used: {count} error",
                "the scenario cannot be used: {count} errors",
                count,
            )
            print(text(said), file=sys.stderr)
        case QuestionError():
            _say_problems(error.problems, text)
            for message in error.messages:
                _refuse(message, text)
            if error.messages:
                print(text(hint), file=sys.stderr)
            else:
                # The files are at fault: the scenario's, or those of levers or causes.
                count = _errors(error.problems)
                said = msg_n(
                    "nothing is simulated: {count} error", "nothing is simulated: {count} errors", count
                )
                print(text(said), file=sys.stderr)
        case OptionError():
            _refuse(error.message, text, hint=hint)
        case _:
            _refuse(error.message, text)
    return REFUSED


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


def _hint(arguments: Sequence[str], commands: Collection[str | None]) -> Message:
    """Say where to read what can be asked: in the help of the command, else in that of the program."""
    command = next((each for each in arguments if not each.startswith("-") and each not in LANGUAGES), None)
    if command not in commands:
        return msg("`housing-sim --help` shows what can be asked")
    return msg("`housing-sim {command} --help` shows what can be asked", command=command)


def _give_up_stdout() -> None:
    """Let nothing be complained about when Python writes the rest of the output at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused_by_the_system(error: OSError) -> Message:
    reason, advice = os_reason(error), os_advice(error)
    if error.filename is not None:
        name = os.fsdecode(error.filename) if isinstance(error.filename, bytes) else str(error.filename)
        return msg("{path} cannot be used: {reason}; {advice}", path=name, reason=reason, advice=advice)
    _give_up_stdout()
    return msg("the answer cannot be written: {reason}; {advice}", reason=reason, advice=advice)


def _refuse(message: Message, text: Text, *, hint: Message | None = None) -> int:
    print(text("housing-sim: {message}", message=message), file=sys.stderr)
    if hint is not None:
        print(text(hint), file=sys.stderr)
    return REFUSED


def _say_problems(problems: Sequence[Problem], text: Text) -> None:
    from sim.cli.problems import lines

    for line in lines(problems, text):
        print(line, file=sys.stderr)


def _usage(error: typer.TyperException) -> Message:
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        return msg("there is no option {name}", name=option)
    if option is not None:
        return msg("option {name} needs a value", name=option)
    parameter = getattr(error, "param", None)
    if parameter is not None:
        named = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar
        return msg("{name} is missing", name=named)
    return Message(error.format_message().replace("{", "{{").replace("}", "}}"))
