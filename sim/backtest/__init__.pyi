from .carrying_out import ENOUGH_OUTCOMES, RIVAL_KINDS, Backtest, Coverage, Summary, run_suite
from .leaks import Known, known_plans, last_day
from .ledger import KeptForecast, forecasts_folder, keep, kept_forecast, read_ledger
from .scores import LEVELS, Skill
from .scoring import RivalScores, ScoredForecast, Scores
from .suite import RivalKind, Suite, YearOutcome
from .suite_file import SHIPPED_HISTORY, load_suite, shipped_suites
from .track_record import track_record_of, write_track_record

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
    "forecasts_folder",
    "keep",
    "kept_forecast",
    "known_plans",
    "last_day",
    "load_suite",
    "read_ledger",
    "run_suite",
    "shipped_suites",
    "track_record_of",
    "write_track_record",
]
