"""Whether the curve lies flat at its end, so that a share that never ends can be told from one that ends late."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.learning.fitting.observations import Observations

FEWEST_BEYOND = 10
"""Stages seen under way beyond the last end."""
_RARE = 0.05


@dataclass(frozen=True)
class Plateau:
    """What decides whether a share that never ends may be fitted.

    Attributes
    ----------
    beyond : int
        Stages seen under way for longer than the longest finished one took.
    chance : float
        (1 - N / n)^n, with N the ends within as many days before the last end as the follow-up goes beyond it: the
        chance of seeing a gap of that length after the last end if stages still ended as often as before (Maller and
        Zhou 1994, Biometrika 81).
    """

    beyond: int
    chance: float

    @property
    def there(self) -> bool:
        """At least `FEWEST_BEYOND` beyond the last end, and a chance below `_RARE`."""
        return self.beyond >= FEWEST_BEYOND and self.chance < _RARE


def plateau_of(seen: Observations) -> Plateau:
    """Look at the end of the curve.

    Parameters
    ----------
    seen : Observations
        At least one finished stage.
    """
    low, high, _ = seen.hull
    ended = np.isfinite(high)
    last_end = float(high[ended].max())
    longest = max(float(low.max()), last_end)
    middle = (low + np.where(ended, high, low)) / 2
    recent = int((ended & (middle > 2 * last_end - longest) & (middle <= last_end)).sum())
    if longest == last_end:
        recent = 0
    return Plateau(
        beyond=int((~ended & (low > last_end)).sum()),
        chance=float((1 - recent / seen.count) ** seen.count),
    )
