"""Results -> answers."""

from sim.analysis.chance import Chance
from sim.analysis.targets import Board, PeriodAnswer, YearAnswer, judge, precise_to

__all__ = ["Board", "Chance", "PeriodAnswer", "YearAnswer", "judge", "precise_to"]
