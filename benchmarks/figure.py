"""A measured figure, and what it had to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Verdict = Literal["aim reached", "must reached", "missed", "no limit"]


@dataclass(frozen=True)
class Setting:
    """What is measured.

    Attributes
    ----------
    engine : str
        Engine whose figures are wanted.
    quick : bool
        Little work and few rounds: shows that everything runs, and no figure worth quoting.
    """

    engine: str
    quick: bool

    def rounds(self, usual: int) -> int:
        """Rounds to measure."""
        return 2 if self.quick else usual

    def futures(self, usual: int) -> int:
        """Futures to simulate: a hundredth where it is to be quick."""
        return max(usual // 100, 10) if self.quick else usual


@dataclass(frozen=True)
class Figure:
    """One figure, measured in several rounds.

    Attributes
    ----------
    name, what : str
        Its id, and what it says.
    unit : str
        ``×`` for ratios, else a unit of measurement.
    rounds : float64 (rounds,)
        Its value in each round; the figure is their median.
    must, aim : float or None
        What it has to be, and what it should be; None where nothing is asked.
    more_is_better : bool
        Whether `must` and `aim` are floors rather than ceilings.
    detail : mapping
        What it was made from, each with its unit in its name; said beside it and kept.
    """

    name: str
    what: str
    unit: str
    rounds: Floats
    must: float | None = None
    aim: float | None = None
    more_is_better: bool = False
    detail: Mapping[str, float | str] = field(default_factory=dict)

    @property
    def value(self) -> float:
        """Median of the rounds."""
        return float(np.median(self.rounds))

    @property
    def verdict(self) -> Verdict:
        """How the median stands to what was asked."""
        if self.must is None or self.aim is None:
            return "no limit"
        if self._keeps(self.aim):
            return "aim reached"
        return "must reached" if self._keeps(self.must) else "missed"

    def _keeps(self, limit: float) -> bool:
        return self.value >= limit if self.more_is_better else self.value <= limit
