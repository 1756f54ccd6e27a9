"""What can be said of every project by name: the answer as values."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.board import Goal
from sim.analysis.bottleneck import WaitCause
from sim.analysis.projects.dates import When
from sim.analysis.projects.pushes import PushEffect
from sim.analysis.projects.units import UnitKind
from sim.analysis.provenance import Provenance
from sim.analysis.statistics import Chance, ChanceChange
from sim.scenario import ProjectRow, Reading, Scenario

DATE_SHARES = (0.1, 0.5, 0.9)
"""Shares of the futures in which a project is there by its dates P10, P50 and P90."""


@dataclass(frozen=True)
class Readiness:
    """When a project reaches one reading with its last home.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
    by_year_end : tuple of Chance
        Chance to be there by the end of each target year.
    dates : tuple of When
        P10, P50 and P90.
    homes : tuple of float
        Its homes of each target year in the mean future, also where others of its homes come later.
    """

    reading: Reading
    by_year_end: tuple[Chance, ...]
    dates: tuple[When, ...]
    homes: tuple[float, ...]


@dataclass(frozen=True)
class Contribution:
    """What a project brings to one target.

    Attributes
    ----------
    goal : Goal
    homes : float
        Its homes in the years of the target, in the mean future.
    loss : ChanceChange
        Change of the chance of the target were its homes to count nothing, future by future.
    """

    goal: Goal
    homes: float
    loss: ChanceChange


@dataclass(frozen=True)
class ProjectOutlook:
    """One project, or one block of it.

    Attributes
    ----------
    id : str
        Project id, or project id/block.
    name, place : str
    register_rows : tuple of ProjectRow
        Rows of the register that it stands in: several for a project with a row for each block.
    homes : float
        Homes it has, in the mean future.
    readiness : tuple of Readiness
        In the order of `sim.scenario.READINGS`.
    contributions : tuple of Contribution
        In the reading asked for: each year, each cumulative sum, all years jointly, then period and programme.
    waits_for : WaitCause or None
        What its homes wait for most until they reach that reading or the last target year ends; None where nothing.
    wait_days : float
        Days a home of that wait.
    """

    id: str
    name: str
    place: str
    register_rows: tuple[ProjectRow, ...]
    homes: float
    readiness: tuple[Readiness, ...]
    contributions: tuple[Contribution, ...]
    waits_for: WaitCause | None
    wait_days: float

    def contribution(self, goal: Goal) -> Contribution:
        """What it brings to a target."""
        return next(each for each in self.contributions if each.goal == goal)


@dataclass(frozen=True)
class Outlooks:
    """Every project by name, in one scenario and reading.

    Attributes
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
    kind : {"project", "block"}
        What a row is.
    origin : Provenance
    requested : int
        Futures asked for; more than simulated where the run was stopped.
    years : tuple of int
        Target years.
    last_year : int
        Last simulated year.
    chances : tuple of (Goal, Chance)
        The board's, with all projects.
    rows : tuple of ProjectOutlook
        In file order.
    pushes : tuple of PushEffect
        What pushes of single projects would change, where that was asked.
    """

    scenario: Scenario
    reading: Reading
    kind: UnitKind
    origin: Provenance
    requested: int
    years: tuple[int, ...]
    last_year: int
    chances: tuple[tuple[Goal, Chance], ...]
    rows: tuple[ProjectOutlook, ...]
    pushes: tuple[PushEffect, ...] = ()

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Targets, as the board has them."""
        return tuple(goal for goal, _ in self.chances)
