"""Stages under way on the data date: what is known of when they began, and of how far they have got."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A number somewhere in [low, high]; known where the two are equal."""

    low: float
    high: float


@dataclass(frozen=True)
class ReportedShare:
    """Share of the work of a node under way that a report says is done.

    Attributes
    ----------
    share : float
        Above 0 and below 1.
    sigma_log : float
        Standard deviation of log(work done / share), the whole work that the report speaks for, about that of the true
        whole work.
    days : float
        Instant of which the report speaks, days, at most 0.
    """

    share: float
    sigma_log: float
    days: float


@dataclass(frozen=True)
class StoppedWork:
    """Work that stands still on the data date.

    Attributes
    ----------
    resumes : int
        Index of the time from the data date until it goes on; -1 where its investor can be recalled: then the period of
        grace has run since the stop.
    grace_spent, grace_known : float
        Days of that period gone by at the data date, and when it was last known not to be over.
    """

    resumes: int
    grace_spent: float
    grace_known: float


@dataclass(frozen=True)
class UnderWayNode:
    """A node under way on the data date.

    Attributes
    ----------
    node : int
        Its number in the graph of its row.
    start : Span
        When it began, days, at most 0.
    known_days : float
        Last instant at which it is known to have been under way, days, from `start.high` to 0.
    reported : ReportedShare or None
        None where nothing is said of how much of its work is done.
    stops : tuple of Span
        When its work stood still before the data date, days, apart from each other.
    stopped : StoppedWork or None
        None where its work goes on on the data date.
    """

    node: int
    start: Span
    known_days: float
    reported: ReportedShare | None = None
    stops: tuple[Span, ...] = ()
    stopped: StoppedWork | None = None
