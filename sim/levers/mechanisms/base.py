"""What every mechanism knows of itself: its fields, what they name, its dates, its effect, its limits and its words."""

from __future__ import annotations

import inspect
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_args

from pydantic import Field, model_validator

from sim.errors import Message, msg
from sim.levers import Pull
from sim.scenario import Identifier, Model, ProjectRow, Route, Scenario, Settings, Step, refuse

Ids = Annotated[tuple[Identifier, ...], Field(max_length=64)]
_Part = TypeVar("_Part", bound=Model)
SomeIds = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=64)]


@dataclass(frozen=True)
class Named:
    """Kind of thing of which a field holds ids.

    Attributes
    ----------
    what : Message
        What it is called.
    ids : callable
        Settings -> the ids that a scenario has of it.
    of_project : callable, optional
        Settings and a project -> the ids that the project meets; None: it is no matter of single projects.
    """

    what: Message
    ids: Callable[[Settings], Iterable[str]]
    of_project: Callable[[Settings, ProjectRow], Iterable[str | None]] | None = None


A_STAGE = Named(
    msg("stage"),
    lambda settings: settings.stages,
    lambda settings, row: (step.stage for step in settings.routes[row.route].steps),
)
A_ROUTE = Named(msg("route"), lambda settings: settings.routes, lambda _, row: (row.route,))
A_POOL = Named(msg("capacity pool"), lambda settings: settings.pools)
A_STOCK = Named(msg("stock"), lambda settings: settings.stocks)
A_CALENDAR = Named(msg("calendar"), lambda settings: settings.calendars)
A_FACTOR = Named(msg("common factor"), lambda settings: settings.factors)
A_FAST_TRACK = Named(msg("fast track"), lambda settings: settings.fast_tracks)
A_CLASS = Named(
    msg("class of projects that may never begin"),
    lambda settings: settings.never_begins,
    lambda _, row: (row.never_begins,),
)
A_START_HAZARD = Named(
    msg("start hazard"), lambda settings: settings.start_hazards, lambda _, row: (row.start_hazard,)
)


class Mechanism(Model):
    """One way in which a lever or a cause changes a scenario; each entry of `changes` in their files is one.

    A subclass states its `kind` as a literal, its fields, and the facts below where they differ; its docstring is what
    readers are told. A field that holds ids says of what, as in ``Annotated[Identifier, A_POOL]``: a scenario without
    such an id is refused before `apply`.
    """

    kind: str

    dated: ClassVar[bool] = True
    """Whether it begins on a date; False: it holds for the whole scenario, whatever the date."""
    can_ramp: ClassVar[bool] = False
    """Whether its effect can grow in quarterly steps."""
    whole_city: ClassVar[bool] = True
    """Whether it acts on all projects, so that a lever with it cannot be limited to places."""
    can_spare_lodged: ClassVar[bool] = False
    """Whether it can leave files that are already lodged at their old pace: its lever then says `spare_lodged`."""
    brings_projects: ClassVar[bool] = False
    """Whether it acts on projects that it brings, not on those of the register."""

    @abstractmethod
    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Make the scenario that results; the same object where nothing changes.

        Raises
        ------
        ScenarioError
            When it cannot act on this scenario.
        """

    def effect(self, units: float | None) -> float | None:
        """Size of the effect; 1 for what either is there or not.

        Parameters
        ----------
        units : float or None
            Lever's value minus its neutral one; None for a cause, which has no value.

        Returns
        -------
        float or None
            None where only a value could say how large it is.
        """
        del units
        return 1.0

    def both_set(self, other: Self) -> Message | None:
        """What this and another change of its kind would both set, so that their order alone decided; None: nothing."""
        del other
        return None

    def limited_to(self, settings: Settings, routes: Mapping[str, str]) -> Self | None:
        """Change that acts on routes set apart for places only; itself where it acts on the whole city.

        Parameters
        ----------
        settings : Settings
            After the routes were set apart.
        routes : mapping of str to str
            Route -> its copy for the projects in these places.

        Returns
        -------
        Mechanism or None
            None where none of these routes has what it changes.
        """
        del settings, routes
        return self

    def promises(self) -> tuple[str, tuple[str, ...]] | None:
        """Id of the fast track that it makes, and the stages for each of which a setting may promise a cut."""
        return None

    @classmethod
    def kind_written(cls) -> str:
        """Its `kind`, as files write it."""
        return str(get_args(cls.model_fields["kind"].annotation)[0])

    @classmethod
    def about(cls) -> Message:
        """What it changes, in the words of its docstring's first paragraph."""
        return Message(" ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split()))

    def ids_of(self, kind: Named) -> tuple[str, ...]:
        """Ids that its fields name of a kind of thing, in the order of the fields."""
        return tuple(name for _, named, ids in self._named() if named is kind for name in ids)

    def must_fit(self, settings: Settings, pull: Pull) -> None:
        """Refuse ids that the scenario does not have.

        Raises
        ------
        ScenarioError
        """
        for field, named, ids in self._named():
            for name in ids:
                pull.must_be_in(name, named.ids(settings), field, named.what)

    def meets_none_of(
        self, settings: Settings, rows: Iterable[ProjectRow]
    ) -> tuple[Message, tuple[str, ...]] | None:
        """Say which ids it names that no project has to do with, though the scenario has them.

        Parameters
        ----------
        settings : Settings
            Of a scenario that has all ids.
        rows : iterable of ProjectRow
            Projects on which it may act.

        Returns
        -------
        tuple of Message and ids, or None
            What they are ids of; None where a project meets the change, or nothing limits it.
        """
        left = list(rows)
        for _, named, ids in self._named():
            if named.of_project is not None and ids and not self.brings_projects:
                left = [row for row in left if not set(ids).isdisjoint(named.of_project(settings, row))]
                if not left:
                    return named.what, ids
        return None

    def _named(self) -> Iterator[tuple[str, Named, tuple[str, ...]]]:
        """Fields that hold ids, of what, and the ids."""
        for field, about in type(self).model_fields.items():
            for mark in about.metadata:
                if isinstance(mark, Named):
                    value: str | tuple[str, ...] | None = getattr(self, field)
                    yield field, mark, (value,) if isinstance(value, str) else value or ()


class ByAmount(Mechanism):
    """Mechanism whose effect is so much for each unit of the lever's value, or always the same."""

    per_unit: Annotated[float, Field(ge=-1e9, le=1e9)] | None = Field(
        default=None,
        description="effect of each unit by which the lever's value differs from its neutral one",
    )
    to: Annotated[float, Field(ge=0, le=1e9)] | None = Field(
        default=None, description="what it becomes, whatever the value; causes state this"
    )

    def effect(self, units: float | None) -> float | None:
        """Size of the effect: `to`, or `per_unit` times the units."""
        if self.per_unit is None:
            return self.to
        return None if units is None else round(units * self.per_unit, 12)

    def both_set(self, other: Self) -> Message | None:
        """Two changes that differ in `to` alone would both say what the same thing becomes."""
        amount = {"to": None, "per_unit": None}
        if self.to is None or other.to is None or self._without(amount) != other._without(amount):
            return None
        return msg("what a change of kind {kind} becomes", kind=self.kind)

    def _without(self, amount: Mapping[str, None]) -> Self:
        return self.model_copy(update=amount)

    @model_validator(mode="after")
    def _says_how_much(self) -> Self:
        if (self.per_unit is None) == (self.to is None):
            raise refuse(
                msg("both `per_unit` and `to`, or neither"),
                msg("`per_unit` where the value says how much, or `to` where it is always the same"),
                msg("keep exactly one of the two"),
            )
        return self


class OnRoutes(Mechanism):
    """Mechanism that may be limited to some routes, and so to places."""

    routes: Annotated[Ids, A_ROUTE] = Field(
        default=(), description="ids of the routes on which it holds; none: all"
    )

    whole_city: ClassVar[bool] = False

    def concerns(self, route: Route) -> bool:
        """Whether a route has what it changes: by default one of its stages."""
        stages = self.ids_of(A_STAGE)
        return any(step.stage in stages for step in route.steps)

    def limited_to(self, settings: Settings, routes: Mapping[str, str]) -> Self | None:
        """Change that acts on the copies of its routes; None where none of them has what it changes."""
        copies = tuple(
            copy
            for route, copy in routes.items()
            if (not self.routes or route in self.routes) and self.concerns(settings.routes[copy])
        )
        return self.model_copy(update={"routes": copies}) if copies else None

    def meets_none_of(
        self, settings: Settings, rows: Iterable[ProjectRow]
    ) -> tuple[Message, tuple[str, ...]] | None:
        """Say what no project has to do with; also where none follows a route that has what it changes."""
        rows = list(rows)
        routes = {row.route for row in rows if not self.routes or row.route in self.routes}
        found = super().meets_none_of(settings, rows)
        if found is None and not any(self.concerns(settings.routes[name]) for name in routes):
            return msg("route on which it has something to change"), ()
        return found

    def routes_in(self, settings: Settings) -> dict[str, Route]:
        """Routes to which it is limited; all of the scenario where it names none."""
        return {
            name: route for name, route in settings.routes.items() if not self.routes or name in self.routes
        }


def changed(scenario: Scenario, **parts: Any) -> Scenario:
    """Scenario with some tables of its settings replaced."""
    return scenario.model_copy(update={"settings": scenario.settings.model_copy(update=parts)})


def checked(part: _Part) -> _Part:
    """Part as changed, held to the limits of its fields.

    Raises
    ------
    ValidationError
        For `apply_levers`, which tells it as a fault of the lever.
    """
    return type(part).model_validate(part.model_dump(exclude_none=True))


def with_steps(settings: Settings, steps: Mapping[str, tuple[Step, ...]]) -> dict[str, Route]:
    """All routes of a scenario, some of them with other steps."""
    return {
        name: route.model_copy(update={"steps": steps[name]}) if name in steps else route
        for name, route in settings.routes.items()
    }
