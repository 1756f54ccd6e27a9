from .board import Board, Spread, TargetAnswer, judge, precise_to
from .fan_chart_points import SHARES, Fan, FanPoint, TargetStep, fan_of, highest_of
from .likelihood_words import LIKELIHOOD_RANGES, LIKELIHOOD_WORDS, LikelihoodWord, likelihood_word
from .targets import (
    Goal,
    GoalKind,
    Tally,
    Target,
    homes_of_years,
    must_have_target,
    tallies,
    tally_of,
    usual_target,
)

__all__ = [
    "LIKELIHOOD_RANGES",
    "LIKELIHOOD_WORDS",
    "SHARES",
    "Board",
    "Fan",
    "FanPoint",
    "Goal",
    "GoalKind",
    "LikelihoodWord",
    "Spread",
    "Tally",
    "Target",
    "TargetAnswer",
    "TargetStep",
    "fan_of",
    "highest_of",
    "homes_of_years",
    "judge",
    "likelihood_word",
    "must_have_target",
    "precise_to",
    "tallies",
    "tally_of",
    "usual_target",
]
