"""Simulated futures kept for every reader, and made more while somebody looks at them."""

from __future__ import annotations

from sim.experiment import QUICK_FUTURES, Growing, Progress, Results
from sim.scenario import Scenario
from sim.ui.jobs import server_queue
from sim.ui.shelf import shared_shelf

FIRST, STEP = QUICK_FUTURES, QUICK_FUTURES
"""Futures of the first look, and how many each further look adds."""
_MOST_KEPT = 30


def known_futures(scenario: Scenario) -> int:
    """How many futures of a scenario have been simulated, by whomever."""
    return _runs().known(scenario)


def in_common(base: Scenario, changed: Scenario, wanted: int) -> int:
    """How many futures both scenarios have, up to what is wanted."""
    return min(known_futures(base), known_futures(changed), wanted)


def next_size(futures: int, wanted: int) -> int:
    """Futures at the look that follows one at `futures`; 0: none yet."""
    return min(wanted, futures + STEP if futures else FIRST)


def simulated(
    scenario: Scenario, futures: int, progress: Progress | None = None, *, same_caps: bool = False
) -> Results:
    """Give so many futures of a scenario: those that are kept, and those that are missing.

    An exception out of `progress`, as Streamlit raises it when the reader has turned to something else, ends the work
    after the blocks under way; what was kept before stays. Long questions in the background step aside meanwhile.

    Parameters
    ----------
    scenario : Scenario
    futures : int
    progress : callable, optional
    same_caps : bool
        See `Growing`.

    Returns
    -------
    Results
        As `run` gives them.
    """
    with server_queue().way.taken():
        return _runs()(scenario, futures, progress=progress, same_caps=same_caps)


def _runs() -> Growing:
    def made() -> Growing:
        return Growing(kept=shared_shelf("futures", _MOST_KEPT))

    runs: Growing = shared_shelf("runs", 1).made("", made)
    return runs
