"""Simulated futures kept for every reader, and made more while somebody looks at them."""

from __future__ import annotations

from threading import Lock

import streamlit as st

from sim.experiment import DEFAULT_SEED, FUTURES_PER_SET, Progress, Results, more, run, shortened_results
from sim.scenario import Scenario

FIRST, STEP = 2_000, 2_000
"""Futures of the first look, and how many each further look adds."""
_KEPT = 30


def known_futures(scenario: Scenario) -> int:
    """How many futures of a scenario have been simulated, by whomever."""
    results = _shelf().get(scenario.fingerprint)
    return 0 if results is None else results.replications


def in_common(base: Scenario, changed: Scenario, wanted: int) -> int:
    """How many futures both scenarios have, up to what is wanted."""
    return min(known_futures(base), known_futures(changed), wanted)


def next_size(futures: int, wanted: int) -> int:
    """Futures at the look that follows one at `futures`; 0: none yet."""
    return min(wanted, futures + STEP if futures else FIRST)


def simulated(scenario: Scenario, futures: int, progress: Progress | None = None) -> Results:
    """Simulate so many futures, or take them from the shelf: the same bytes either way.

    An exception out of `progress`, as Streamlit raises it when the reader has turned to something else, ends the work
    after the blocks under way; what was kept before stays.
    """
    results = _shelf().get(scenario.fingerprint)
    if results is None:
        results = run(
            scenario,
            replications=futures,
            seed=DEFAULT_SEED,
            futures_per_set=FUTURES_PER_SET,
            progress=progress,
        )
    elif results.replications < futures:
        results = more(results, futures, progress=progress)
    keep(results)
    return shortened_results(results, futures)


def keep(results: Results) -> None:
    """Put a run on the shelf, unless a longer one stands there; what nobody has looked at for longest makes room."""
    shelf, key = _shelf(), results.scenario.fingerprint
    with _lock():
        there = shelf.pop(key, None)
        while len(shelf) >= _KEPT:
            shelf.pop(next(iter(shelf)))
        shelf[key] = results if there is None or there.replications < results.replications else there


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[str, Results]:
    return {}


@st.cache_resource(show_spinner=False)
def _lock() -> Lock:
    return Lock()
