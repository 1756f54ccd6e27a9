"""Everything wrong with a question, gathered before anything is simulated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sim.errors import Message, OptionError, Problem, QuestionError, ScenarioError

T = TypeVar("T")


class Refusals:
    """Collects what is wrong; `end` refuses the question where anything is."""

    def __init__(self) -> None:
        self._messages: list[Message] = []
        self._problems: list[Problem] = []

    def add(self, message: Message) -> None:
        """Note something wrong with an option."""
        self._messages.append(message)

    def take(self, read: Callable[[], T]) -> T | None:
        """Value that `read` gives; None where it complains, and the complaint is kept."""
        try:
            return read()
        except ScenarioError as error:
            self._problems += [problem for problem in error.problems if problem not in self._problems]
        except OptionError as error:
            self._messages.append(error.message)
        return None

    def end(self) -> None:
        """Refuse the question if anything is wrong.

        Raises
        ------
        QuestionError
        """
        if self._messages or self._problems:
            raise QuestionError(self._messages, self._problems)
