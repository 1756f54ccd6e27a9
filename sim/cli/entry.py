"""Entry: streams, language, and every failure said in one sentence on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from sim.cli.help import Stopped
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
from sim.text import LANGUAGES, Language, Text, language_of_locale

REFUSED, STOPPED = 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        What stands after the program's name; by default that of this process.

    Returns
    -------
    int
        0 done, 1 the reader of the output went away, 2 refused (said on stderr), 130 stopped by Ctrl-C.
    """
    arguments = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A C or Windows locale would stop at the first Vietnamese letter.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    text = Text(_language(arguments))
    try:
        code = build(text, arguments)(args=arguments, prog_name="housing-sim", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes stdout once more at exit; the reader is gone, so nothing may be left to complain about.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ScenarioError as error:
        _say_problems(error.problems, text)
        count = sum(problem.severity == "error" for problem in error.problems)
        said = msg_n(
            "the scenario cannot be used: {count} error", "the scenario cannot be used: {count} errors", count
        )
        print(text(said), file=sys.stderr)
        return REFUSED
    except QuestionError as error:
        _say_problems(error.problems, text)
        for message in error.messages:
            _refuse(message, text, with_hint=False)
        print(text("`housing-sim --help` shows what can be asked"), file=sys.stderr)
        return REFUSED
    except HousingSimError as error:
        return _refuse(error.message, text, with_hint=isinstance(error, OptionError))
    except typer.TyperException as error:
        return _refuse(_usage(error), text, with_hint=True)
    except (Stopped, KeyboardInterrupt):
        print(text("stopped; there is nothing to show"), file=sys.stderr)
        return STOPPED
    return code if isinstance(code, int) else 0


def _language(arguments: Sequence[str]) -> Language:
    # Needed before the options are read: help and complaints about options speak it too.
    said = ""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--lang":
            said = following
        elif argument.startswith("--lang="):
            said = argument.removeprefix("--lang=")
    return next((language for language in LANGUAGES if language == said), language_of_locale())


def _refuse(message: Message, text: Text, *, with_hint: bool) -> int:
    print(text("housing-sim: {message}", message=message), file=sys.stderr)
    if with_hint:
        print(text("`housing-sim --help` shows what can be asked"), file=sys.stderr)
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
