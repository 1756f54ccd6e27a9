from .binomial import log_ways
from .chance import FEWEST_SETS, Z95, Chance, apart, over_unknowns, variance_over_sets
from .deconvolution import RangeEnd, RangeOverSets, range_over_sets, sets_by_hits
from .monotone import falls_of
from .paired import ERROR, ChanceChange, Interval, MeanChange, Verdict
from .ranks import Rank, rank_label, ranked
from .ratio import Sums
from .tango import tango_interval

__all__ = [
    "ERROR",
    "FEWEST_SETS",
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
    "log_ways",
    "over_unknowns",
    "range_over_sets",
    "rank_label",
    "ranked",
    "sets_by_hits",
    "tango_interval",
    "variance_over_sets",
]
