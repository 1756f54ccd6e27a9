from .chance import FEWEST_SETS, Z95, Chance, apart, over_unknowns, variance_over_sets
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
    "Rank",
    "Sums",
    "Verdict",
    "apart",
    "falls_of",
    "over_unknowns",
    "rank_label",
    "ranked",
    "tango_interval",
    "variance_over_sets",
]
