"""What one row of the register does in one future."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sim.scenario import ProjectRow

SpanKind = Literal["work", "entry", "notice", "stock", "pool", "tender", "investor", "stopped", "turn"]


@dataclass(frozen=True)
class CourseSpan:
    """A time in which a stage is worked on, or waits for one thing; days off lie within its work.

    Attributes
    ----------
    stage : str
        Its id; empty for the wait of a project until it begins.
    block : int
        Number of the block, from 1; 0 where the stage is that of the whole row.
    kind : str
        `work`, or what is waited for: `entry` the beginning of the project, `notice` a notice issued again, `stock` and
        `pool` what is shared, `tender` the next round, `investor` an investor who is assigned or found anew, `turn` the
        time between the beginnings of two blocks; `stopped`: work stands still.
    shared : str
        Id of the pool or stock that is waited for; else empty.
    begin, end : float
        Days since the data date; a stage under way then has begun before it.
    over : bool
        Whether it is over at its end; else the simulated time ends, or the project lapsed there.
    on_path : bool
        Whether it held the project up: it lies on the path that leads to its last home handed over.
    """

    stage: str
    block: int
    kind: SpanKind
    shared: str
    begin: float
    end: float
    over: bool = True
    on_path: bool = False

    @property
    def waits(self) -> bool:
        """Whether no work is done."""
        return self.kind != "work"

    @property
    def days(self) -> float:
        """How long it lasts."""
        return self.end - self.begin


@dataclass(frozen=True)
class Milestone:
    """When the last home of a row reaches a reading.

    Attributes
    ----------
    reason : str
        One of `sim.model.REASONS`.
    days : float or None
        Days since the data date; None where it is not reached after it.
    """

    reason: str
    days: float | None


@dataclass(frozen=True)
class Early:
    """Homes that enter the statistic at the end of a year, before they are finished."""

    year: int
    homes: int


@dataclass(frozen=True)
class Course:
    """What one row of the register does in one future.

    Attributes
    ----------
    row : ProjectRow
        With its recorded dates: `row.finished`, `row.completed_on`, `row.ended_as`.
    homes : int
        In this future.
    begins : bool
        Whether it ever begins.
    spans : tuple of CourseSpan
        By their beginning, then by the order of the stages. Those on the path lie one behind the other.
    counted, eligible, handed_over : Milestone
    early : tuple of Early
    lapsed : float or None
        When it lapses, days since the data date.
    """

    row: ProjectRow
    homes: int
    begins: bool
    spans: tuple[CourseSpan, ...]
    counted: Milestone
    eligible: Milestone
    handed_over: Milestone
    early: tuple[Early, ...]
    lapsed: float | None

    @property
    def path(self) -> Iterator[CourseSpan]:
        """Spans that held it up, one behind the other."""
        return (span for span in self.spans if span.on_path)
