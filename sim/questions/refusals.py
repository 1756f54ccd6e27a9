"""Everything wrong with a question, gathered before anything is simulated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sim.errors import Message, OptionError, Problem, QuestionError, ScenarioError

Given = TypeVar("Given")
Read = TypeVar("Read")


class Withheld(Exception):  # noqa: N818  (the complaint about it was noted before)
    """An input cannot be read because another one, on which it depends, was refused."""


class Refusals:
    """Collects what is wrong; `end` refuses the question where anything is."""

    def __init__(self) -> None:
        self._messages: list[Message] = []
        self._problems: list[Problem] = []

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note what is complained about inside, and go on after it."""
        try:
            yield
        except QuestionError as error:
            self._tell(error.messages)
            self._add(error.problems)
        except ScenarioError as error:
            self._add(error.problems)
        except OptionError as error:
            self._tell((error.message,))
        except Withheld:
            pass

    def _tell(self, messages: Iterable[Message]) -> None:
        self._messages += [message for message in messages if message not in self._messages]

    def _add(self, problems: Iterable[Problem]) -> None:
        self._problems += [problem for problem in problems if problem not in self._problems]

    def end(self) -> None:
        """Refuse the question if anything is wrong.

        Raises
        ------
        QuestionError
        """
        if self._messages or self._problems:
            raise QuestionError(self._messages, self._problems)


def read_all(given: Iterable[Given], read: Callable[[Given], Read]) -> tuple[Read, ...]:
    """Read several values of one input.

    Raises
    ------
    QuestionError
        With what is wrong with any of them.
    """
    refusals, found = Refusals(), []
    for each in given:
        with refusals.noting():
            found.append(read(each))
    refusals.end()
    return tuple(found)
