from .as_json import board_json
from .board import Board, PeriodAnswer, Spread, YearAnswer, judge, precise_to
from .fan_chart_points import SHARES, Fan, FanPoint, TargetStep, fan_of, highest_of
from .likelihood_words import LIKELIHOOD_RANGES, LIKELIHOOD_WORDS, LikelihoodWord, likelihood_of
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
    "PeriodAnswer",
    "Spread",
    "Tally",
    "Target",
    "TargetStep",
    "YearAnswer",
    "board_json",
    "fan_of",
    "highest_of",
    "homes_of_years",
    "judge",
    "likelihood_of",
    "must_have_target",
    "precise_to",
    "tallies",
    "tally_of",
    "usual_target",
]
