from .board import headline
from .bottleneck import bottleneck_in_words, cause_name, kind_name, shared_name, stage_name, total
from .cause_ablation import cause_ablation_in_words, cost_in_words, interaction_in_words
from .commitment import commitment_in_words, promises_in_words
from .comparison import caution, change_in_words, comparison_in_words
from .latest_start import deadline_in_words, latest_start_in_words
from .levers import (
    STANDING_WORDS,
    delivery_in_words,
    own_start_in_words,
    proposed_in_words,
    setting_in_words,
    value_in_words,
    values_in_words,
)
from .phrases import (
    goal_in_words,
    homes_between,
    homes_in_words,
    interval_in_words,
    listed_in_words,
    percent,
    points,
    points_between,
    quarter_in_words,
    signed,
    span_of,
)
from .ranks import ranks_note
from .readings import CARRY_OVER_WORDS, READING_WORDS, is_rare, of_futures, of_simulated_futures
from .run_notes import HASH_SHOWN, model_only, run_in_words, run_note
from .search import seeking_in_words
from .tornado import swing_in_words, swings_note, tornado_in_words
from .trade_off import (
    alongside_in_words,
    astray_in_words,
    least_in_words,
    off_in_words,
    trade_off_in_words,
    weeks_in_words,
    with_weeks,
)

__all__ = [
    "CARRY_OVER_WORDS",
    "HASH_SHOWN",
    "READING_WORDS",
    "STANDING_WORDS",
    "alongside_in_words",
    "astray_in_words",
    "bottleneck_in_words",
    "cause_ablation_in_words",
    "cause_name",
    "caution",
    "change_in_words",
    "commitment_in_words",
    "comparison_in_words",
    "cost_in_words",
    "deadline_in_words",
    "delivery_in_words",
    "goal_in_words",
    "headline",
    "homes_between",
    "homes_in_words",
    "interaction_in_words",
    "interval_in_words",
    "is_rare",
    "kind_name",
    "latest_start_in_words",
    "least_in_words",
    "listed_in_words",
    "model_only",
    "of_futures",
    "of_simulated_futures",
    "off_in_words",
    "own_start_in_words",
    "percent",
    "points",
    "points_between",
    "promises_in_words",
    "proposed_in_words",
    "quarter_in_words",
    "ranks_note",
    "run_in_words",
    "run_note",
    "seeking_in_words",
    "setting_in_words",
    "shared_name",
    "signed",
    "span_of",
    "stage_name",
    "swing_in_words",
    "swings_note",
    "tornado_in_words",
    "total",
    "trade_off_in_words",
    "value_in_words",
    "values_in_words",
    "weeks_in_words",
    "with_weeks",
]
