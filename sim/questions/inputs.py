"""What an input of a question is, and how inputs are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

from sim.errors import Message, TwoLanguages
from sim.questions.at_hand import AtHand
from sim.questions.refusals import Refusals, Withheld

if TYPE_CHECKING:
    from sim.levers import Cause, Lever, LeverSetting
    from sim.scenario import Scenario

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Said: TypeAlias = Message | TwoLanguages | str


@dataclass(frozen=True)
class Around:
    """What the page shows around a question.

    Attributes
    ----------
    scenario : Scenario
    levers, causes : AtHand
    pulled : tuple of LeverSetting
        Levers switched on.
    chosen : mapping of str to str
        Codes chosen for the inputs drawn so far, by their names.
    """

    scenario: Scenario
    levers: AtHand[Lever]
    causes: AtHand[Cause]
    pulled: tuple[LeverSetting, ...] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)


def _as_chosen(code: str, _around: Around) -> str:
    return code


@dataclass(frozen=True)
class Choice:
    """How the page asks for an input: as a list of codes, each under a label.

    Attributes
    ----------
    label : Message
        Over the list.
    offered : callable
        Around -> labels by code; without any, the input is not drawn and stays at its default.
    usual : callable
        Around -> code chosen on a fresh visit.
    written : callable
        (code, Around) -> the same input as a command line would have it.
    width : int
        Share of the row.
    further : mapping of str to Choice
        Further lists that say the same input, by their names in the address; `written` finds what was chosen there in
        `Around.chosen`.
    """

    label: Message
    offered: Callable[[Around], Mapping[str, Said]]
    usual: Callable[[Around], str]
    written: Callable[[str, Around], str] = _as_chosen
    width: int = 4
    further: Mapping[str, Choice] = field(default_factory=dict)


@dataclass(frozen=True)
class Values:
    """Values of inputs, by their names, and the same as the user gave them."""

    read: Mapping[str, Any]
    given: Mapping[str, Any]

    def __getitem__(self, wanted: Input[T]) -> T:
        return cast(T, self.read[wanted.name])

    def get(self, wanted: Input[T]) -> T | None:
        """Value of an input; None where the question has no such input."""
        try:
            return self[wanted]
        except KeyError:
            return None


@dataclass(frozen=True)
class Input(Generic[T_co]):
    """Something that a question is asked with.

    Attributes
    ----------
    name : str
        In a mapping of values and in the address of the page; no other input of a question has it.
    flag : str
        Of the command line; empty for what is given without one.
    help : Message
    read : callable
        (what the user gave, values of the other inputs) -> value. Raises OptionError or ScenarioError.
    kind : type
        What the command line gives: str, int, bool, Path, or a list of one of these.
    metavar : Message or str
        Stands for the value in the help.
    default : object
        What the user gives without saying so.
    parse : callable, optional
        str -> value, where the command line refuses a wrong spelling at once.
    choice : Choice, optional
        Where the page asks for it.
    """

    name: str
    flag: str
    help: Message
    read: Callable[[Any, Values], T_co]
    kind: Any = str
    metavar: Message | str = ""
    default: Any = None
    parse: Callable[[str], Any] | None = None
    choice: Choice | None = None


def choices_of(inputs: Iterable[Input[Any]]) -> dict[str, Choice]:
    """Lists by which the page asks for inputs, by their names: each input's own, and its further ones behind it."""
    asked = {each.name: each.choice for each in inputs if each.choice is not None}
    return {
        name: choice
        for own, first in asked.items()
        for name, choice in ((own, first), *first.further.items())
    }


def _usual(_name: str, choice: Choice, around: Around) -> str:
    return choice.usual(around)


def with_choices(
    choices: Mapping[str, Choice], around: Around, code_of: Callable[[str, Choice, Around], str] = _usual
) -> Around:
    """Choose a code of every list, one after the other, for what a list offers may depend on those before it.

    Parameters
    ----------
    choices : mapping of str to Choice
    around : Around
    code_of : callable
        (name, choice, what was chosen before) -> code; by default the usual one.
    """
    for name, choice in choices.items():
        around = replace(around, chosen={**around.chosen, name: code_of(name, choice, around)})
    return around


def written_inputs(inputs: Iterable[Input[Any]], around: Around) -> dict[str, str]:
    """Write what was chosen as a command line would have it; a list that offers nothing leaves its input out."""
    return {
        each.name: each.choice.written(around.chosen[each.name], around)
        for each in inputs
        if each.choice is not None and each.choice.offered(around)
    }


class Reader(dict[str, Any]):
    """Values read when they are asked for, each once."""

    def __init__(
        self,
        inputs: Iterable[Input[Any]],
        given: Mapping[str, Any],
        known: Mapping[str, Any],
        refusals: Refusals,
    ) -> None:
        super().__init__(known)
        self._inputs = {each.name: each for each in inputs}
        self._given, self._refusals = given, refusals
        self._begun: set[str] = set()

    def __missing__(self, name: str) -> Any:
        wanted = self._inputs[name]
        if name in self._begun:
            raise Withheld
        self._begun.add(name)
        with self._refusals.noting():
            given = self._given.get(name)
            self[name] = wanted.read(wanted.default if given is None else given, Values(self, self._given))
        if name not in self:
            raise Withheld
        return self[name]
