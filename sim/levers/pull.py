"""One change of a lever or cause at work on a scenario: how much, from when, and on whose evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sim.errors import Message, Problem, ScenarioError, msg
from sim.files import unknown_name
from sim.levers.schedule import Schedule
from sim.scenario import Duration, Hazard, Likelihood, Sourced, Tender, Words

_LONGEST = 4000
"""Characters that a text of a scenario may have."""
_Part = TypeVar("_Part", bound=Sourced)
_Unknown = TypeVar("_Unknown", Duration, Hazard, Likelihood)


class MissingPartError(ScenarioError):
    """A lever or cause names a part (`name`) of a kind (`what`: a stage, a route) that the scenario does not have."""

    def __init__(self, problem: Problem, name: str, what: Message) -> None:
        super().__init__((problem,))
        self.name, self.what = name, what


@dataclass(frozen=True)
class Pull:
    """How a change is made.

    Attributes
    ----------
    name : Words
        Name of the lever or cause, for readers.
    by : Sourced
        The lever or cause itself: its sources and reasoning stand behind what the change makes.
    schedule : Schedule
        Effects by date.
    file, path : str
        Where a complaint points: the lever's file, and the change in it.
    spare_lodged : bool
        Whether files already lodged keep their old pace.
    cuts : mapping of str to float
        Stage -> cut in per cent that is promised for it alone.
    """

    name: Words
    by: Sourced
    schedule: Schedule
    file: str
    path: str
    spare_lodged: bool = False
    cuts: Mapping[str, float] = field(default_factory=dict)

    @property
    def evidence(self) -> dict[str, Any]:
        """Where the numbers of a part that the change makes come from."""
        return {
            "source": self.by.source,
            "derivation": self.by.derivation,
            "assumption": self.by.assumption,
        }

    def credited(self, part: _Part, **update: Any) -> _Part:
        """Copy of a part with some fields changed, which names the lever's evidence beside its own."""
        sources = tuple(dict.fromkeys((*part.source, *self.by.source)))
        assumption = _joined(part.assumption, self.by.assumption)
        return part.model_copy(update={"source": sources, "assumption": assumption, **update})

    def must_be_in(self, name: str, known: Iterable[str], field: str, what: Message) -> None:
        """Refuse a name that the scenario does not have.

        Raises
        ------
        MissingPartError
        """
        names = list(known)
        if name not in names:
            problem = unknown_name(self.file, f"{self.path}.{field}", name, names, what)
            raise MissingPartError(problem, name, what)

    def refuse(self, found: Message, allowed: Message, action: Message, field: str = "") -> ScenarioError:
        """Error that points to the change, or to a field of it."""
        path = f"{self.path}.{field}" if field else self.path
        return ScenarioError((Problem(self.file, found, allowed, action, path=path),))

    def cannot_be(self, found: Message | None) -> ScenarioError:
        """Error of a value that the fields of the scenario do not take; `found`: what the field says, if anything."""
        return self.refuse(
            found or msg("a value that the scenario cannot take"),
            msg("values that keep the scenario within its limits"),
            msg("choose another value, or correct the lever's file"),
        )


def sharing_unknown_with(path: str, part: _Unknown) -> _Unknown:
    """Part whose unknown numbers are those at a path of the scenario, unless they are another's already."""
    return part if part.unknown_of is not None else part.model_copy(update={"unknown_of": path})


def tender_sharing_unknowns_with(path: str, tender: Tender) -> Tender:
    """Tender whose unknown numbers are those of the tender at a path, unless they are another's already."""
    gap = None if tender.gap is None else sharing_unknown_with(f"{path}.gap", tender.gap)
    success = sharing_unknown_with(f"{path}.success", tender.success)
    return tender.model_copy(update={"gap": gap, "success": success})


def _joined(own: Words | None, lever: Words | None) -> Words | None:
    if own is None or lever is None:
        return own or lever
    vi, en = f"{own.vi}\n{lever.vi}", f"{own.en}\n{lever.en}"
    return Words(vi=vi, en=en) if max(len(vi), len(en)) <= _LONGEST else lever
