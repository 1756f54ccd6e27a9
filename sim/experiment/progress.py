"""How far a run has come, told to whoever waits."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (futures done, futures to do)."""


class SharedProgress:
    """Progress of several runs, told as one: the futures that all have done, as a share of the largest possible total.

    Parameters
    ----------
    told : callable or None
        See `Progress`; None where nobody waits.
    most : int
        Futures of all runs together, at most.
    """

    def __init__(self, told: Progress | None, most: int) -> None:
        self._told, self._most = told, most
        self._done: dict[str, int] = {}

    def of(self, run: str) -> Progress | None:
        """Progress of one run; a second report under the same name replaces the first."""
        told = self._told
        if told is None:
            return None

        def tell(done: int, _to_do: int) -> None:
            self._done[run] = done
            told(sum(self._done.values()), self._most)

        return tell
