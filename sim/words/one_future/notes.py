"""What to know before believing anything of one future."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.one_future import OneFuture
from sim.errors import Message, msg
from sim.words.phrases import span_of
from sim.words.readings import READING_WORDS


def future_notes(found: OneFuture) -> Iterator[Message]:
    """Say how it was chosen, and what its path and its recorded dates are."""
    if found.chosen.percentile is not None:
        yield msg(
            "Chosen by its homes of {span} ({reading}): they stand at P{percentile} of all futures; of those with as "
            "many homes it has the smallest number. Another future with as many homes may take every project another "
            "way.",
            span=span_of(found.goal),
            reading=READING_WORDS[found.reading],
            percentile=str(found.chosen.percentile),
        )
    yield msg(
        "Where a project does several things at once, what is told first is what holds it up: the path of stages that "
        "leads to its last home handed over."
    )
    yield msg("Days off lie within the work of a stage; only waits and stopped work are told apart from it.")
    if any(course.row.finished for course in found.courses):
        yield msg("What the register records of finished stages is no part of the simulation.")
