from .carrying_out import ENOUGH_OUTCOMES, RIVAL_KINDS, Backtest, Coverage, Summary, backtest
from .leaks import Known, known_plans, last_day
from .ledger import KeptForecast, forecasts_folder, keep, kept_forecast, read_ledger
from .scores import LEVELS, Skill
from .scoring import RivalScores, ScoredForecast, Scores
from .suite import RivalKind, Suite, YearOutcome
from .suite_file import SHIPPED_HISTORY, load_suite, shipped_suites

__all__ = [
    "ENOUGH_OUTCOMES",
    "LEVELS",
    "RIVAL_KINDS",
    "SHIPPED_HISTORY",
    "Backtest",
    "Coverage",
    "KeptForecast",
    "Known",
    "RivalKind",
    "RivalScores",
    "ScoredForecast",
    "Scores",
    "Skill",
    "Suite",
    "Summary",
    "YearOutcome",
    "backtest",
    "forecasts_folder",
    "keep",
    "kept_forecast",
    "known_plans",
    "last_day",
    "load_suite",
    "read_ledger",
    "shipped_suites",
]
