"""Results -> answers."""

from sim.analysis.chance import Chance
from sim.analysis.headline import headline
from sim.analysis.likelihood import LIKELIHOOD_RANGES, LIKELIHOOD_WORDS, Likelihood, likelihood
from sim.analysis.summary import summary
from sim.analysis.targets import Board, PeriodAnswer, YearAnswer, judge, precise_to
from sim.analysis.words import CARRY_OVER_WORDS, READING_WORDS, is_rare, of_futures, of_simulated_futures

__all__ = [
    "CARRY_OVER_WORDS",
    "LIKELIHOOD_RANGES",
    "LIKELIHOOD_WORDS",
    "READING_WORDS",
    "Board",
    "Chance",
    "Likelihood",
    "PeriodAnswer",
    "YearAnswer",
    "headline",
    "is_rare",
    "judge",
    "likelihood",
    "of_futures",
    "of_simulated_futures",
    "precise_to",
    "summary",
]
