from .chance import Chance
from .deconvolution import LOW, SMALL, RangeEnd, RangeOverSets, low_over_sets, range_over_sets, sets_by_hits
from .monotone import falls_of
from .paired import ERROR, ChanceChange, Interval, MeanChange, Verdict
from .ranks import Rank, rank_label, ranked
from .ratio import Sums
from .sets import FEWEST_SETS, apart
from .shrinkage import range_of_change, variance_over_sets
from .tango import tango_interval
from .wilson import Z95

__all__ = [
    "ERROR",
    "FEWEST_SETS",
    "LOW",
    "SMALL",
    "Z95",
    "Chance",
    "ChanceChange",
    "Interval",
    "MeanChange",
    "RangeEnd",
    "RangeOverSets",
    "Rank",
    "Sums",
    "Verdict",
    "apart",
    "falls_of",
    "low_over_sets",
    "range_of_change",
    "range_over_sets",
    "rank_label",
    "ranked",
    "sets_by_hits",
    "tango_interval",
    "variance_over_sets",
]
