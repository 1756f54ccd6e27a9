"""The error tree, and the language-neutral messages errors carry.

HousingSimError
├── ScenarioError        the scenario or its register cannot be used (all problems at once)
├── OptionError          a value given on the command line or to a function is not allowed
├── QuestionError        a question cannot be answered: everything wrong with its options and files at once
├── RunError             a run could not be carried out
└── StoreError           results cannot be written or read back
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

Severity = Literal["error", "warning"]
_SEVERAL = 2


@runtime_checkable
class TwoLanguages(Protocol):
    """A name or text that a file states in both languages; may stand among the values of a `Message`."""

    @property
    def vi(self) -> str:
        """Return the Vietnamese."""

    @property
    def en(self) -> str:
        """Return the English."""


@dataclass(frozen=True)
class Message:
    """One sentence that can be said in any language: an English template and its values.

    Attributes
    ----------
    template : str
        English sentence with ``{name}`` fields; the key into the catalogues.
    values : mapping
        What the fields stand for; a value may itself be a `Message`, a number, a date, or a name in two
        languages.
    plural : str or None
        English sentence for any count but one, where the sentence has a number; the count itself is the value
        ``count``.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None


def msg(template: str, **values: Any) -> Message:
    """Make a `Message`; the name marks its template for the catalogues."""
    return Message(template, values)


def msg_n(one: str, many: str, count: float | FixedDecimals, **values: Any) -> Message:
    """Make a `Message` about a number of things.

    Parameters
    ----------
    one, many : str
        English sentence for a count of one, and for any other; both may show the number as ``{count}``.
    count : float or FixedDecimals
        How many; a language chooses its own form by it.
    **values
        What the other fields stand for.

    Examples
    --------
    >>> in_english(msg_n("{count} home", "{count} homes", 1)), in_english(msg_n("{count} home", "{count} homes", 0))
    ('1 home', '0 homes')
    """
    return Message(one, {**values, "count": count}, many)


@dataclass(frozen=True)
class FixedDecimals:
    """Number said with so many decimals, zeros included, and with its sign where `signed`: 24.0, +0.05."""

    value: float
    digits: int
    signed: bool = False

    def __str__(self) -> str:
        return f"{self.value:{'+' if self.signed else ''},.{self.digits}f}"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input file: where, what was found, what is allowed, what to do.

    Attributes
    ----------
    file : str
        File name as the user gave it.
    path : str
        Dotted path inside a scenario file (``stages.permit.duration.unit``); empty for register rows.
    row, column : int or None, str or None
        Row number as a spreadsheet shows it (the header is row 1) and column header.
    found, allowed, action : Message
        What stands there, what may stand there, what the user should do.
    severity : {"error", "warning"}
        A warning lets the scenario be used.
    """

    file: str
    found: Message
    allowed: Message
    action: Message
    path: str = ""
    row: int | None = None
    column: str | None = None
    severity: Severity = "error"


class HousingSimError(Exception):
    """Anything this product refuses to do, with a message that can be said in any language."""

    def __init__(self, message: Message) -> None:
        super().__init__(in_english(message))
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        """Carry the error whole from one process to another."""
        return _carried, (type(self), self.args, self.__dict__)


class ScenarioError(HousingSimError):
    """A scenario cannot be used; `problems` holds everything found, warnings included."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [problem for problem in self.problems if problem.severity == "error"]
        super().__init__(
            msg_n(
                "{count} problem in the scenario: {first}",
                "{count} problems in the scenario; the first: {first}",
                len(errors),
                first=_plain(errors[0]),
            )
            if errors
            else msg("the scenario cannot be used")
        )


class OptionError(HousingSimError):
    """An option has a value that is not allowed."""


class QuestionError(HousingSimError):
    """A question cannot be answered; everything wrong with it, in options (`messages`) and in files (`problems`)."""

    def __init__(self, messages: Sequence[Message], problems: Sequence[Problem]) -> None:
        self.messages, self.problems = tuple(messages), tuple(problems)
        first = self.messages[0] if self.messages else ScenarioError(self.problems).message
        super().__init__(first)


class RunError(HousingSimError):
    """A run could not be carried out."""


class StoreError(HousingSimError):
    """A file or a folder cannot be written or read."""


def _carried(kind: type[HousingSimError], args: tuple[Any, ...], fields: dict[str, Any]) -> HousingSimError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


def in_english(message: Message) -> str:
    """Say a message in English without a catalogue: what a log or a traceback shows."""
    values = {key: _english(value) for key, value in message.values.items()}
    template = message.template
    if message.plural is not None and grammatical_number(message.values["count"]) != 1:
        template = message.plural
    return template.format(**values)


def grammatical_number(count: float | FixedDecimals) -> int:
    """Whole number by which a language chooses its form; what is written with decimals is several.

    Examples
    --------
    >>> grammatical_number(1), grammatical_number(1.0), grammatical_number(1.2), grammatical_number(FixedDecimals(1, 1))
    (1, 1, 2, 2)
    """
    if isinstance(count, FixedDecimals):
        return round(count.value) if count.digits == 0 else _SEVERAL
    # Three decimals are said at most.
    return round(count) if round(count, 3) == round(count) else _SEVERAL


def _english(value: Any) -> Any:
    if isinstance(value, Message):
        return in_english(value)
    return value.en if isinstance(value, TwoLanguages) else value


def _plain(problem: Problem) -> str:
    row = "" if problem.row is None else f"row {problem.row}"
    where = [part for part in (problem.file, problem.path, row, problem.column) if part]
    return f"{': '.join(where)}: {in_english(problem.found)}"
