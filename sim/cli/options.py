"""Options and arguments of the command line, made from the inputs of questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from sim.questions import Input
from sim.text import LANGUAGES, Text, language_of_locale


def text_for(arguments: Sequence[str]) -> Text:
    """Take the language that `--lang` names, else that of the system, before the options are read.

    Help and complaints about options speak it too.

    Parameters
    ----------
    arguments : sequence of str
        What stands after the program's name; a language that does not exist is refused later.
    """
    said = ""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--lang":
            said = following
        elif argument.startswith("--lang="):
            said = argument.removeprefix("--lang=")
    return Text(next((language for language in LANGUAGES if language == said), language_of_locale()))


def parameter(each: Input[Any], text: Text) -> Any:
    """Make the option or argument of an input, with its help in one language."""
    if not each.flag:
        return typer.Argument(metavar=_said(each, text), help=text(each.help))
    if each.kind is bool:
        return typer.Option(each.flag, help=text(each.help))
    return typer.Option(each.flag, metavar=_said(each, text), help=text(each.help), parser=each.parse)


def signature(inputs: Iterable[Input[Any]], text: Text) -> Signature:
    """Make the signature of a command that takes these inputs: what the user does not give is None, or False.

    Parameters
    ----------
    inputs : iterable of Input
    text : Text
        Language of the help.

    Returns
    -------
    Signature
    """
    return Signature(
        [
            Parameter(
                each.name,
                Parameter.KEYWORD_ONLY,
                default=False if each.kind is bool else None,
                annotation=Annotated[_kind(each), parameter(each, text)],
            )
            for each in inputs
        ]
    )


def _kind(each: Input[Any]) -> Any:
    return each.kind if each.kind is bool else each.kind | None


def _said(each: Input[Any], text: Text) -> str:
    return each.metavar if isinstance(each.metavar, str) else text(each.metavar)
