"""What the projects of one future wait for longest, on the paths that hold them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.one_future.course import Course, SpanKind


@dataclass(frozen=True)
class WaitOnPath:
    """Something waited for.

    Attributes
    ----------
    kind : str
    shared : str
        Id of the pool or stock; else empty.
    days : float
        Days of all rows together.
    rows : int
        Rows that wait for it.
    """

    kind: SpanKind
    shared: str
    days: float
    rows: int


def waits_on_paths(courses: Sequence[Course], until: float) -> tuple[float, tuple[WaitOnPath, ...]]:
    """Add up the days on the paths of all rows from the data date to an instant.

    Parameters
    ----------
    courses : sequence of Course
    until : float
        Days since the data date.

    Returns
    -------
    float
        Days from the entry of each row on, work and waits.
    tuple of WaitOnPath
        Waits of rows that have entered, the longest first; of equal ones that which comes first in the file.
    """
    whole = 0.0
    days: defaultdict[tuple[SpanKind, str], float] = defaultdict(float)
    rows: defaultdict[tuple[SpanKind, str], set[int]] = defaultdict(set)
    for number, course in enumerate(courses):
        for span in course.path:
            spent = min(span.end, until) - max(span.begin, 0.0)
            if spent <= 0 or span.kind == "entry":
                continue
            whole += spent
            if span.waits:
                days[span.kind, span.shared] += spent
                rows[span.kind, span.shared].add(number)
    found = [
        WaitOnPath(kind, shared, spent, len(rows[kind, shared])) for (kind, shared), spent in days.items()
    ]
    return whole, tuple(sorted(found, key=lambda wait: -wait.days))
