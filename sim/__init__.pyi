from .analysis import (
    IndicatorAnswer,
    Runs,
    cause_ablation,
    commit,
    compare,
    compare_levers,
    judge_indicators,
    latest_start,
    tornado,
    value_of_information,
)
from .analysis.board import Board, judge, precise_to
from .analysis.bottleneck import find_bottleneck
from .analysis.confidence import Evidence, evidence_of
from .analysis.one_future import OneFuture, one_future
from .analysis.procedures import procedure_tables
from .analysis.projects import project_outlooks, push_effects, reach_of
from .analysis.seek import seek_lever, trade_off
from .analysis.to_json import board_json
from .backtest import Backtest, load_suite, run_suite
from .errors import HousingSimError, OptionError, ScenarioError, StoreError
from .experiment import Results, SavedRun, completions_frame, more, read_run, replay, run, write_run
from .files import check_scenario, load_scenario
from .learning import ClassFit, FitRequest, fit_records, load_records
from .levers import (
    Cause,
    Lever,
    LeverSetting,
    apply_cause,
    apply_levers,
    load_causes,
    load_levers,
    parse_setting,
)
from .scenario import Scenario
from .text import Text
from .words import confidence_in_words, headline

__all__ = [
    "Backtest",
    "Board",
    "Cause",
    "ClassFit",
    "Evidence",
    "FitRequest",
    "HousingSimError",
    "IndicatorAnswer",
    "Lever",
    "LeverSetting",
    "OneFuture",
    "OptionError",
    "Results",
    "Runs",
    "SavedRun",
    "Scenario",
    "ScenarioError",
    "StoreError",
    "Text",
    "apply_cause",
    "apply_levers",
    "board_json",
    "cause_ablation",
    "check_scenario",
    "commit",
    "compare",
    "compare_levers",
    "completions_frame",
    "confidence_in_words",
    "evidence_of",
    "find_bottleneck",
    "fit_records",
    "headline",
    "judge",
    "judge_indicators",
    "latest_start",
    "load_causes",
    "load_levers",
    "load_records",
    "load_scenario",
    "load_suite",
    "more",
    "one_future",
    "parse_setting",
    "precise_to",
    "procedure_tables",
    "project_outlooks",
    "push_effects",
    "reach_of",
    "read_run",
    "replay",
    "run",
    "run_suite",
    "seek_lever",
    "tornado",
    "trade_off",
    "value_of_information",
    "write_run",
]
