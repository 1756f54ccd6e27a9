"""What a question is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from sim.errors import Message
from sim.questions.asked import Asked, Watch, levers_fit
from sim.questions.inputs import Around, Input
from sim.questions.options import BOARD_REPLICATIONS
from sim.questions.sheet import Figure, Sheet
from sim.questions.spreadsheet import Spreadsheet
from sim.text import Text

Found = TypeVar("Found")


def _whole(_found: object, _asked: Asked) -> None:
    return None


def _no_figures(_found: object, _asked: Asked, _text: Text) -> tuple[Figure, ...]:
    return ()


def _can_be_asked(_around: Around) -> None:
    return None


def _to_its_end(_asked: Asked) -> bool:
    return False


@dataclass(frozen=True)
class Files:
    """Files that a command writes where the user names a folder, or one file by its own name.

    Attributes
    ----------
    folder : Input
        Names the folder, or the file; None writes nothing.
    write : callable
        (what is found, asked, the command as it was typed, text) -> anything; a Message is said.
    one_file : bool
        Whether the input names a file, in a folder that there must be.
    """

    folder: Input[Path | None]
    write: Callable[[Any, Asked, str, Text], object]
    one_file: bool = False


@dataclass(frozen=True)
class Command:
    """How the command line asks a question.

    Attributes
    ----------
    name : str
    help : Message, optional
        What is asked; of several questions under one name only the first has it.
    where : Input, optional
        Of several questions under one name, this is the one that is asked where this input is given.
    at_most : callable
        Asked -> whether the simulation may end before its total.
    files : tuple of Files
        What it writes beside what it prints.
    """

    name: str
    help: Message | None = None
    where: Input[Any] | None = None
    at_most: Callable[[Asked], bool] = _to_its_end
    files: tuple[Files, ...] = ()


@dataclass(frozen=True)
class Form:
    """How the page asks a question.

    Attributes
    ----------
    sentence : callable
        Around -> the question as a leader would ask it, with what is chosen for its inputs; not called where it cannot
        be asked.
    meaning : Message
        What is told.
    prevented : callable
        Around -> why it cannot be asked here, or None.
    known : mapping
        Values of inputs that are always the same on the page, by their names.
    """

    sentence: Callable[[Around], Message]
    meaning: Message
    prevented: Callable[[Around], Message | None] = _can_be_asked
    known: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Question(Generic[Found]):
    """A question, and everything that command line and page need to ask it.

    Attributes
    ----------
    name : str
        Its own; in the address of the page and in the names of saved files.
    order : int
        Among the questions.
    python : str
        Function of `sim` that answers it.
    inputs : tuple of Input
        In the order in which the help lists them.
    answer : callable
        (asked, watch) -> what is found. A KeyboardInterrupt leaves nothing to show.
    sheet : callable
        (what is found, asked, text) -> the answer as sentences, tables and notes.
    json : callable
        (what is found, asked) -> plain JSON values.
    command : Command, optional
    form : Form, optional
    checks : tuple of callable
        Of the inputs against one another.
    stopped : callable
        (what is found, asked) -> how much was done where Ctrl-C cut it short, else None.
    figures : callable
        (what is found, asked, text) -> figures.
    spreadsheet : callable, optional
        (what is found, asked, text) -> the answer as one table, where it is one.
    """

    name: str
    order: int
    python: str
    inputs: tuple[Input[Any], ...]
    answer: Callable[[Asked, Watch], Found]
    sheet: Callable[[Found, Asked, Text], Sheet]
    json: Callable[[Found, Asked], dict[str, Any]]
    command: Command | None = None
    form: Form | None = None
    checks: tuple[Callable[[Asked], object], ...] = (levers_fit,)
    stopped: Callable[[Found, Asked], Message | None] = _whole
    figures: Callable[[Found, Asked, Text], tuple[Figure, ...]] = _no_figures
    spreadsheet: Callable[[Found, Asked, Text], Spreadsheet] | None = None

    @property
    def simulates(self) -> bool:
        """Whether futures are simulated to answer it."""
        return BOARD_REPLICATIONS.name in {each.name for each in self.inputs}
