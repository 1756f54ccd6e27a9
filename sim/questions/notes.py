"""Notes that several answers end with: what counts, what intervals hold, which runs they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sim import words
from sim.errors import Message, msg
from sim.questions.asked import Asked

if TYPE_CHECKING:
    from sim.analysis import Provenance
    from sim.levers import Lever
    from sim.scenario import Reading, Scenario


def common_notes(
    scenario: Scenario,
    origin: Provenance,
    reading: Reading,
    levers: Iterable[Lever],
    changed: Provenance | None = None,
    *,
    intervals: bool = True,
) -> Iterator[Message]:
    """Say what counts, what intervals hold if any stand, on what the levers rest, and how to have the same numbers."""
    yield what_counts(reading)
    if intervals:
        yield words.caution()
    yield from words.delivery_in_words(levers)
    yield words.run_note(scenario, origin.replications, origin.futures_per_set, origin.seed, origin.engine)
    if changed is not None and changed.scenario_hash != origin.scenario_hash:
        yield msg(
            "Scenario with the levers pulled: {fingerprint}.",
            fingerprint=changed.scenario_hash[: words.HASH_SHOWN],
        )
    yield words.model_only(ranges=origin.futures_per_set > 1)


def what_counts(reading: Reading) -> Message:
    """Say what makes a home count."""
    return msg("What counts: {reading}.", reading=words.READING_WORDS[reading])


def share_done(done: int, asked: Asked) -> Message | None:
    """Say how many of the futures asked for were done, where not all were."""
    total = asked.replications
    return None if done == total else msg("{done} of {total} futures", done=done, total=total)
