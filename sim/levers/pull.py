"""One change of a lever at work on a scenario: how much, from when, on whose evidence, and what it may not name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sim.errors import Message, Problem, ScenarioError, msg
from sim.files import unknown_name
from sim.levers.lever import Cause, Lever
from sim.levers.schedule import Schedule
from sim.scenario import Model, Route, Settings, Sourced, Step, Words

_LONGEST = 4000
C = TypeVar("C", bound=Model)
S = TypeVar("S", bound=Sourced)


@dataclass(frozen=True)
class Pull(Generic[C]):
    """A change to be made.

    Attributes
    ----------
    change : Model
        As the lever's file states it.
    by : Lever or Cause
        Whose change it is; its sources and reasoning stand behind what the change makes.
    schedule : Schedule
        Effects by date.
    file, path : str
        Where a complaint points: the lever's file, and the change in it.
    spare_lodged : bool
        For fast tracks.
    """

    change: C
    by: Lever | Cause
    schedule: Schedule
    file: str
    path: str
    spare_lodged: bool = False

    @property
    def evidence(self) -> dict[str, Any]:
        """Where the numbers of a part that the change makes come from."""
        return {
            "source": self.by.source,
            "derivation": self.by.derivation,
            "assumption": self.by.assumption,
        }

    def credited(self, part: S, **update: Any) -> S:
        """Copy of a part with some fields changed, which names the lever's evidence beside its own."""
        sources = tuple(dict.fromkeys((*part.source, *self.by.source)))
        assumption = _joined(part.assumption, self.by.assumption)
        return part.model_copy(update={"source": sources, "assumption": assumption, **update})

    def must_be_in(self, name: str, known: Iterable[str], field: str, what: Message) -> None:
        """Refuse a name that the scenario does not have.

        Raises
        ------
        ScenarioError
        """
        names = list(known)
        if name not in names:
            raise ScenarioError((unknown_name(self.file, f"{self.path}.{field}", name, names, what),))

    def refuse(self, found: Message, allowed: Message, action: Message, field: str = "") -> ScenarioError:
        """Error that points to the change, or to a field of it."""
        path = f"{self.path}.{field}" if field else self.path
        return ScenarioError((Problem(self.file, found, allowed, action, path=path),))

    def routes_in(self, settings: Settings) -> dict[str, Route]:
        """Routes that the change is limited to; all of the scenario where it names none."""
        named: tuple[str, ...] = getattr(self.change, "routes", ())
        for route in named:
            self.must_be_in(route, settings.routes, "routes", msg("route"))
        return {name: route for name, route in settings.routes.items() if not named or name in named}


def _joined(own: Words | None, lever: Words | None) -> Words | None:
    if own is None or lever is None:
        return own or lever
    vi, en = f"{own.vi}\n{lever.vi}", f"{own.en}\n{lever.en}"
    return Words(vi=vi, en=en) if max(len(vi), len(en)) <= _LONGEST else lever


def with_steps(settings: Settings, steps: dict[str, tuple[Step, ...]]) -> Settings:
    """Settings whose routes have other steps."""
    routes = {
        name: route.model_copy(update={"steps": steps[name]}) if name in steps else route
        for name, route in settings.routes.items()
    }
    return settings.model_copy(update={"routes": routes})
