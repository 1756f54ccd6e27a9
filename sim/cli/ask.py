"""A command for each question: reads its inputs, has it answered, prints the answer."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from sim.analysis import to_json
from sim.cli.default_scenario import scenario_or_default
from sim.cli.exit_codes import STOPPED
from sim.cli.options import signature
from sim.errors import Message
from sim.experiment import Progress
from sim.questions import (
    ENGINE,
    LANG,
    OUTPUT_FORMAT,
    SCENARIO,
    Question,
    Watch,
    answer_sheet,
    inputs_of,
    meant_by,
    read_inputs,
)
from sim.text import Text
from sim.whole_files import file_must_be_writable, must_be_writable


def question_command(
    questions: tuple[Question[Any], ...], text: Text, arguments: Sequence[str]
) -> Callable[..., int]:
    """Make a command.

    Parameters
    ----------
    questions : tuple of Question
        Of one command; the inputs given tell which of them is asked.
    text : Text
        Language of help and output.
    arguments : sequence of str
        What the user typed after the program's name, for the files that a command writes.

    Returns
    -------
    callable
        Takes the values of the options by the names of the inputs. Returns 0, or 130 where Ctrl-C ended the work
        early; what is printed then rests on what was done. Raises QuestionError with everything wrong with the
        question.
    """

    def command(**given: Any) -> int:
        return _ask(meant_by(questions, given), given, text, arguments)

    made = signature((*inputs_of(questions), OUTPUT_FORMAT, LANG), text)
    command.__signature__ = made  # type: ignore[attr-defined]  # this is how Typer learns of the options
    command.__annotations__ = {name: each.annotation for name, each in made.parameters.items()}
    return command


def _ask(question: Question[Any], given: dict[str, Any], text: Text, arguments: Sequence[str]) -> int:
    # Imported once a question is asked, not to tell how to ask one: they bring NumPy, and take half a second.
    from sim.cli.problems import say_warnings
    from sim.cli.progress import say_preparation

    given[SCENARIO.name] = scenario_or_default(given[SCENARIO.name], text)
    asked = read_inputs(question.inputs, question.checks, given, {})
    assert question.command is not None
    files = [each for each in question.command.files if asked[each.folder] is not None]
    for each in files:
        place = asked[each.folder]
        assert place is not None
        (file_must_be_writable if each.one_file else must_be_writable)(place)
    say_warnings(given[SCENARIO.name], asked[SCENARIO].problems, text)
    if question.simulates:
        say_preparation(asked[ENGINE], text)
    with _watching(text, at_most=question.command.at_most(asked)) as watch:
        found = question.answer(asked, watch)
    stopped = question.stopped(found, asked)
    if stopped is not None:
        print(text("stopped: {done} done; the answer rests on these", done=stopped), file=sys.stderr)
    if given[OUTPUT_FORMAT.name] == "json":
        print(to_json.json_text(question.json(found, asked)))
    else:
        from sim.cli.layout import render_sheet

        render_sheet(answer_sheet(question, found, asked, text), asked, text)
    # Last: where the disk is full, the answer has been told.
    sys.stdout.flush()
    for each in files:
        said = each.write(found, asked, shlex.join(("housing-sim", *arguments)), text)
        if isinstance(said, Message):
            print(text(said), file=sys.stderr)
    return 0 if stopped is None else STOPPED


@contextmanager
def _watching(text: Text, *, at_most: bool) -> Iterator[Watch]:
    """Give what shows progress; a question that simulates in two steps shows one after the other."""
    from sim.cli.progress import ProgressOnStderr

    with ExitStack() as shown:

        def watch(each: int) -> Progress:
            shown.close()
            return shown.enter_context(ProgressOnStderr(text, at_most, each))

        yield watch
