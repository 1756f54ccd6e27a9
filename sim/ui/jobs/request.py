"""What a visit asks for, and how far that has come."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from sim.experiment import Progress
from sim.ui.jobs.turns import Turn

Phase: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class Task:
    """One answer to be made.

    Attributes
    ----------
    key : hashable
        What decides the answer.
    short : bool
        Whether it is done in seconds; see `Turn`.
    do : callable
        (what is told how far it has come) -> answer, in a thread of its own. What it raises is told where it was asked
        for. An exception out of the progress it tells must pass through it.
    """

    key: Hashable
    short: bool
    do: Callable[[Progress], Any]


@dataclass(frozen=True)
class RequestStatus:
    """How far a request has come.

    Attributes
    ----------
    keys : tuple of hashable
        Answers asked for, in the order in which they are made: the rough one first.
    phase : {"waiting", "running", "done", "failed", "cancelled"}
    step : int
        Answers made; while not all are, the position of the one that is waited for or worked on.
    ahead : int
        Requests that will be begun before it, while it waits.
    done, to_do : int
        As the task under way told last; 0 until it has.
    error : Exception, optional
        Why it failed.
    """

    keys: tuple[Hashable, ...]
    phase: Phase
    step: int
    ahead: int = 0
    done: int = 0
    to_do: int = 0
    error: Exception | None = None

    @property
    def active(self) -> bool:
        """Whether an answer is still to come."""
        return self.phase in ("waiting", "running")


@dataclass(eq=False)
class Request:
    """A request inside the queue, changed under its lock only."""

    visit: str
    tasks: tuple[Task, ...]
    since: int
    phase: Phase = "waiting"
    step: int = 0
    told: tuple[int, int] = (0, 0)
    error: Exception | None = field(default=None)

    @property
    def task(self) -> Task:
        """What is to be done next, or is being done."""
        return self.tasks[self.step]

    @property
    def turn(self) -> Turn:
        """What decides when it is done."""
        return Turn(self.visit, self.task.key, self.task.short, self.since)

    def status(self, ahead: int) -> RequestStatus:
        """Say how far it has come."""
        done, to_do = self.told
        keys = tuple(task.key for task in self.tasks)
        return RequestStatus(keys, self.phase, self.step, ahead, done, to_do, self.error)
