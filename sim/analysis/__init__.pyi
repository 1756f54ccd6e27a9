from .cause_ablation import CauseAblation, CauseCost, Interaction, cause_ablation, costs_of_causes
from .commitment import CONFIDENCE, Commitment, JointPromise, Promise, commit, safe_rank
from .comparison import Comparison, TargetChange, compare, compare_levers, compare_roughly
from .indicators import IndicatorAnswer, judge_indicators
from .information import Information, value_of_information
from .keeping import keep_run
from .latest_start import (
    Deadline,
    LatestStart,
    Start,
    judge_starts,
    latest_start,
    quarters_of,
)
from .outside_view import AmongPlans, RatioAmongPlans, among_plans
from .provenance import Provenance, check_paired
from .runs import DEFAULT_RUNS, Runs
from .tornado import Swing, Tornado, swings_of_unknowns, tornado

__all__ = [
    "CONFIDENCE",
    "DEFAULT_RUNS",
    "AmongPlans",
    "CauseAblation",
    "CauseCost",
    "Commitment",
    "Comparison",
    "Deadline",
    "IndicatorAnswer",
    "Information",
    "Interaction",
    "JointPromise",
    "LatestStart",
    "Promise",
    "Provenance",
    "RatioAmongPlans",
    "Runs",
    "Start",
    "Swing",
    "TargetChange",
    "Tornado",
    "among_plans",
    "cause_ablation",
    "check_paired",
    "commit",
    "compare",
    "compare_levers",
    "compare_roughly",
    "costs_of_causes",
    "judge_indicators",
    "judge_starts",
    "keep_run",
    "latest_start",
    "quarters_of",
    "safe_rank",
    "swings_of_unknowns",
    "tornado",
    "value_of_information",
]
