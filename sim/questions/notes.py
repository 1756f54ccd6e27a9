"""Notes that several answers end with: what counts, what intervals hold, which runs they come from."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim import levers, words
from sim.errors import Message, msg
from sim.questions.asked import Asked, levers_of
from sim.questions.subjects import LEVERS, some_value

if TYPE_CHECKING:
    from sim.analysis import Provenance
    from sim.levers import Lever
    from sim.scenario import Reading, Scenario


def common_notes(
    asked: Asked,
    origin: Provenance,
    *more: Lever,
    scenario: Scenario | None = None,
    changed: Provenance | None = None,
    intervals: bool = True,
) -> Iterator[Message]:
    """Say what counts, what intervals hold if any stand, on what the levers rest, and how to have the same numbers.

    Parameters
    ----------
    asked : Asked
    origin : Provenance
        The run that the answer rests on.
    *more : Lever
        Looked at, beside those pulled.
    scenario : Scenario, optional
        What was run, where it is not the scenario asked about.
    changed : Provenance, optional
        The run with the levers pulled, where there are two.
    intervals : bool
        Whether the answer shows any.
    """
    yield what_counts(asked.reading)
    if intervals:
        yield words.caution()
    yield from delivery_notes(asked, *more)
    ran = asked.scenario if scenario is None else scenario
    yield words.run_note(ran, origin.replications, origin.futures_per_set, origin.seed, origin.engine)
    if changed is not None and changed.scenario_hash != origin.scenario_hash:
        yield msg(
            "Scenario with the levers pulled: {fingerprint}.",
            fingerprint=changed.scenario_hash[: words.HASH_SHOWN],
        )
    yield words.model_only(ranges=origin.futures_per_set > 1)


def delivery_notes(asked: Asked, *more: Lever) -> tuple[Message, ...]:
    """Say what of the levers pulled or looked at finds no project; on what they rest; which command shows them."""
    folder = asked[LEVERS].folder
    looked_at = (levers.LeverSetting(lever, some_value(lever)) for lever in more)
    return (
        *words.left_out_in_words(levers.without_projects(asked.scenario, (*asked.pulled, *looked_at))),
        *words.delivery_in_words(
            levers_of(asked.pulled, *more), None if folder is None else shlex.quote(str(folder))
        ),
    )


def what_counts(reading: Reading) -> Message:
    """Say what makes a home count."""
    return msg("What counts: {reading}.", reading=words.READING_WORDS[reading])


def share_done(done: int, asked: Asked) -> Message | None:
    """Say how many of the futures asked for were done, where not all were."""
    total = asked.replications
    return None if done == total else msg("{done} of {total} futures", done=done, total=total)
