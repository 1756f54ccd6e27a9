from .cause_ablation import CauseAblation, CauseCost, Interaction, cause_ablation, costs_of_causes
from .commitment import Commitment, JointPromise, Promise, commit, commitment_values, safe_rank
from .comparison import Comparison, TargetChange, compare, compare_levers, comparison_values
from .latest_start import (
    Deadline,
    LatestStart,
    Start,
    judge_starts,
    latest_start,
    latest_start_values,
    quarters_of,
)
from .provenance import Provenance, check_paired
from .runs import DEFAULT_RUNS, Runs
from .to_json import (
    INTERVAL,
    RANGE,
    chance_change_values,
    chance_values,
    goal_values,
    mean_change_values,
    origin_values,
)
from .tornado import MOST_FOR_UNKNOWNS, Swing, Tornado, swings_of_unknowns, tornado

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
