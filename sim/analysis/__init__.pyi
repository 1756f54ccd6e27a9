from .ablation import (
    CauseAblation,
    CauseCost,
    Interaction,
    Swing,
    Tornado,
    costs_of_causes,
    swings_of_unknowns,
)
from .commitment import Commitment, JointPromise, Promise, commit, commitment_values, safe_rank
from .comparison import Comparison, TargetChange, compare, comparison_values
from .provenance import Provenance, check_paired
from .questions import MOST_FOR_UNKNOWNS, cause_ablation, compare_levers, latest_start, quarters_of, tornado
from .runs import DEFAULT_RUNS, Runs
from .starts import Deadline, LatestStart, Start, judge_starts, latest_start_values
from .to_json import (
    INTERVAL,
    RANGE,
    chance_change_values,
    chance_values,
    goal_values,
    mean_change_values,
    origin_values,
)

__all__ = [
    "DEFAULT_RUNS",
    "INTERVAL",
    "MOST_FOR_UNKNOWNS",
    "RANGE",
    "CauseAblation",
    "CauseCost",
    "Commitment",
    "Comparison",
    "Deadline",
    "Interaction",
    "JointPromise",
    "LatestStart",
    "Promise",
    "Provenance",
    "Runs",
    "Start",
    "Swing",
    "TargetChange",
    "Tornado",
    "cause_ablation",
    "chance_change_values",
    "chance_values",
    "check_paired",
    "commit",
    "commitment_values",
    "compare",
    "compare_levers",
    "comparison_values",
    "costs_of_causes",
    "goal_values",
    "judge_starts",
    "latest_start",
    "latest_start_values",
    "mean_change_values",
    "origin_values",
    "quarters_of",
    "safe_rank",
    "swings_of_unknowns",
    "tornado",
]
