"""Levers, what a planner can change, and causes, what a study takes away: as their files state them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from sim.errors import msg
from sim.levers.changes import Change
from sim.levers.mechanisms import A_ROUTE, A_STAGE
from sim.scenario import FORMAT, Identifier, LocalText, Share, Source, Sourced, refuse

Number = Annotated[float, Field(ge=-1e6, le=1e6)]
Changes = Annotated[tuple[Change, ...], Field(min_length=1, max_length=40)]


class Cost(Sourced):
    """What one unit of a lever costs."""

    amount: Annotated[float, Field(ge=0, le=1e9)] = Field(description="cost of one unit")
    unit: LocalText = Field(description="what the cost is counted in: billion dong, billion dong a year")


class Lever(Sourced):
    """Something a decision-maker can change, from a date on, for some stages and routes."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(description="version of this file format: 1")
    id: Identifier = Field(description="id of the lever; its file is named after it")
    order: Annotated[int, Field(ge=1, le=1000)] = Field(
        description="position in the order in which levers are combined, lower first; no two share one"
    )
    name: LocalText = Field(description="name shown to readers")
    help: LocalText = Field(description="what it changes, from when, and what it does not")
    passage: str = Field(
        min_length=1,
        max_length=200,
        description="passage of the document that it comes from, such as 002 III.5",
    )
    unit: Identifier = Field(
        description="what the value counts: percent, slots, plots, months, projects, on_off"
    )
    unit_label: LocalText = Field(description="the unit as readers see it")
    neutral: Number = Field(description="value at which the lever changes nothing")
    low: Number = Field(description="smallest value")
    high: Number = Field(description="largest value")
    step: Annotated[float, Field(gt=0, le=1e6)] = Field(
        description="distance between values, counted from `low`"
    )
    default: Number = Field(description="value proposed to readers")
    from_date: date | None = Field(
        default=None, description="date from which it holds unless another is asked for; none: the data date"
    )
    ramp: bool = Field(default=False, description="whether it may come in quarterly steps")
    spare_lodged: bool | None = Field(
        default=None,
        description="for fast tracks, whether files already lodged keep their old pace unless asked otherwise",
    )
    asked_time: Share | None = Field(
        default=None,
        description="for fast tracks, share of the time of their procedures that the document of `passage` asks to cut",
    )
    asked_cost: Share | None = Field(
        default=None,
        description="for fast tracks, share of the cost of complying with their procedures that it asks to cut: told, "
        "and in no result",
    )
    cost: Cost | None = Field(default=None, description="what one unit costs, where that is known")
    sources: dict[Identifier, Source] = Field(
        default={},
        description="documents that only this lever names; those of the sources.toml in its folder, and in the one "
        "above, are added",
    )
    places: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        default=(),
        max_length=200,
        description="places (wards, communes) of the register to whose projects it is limited; none: all",
    )
    changes: Changes = Field(description="what it changes in the scenario")

    @property
    def dated(self) -> bool:
        """Whether the date from which it holds matters."""
        return any(change.dated for change in self.changes)

    @property
    def values(self) -> tuple[float, ...]:
        """Values it can take, in rising order."""
        count = round((self.high - self.low) / self.step)
        return tuple(round(self.low + position * self.step, 9) for position in range(count + 1))

    @property
    def on_off(self) -> bool:
        """Whether it is only pulled or not."""
        return (self.high - self.low) == self.step

    @property
    def stages(self) -> tuple[str, ...]:
        """Stages whose time it can change, in file order; none where it only adds capacity or projects."""
        return tuple(dict.fromkeys(name for change in self.changes for name in change.ids_of(A_STAGE)))

    @property
    def stages_promised(self) -> tuple[str, ...]:
        """Stages for each of which a setting may promise a cut of its own, in file order; none without a fast track."""
        return tuple(dict.fromkeys(name for _, stages in self._promises() for name in stages))

    @property
    def fast_tracks(self) -> tuple[str, ...]:
        """Ids of the fast tracks that it makes, in file order."""
        return tuple(track for track, _ in self._promises())

    def _promises(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        return (promised for change in self.changes if (promised := change.promises()) is not None)

    @property
    def routes(self) -> tuple[str, ...]:
        """Routes it is limited to; none: all that have these stages."""
        return tuple(dict.fromkeys(name for change in self.changes for name in change.ids_of(A_ROUTE)))

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.low < self.high:
            raise refuse(
                msg("`low` that is not below `high`"), msg("`low` below `high`"), msg("correct the two")
            )
        for name in ("high", "neutral", "default"):
            value = getattr(self, name)
            if on_grid(self, value) is None:
                raise refuse(
                    msg("`{field}` = {value}, which no step from `low` reaches", field=name, value=value),
                    msg(
                        "from {low} to {high}, in steps of {step}",
                        low=self.low,
                        high=self.high,
                        step=self.step,
                    ),
                    msg("correct the number"),
                )
        if self.ramp and not all(change.can_ramp for change in self.changes):
            raise refuse(
                msg("a ramp for a change that cannot come in steps"),
                msg("`ramp` = true only where every change can come in steps"),
                msg("remove `ramp`"),
            )
        everywhere = [change.kind for change in self.changes if change.whole_city]
        if self.places and everywhere:
            raise refuse(
                msg(
                    "`places` with a change of kind {kind}, which holds for the whole city",
                    kind=everywhere[0],
                ),
                msg("`places` only where every change can be limited to routes"),
                msg("remove `places`, or put that change into a lever of its own"),
            )
        if (self.spare_lodged is not None) != any(change.can_spare_lodged for change in self.changes):
            raise refuse(
                msg("`spare_lodged` without a fast track, or a fast track without it"),
                msg("`spare_lodged` in levers with a change of kind fast_track, and only there"),
                msg("add or remove `spare_lodged`"),
            )
        if (self.asked_time, self.asked_cost) != (None, None) and not self.fast_tracks:
            raise refuse(
                msg("`asked_time` or `asked_cost` without a fast track"),
                msg("both only in levers with a change of kind fast_track"),
                msg("remove them"),
            )
        return self


class Cause(Sourced):
    """Something that holds projects up, stated by what the scenario would be without it."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(description="version of this file format: 1")
    id: Identifier = Field(description="id of the cause; its file is named after it")
    order: Annotated[int, Field(ge=1, le=1000)] = Field(description="position in lists, lower first")
    name: LocalText = Field(description="name of the cause, shown to readers")
    help: LocalText = Field(description="what is taken away, and what stays")
    sources: dict[Identifier, Source] = Field(default={}, description="documents that only this cause names")
    changes: Changes = Field(description="what the scenario would be without it")

    @model_validator(mode="after")
    def _needs_no_value(self) -> Self:
        valued = [change.kind for change in self.changes if change.effect(None) is None]
        if valued:
            raise refuse(
                msg("a change of kind {kind} by a value, but a cause has none", kind=valued[0]),
                msg("`to` in every change of a cause"),
                msg("state what it becomes with `to`"),
            )
        return self


def on_grid(lever: Lever, value: float) -> float | None:
    """Value of a lever as its steps state it; None where no step reaches it."""
    steps = (value - lever.low) / lever.step
    if not lever.low - 1e-9 <= value <= lever.high + 1e-9 or abs(steps - round(steps)) > 1e-6:
        return None
    return round(lever.low + round(steps) * lever.step, 9)
