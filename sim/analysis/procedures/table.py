"""Procedures that a fast track covers: days before, days promised, and days delivered as far as that can be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sim.levers import Lever
from sim.scenario import LocalText

ProcedureUnit = Literal["working_days", "days"]
Likely = tuple[float, float, float]
"""P10, P50 and P90 of what is delivered; of days left, the first goes with the least delivered."""


@dataclass(frozen=True)
class Procedure:
    """A stage that a fast track covers, where it takes so long.

    Days are medians of one case at the stage's reference size, of a tender those of one round, by the law in force on
    the data date. Waits for a slot, what is not known of the duration and what single projects state for themselves
    are left out.

    Attributes
    ----------
    stage : str
    name : LocalText
    routes : tuple of str
        Those on which it takes this time.
    unit : {"working_days", "days"}
        Of all days of this row; `days` are calendar days.
    before : float
        All of its time.
    agencies : float
        Of that, the time in agencies' hands, which alone is cut.
    limit : float or None
        Statutory limit, where the track states it (`statutory_share`).
    cut : float
        Promised share: of the agencies' time, or of the statutory limit where the track promises that.
    promised : float
        All of its time, were the promise kept in full.
    delivered : (float, float, float)
        All of its time with P10, P50 and P90 of the promise delivered.
    """

    stage: str
    name: LocalText
    routes: tuple[str, ...]
    unit: ProcedureUnit
    before: float
    agencies: float
    limit: float | None
    cut: float
    promised: float
    delivered: Likely


@dataclass(frozen=True)
class ProcedureTime:
    """Calendar days that a project spends in the procedures of its route, one after another.

    Attributes
    ----------
    route, name : str, LocalText or None
        None: the mean over projects.
    projects : int
        Of the register, that follow the route and are not over.
    before, agencies, promised : float
    delivered : (float, float, float)
        As in `Procedure`.
    """

    route: str | None
    name: LocalText | None
    projects: int
    before: float
    agencies: float
    promised: float
    delivered: Likely

    @property
    def cut_promised(self) -> float:
        """Share of the agencies' time that is promised away, 0 to 1; 0 where they have none."""
        return (self.before - self.promised) / self.agencies if self.agencies else 0.0

    @property
    def cut_delivered(self) -> Likely:
        """Share of the agencies' time that is taken off with P10, P50 and P90 of the promise delivered."""
        low, middle, high = (
            (self.before - left) / self.agencies if self.agencies else 0.0 for left in self.delivered
        )
        return low, middle, high


@dataclass(frozen=True)
class ProcedureTable:
    """What a fast track promises, procedure by procedure.

    Attributes
    ----------
    track : str
        Id in the scenario with the levers pulled.
    name : LocalText
    lever : Lever or None
        That makes it; None: the scenario has it by itself.
    base : {"observed", "statutory"}
        What the cuts are shares of.
    from_date, whole_from : date
        First and last date of its cuts; the table tells what holds from the last on.
    share_delivered : (float, float, float)
        P10, P50 and P90 of the part of the promise that is delivered.
    rows : tuple of Procedure
        In the order of the track's stages.
    left_out : tuple of str
        Stages that it covers and that stand on none of its routes.
    routes : tuple of ProcedureTime
        Those that projects follow which are not over.
    mean : ProcedureTime or None
        Over these projects, each counted once whatever its homes: procedures are gone through by project. None where
        there is no such project.
    """

    track: str
    name: LocalText
    lever: Lever | None
    base: Literal["observed", "statutory"]
    from_date: date
    whole_from: date
    share_delivered: Likely
    rows: tuple[Procedure, ...]
    left_out: tuple[str, ...]
    routes: tuple[ProcedureTime, ...]
    mean: ProcedureTime | None

    @property
    def asked(self) -> float | None:
        """Share of the agencies' time that the lever's document asks to cut."""
        return None if self.lever is None else self.lever.asked_time

    @property
    def asked_of_cost(self) -> float | None:
        """Share of the cost of complying that it asks to cut; no part of the model."""
        return None if self.lever is None else self.lever.asked_cost
