"""Short work first: long work steps aside between its blocks while somebody waits for a short answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class RightOfWay:
    """What short work takes and long work asks for.

    Parameters
    ----------
    patience : float
        Seconds that long work steps aside at most each time, so that it goes on, slowly, where sliders never rest.
    """

    def __init__(self, patience: float = 0.25) -> None:
        self._patience = patience
        self._changed = Condition()
        self._taken = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have the way while the block lasts; many may have it at once."""
        with self._changed:
            self._taken += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken -= 1
                self._changed.notify_all()

    def step_aside(self) -> None:
        """Wait while others have the way, as long as patience lasts."""
        with self._changed:
            self._changed.wait_for(lambda: self._taken == 0, self._patience)
