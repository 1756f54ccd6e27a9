from .board import Board, Percentiles, TargetAnswer, judge, precise_to
from .fan_chart_points import SHARES, Fan, FanPoint, TargetStep, fan_of, highest_of
from .likelihood import LIKELIHOOD_RANGES, LikelihoodWord, likelihood
from .targets import (
    Goal,
    GoalKind,
    GoalName,
    GoalResult,
    goal_named,
    goal_result,
    goal_results,
    held_against_targets,
    homes_of_years,
    must_have_target,
    usual_target,
)

__all__ = [
    "LIKELIHOOD_RANGES",
    "SHARES",
    "Board",
    "Fan",
    "FanPoint",
    "Goal",
    "GoalKind",
    "GoalName",
    "GoalResult",
    "LikelihoodWord",
    "Percentiles",
    "TargetAnswer",
    "TargetStep",
    "fan_of",
    "goal_named",
    "goal_result",
    "goal_results",
    "held_against_targets",
    "highest_of",
    "homes_of_years",
    "judge",
    "likelihood",
    "must_have_target",
    "precise_to",
    "usual_target",
]
