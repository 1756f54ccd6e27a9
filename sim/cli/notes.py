"""Notes that several answers end with: what counts, what intervals hold, which runs they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.analysis.in_words_run import HASH_SHOWN, model_only, run_note
from sim.analysis.origin import Origin
from sim.analysis.words import READING_WORDS
from sim.analysis.words_compare import caution
from sim.analysis.words_levers import promises_in_words
from sim.errors import Message, msg
from sim.scenario import Lever, Reading, Scenario


def common_notes(
    scenario: Scenario,
    origin: Origin,
    reading: Reading,
    levers: Iterable[Lever],
    changed: Origin | None = None,
    *,
    intervals: bool = True,
) -> Iterator[Message]:
    """Say what counts, what intervals hold if any stand, on what the levers rest, and how to have the same numbers."""
    yield msg("What counts: {reading}.", reading=READING_WORDS[reading])
    if intervals:
        yield caution()
    yield from promises_in_words(levers)
    yield run_note(scenario, origin.replications, origin.futures_per_set, origin.seed, origin.engine)
    if changed is not None and changed.scenario_hash != origin.scenario_hash:
        yield msg(
            "Scenario with the levers pulled: {fingerprint}.", fingerprint=changed.scenario_hash[:HASH_SHOWN]
        )
    yield model_only(ranges=origin.futures_per_set > 1)
