"""Notes that several answers end with: what counts, what intervals hold, which runs they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.analysis import Provenance
from sim.errors import Message, msg
from sim.levers import Lever
from sim.scenario import Reading, Scenario
from sim.words import HASH_SHOWN, READING_WORDS, caution, delivery_in_words, model_only, run_note


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
    yield msg("What counts: {reading}.", reading=READING_WORDS[reading])
    if intervals:
        yield caution()
    yield from delivery_in_words(levers)
    yield run_note(scenario, origin.replications, origin.futures_per_set, origin.seed, origin.engine)
    if changed is not None and changed.scenario_hash != origin.scenario_hash:
        yield msg(
            "Scenario with the levers pulled: {fingerprint}.", fingerprint=changed.scenario_hash[:HASH_SHOWN]
        )
    yield model_only(ranges=origin.futures_per_set > 1)
