"""A chance whose range over what is not known is given, not estimated: for what is said and drawn of it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.statistics import Chance, RangeEnd, RangeOverSets


def planted_range(low: float, high: float, off: float = 0.02) -> RangeOverSets:
    """Range whose ends have intervals of `off` to either side."""
    ends = (RangeEnd(end, (max(end - off, 0.0), min(end + off, 1.0))) for end in (low, high))
    return RangeOverSets(*ends, weights=(1.0, 0.0, 0.0, 0.0))


@dataclass(frozen=True)
class PlantedChance(Chance):
    """Chance that is told a range."""

    told: RangeOverSets | None = None

    @property
    def over_unknowns(self) -> RangeOverSets | None:
        return self.told


def planted_chance(met: int, futures: int, ends: tuple[float, float] | None) -> Chance:
    """Chance with the ends of its range, or without a range."""
    return PlantedChance(met, futures, told=None if ends is None else planted_range(*ends))
