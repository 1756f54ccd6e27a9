from .estimate import Estimate
from .groups import UnknownGroup, unknown_groups
from .information import Alternative, Information, Worth, value_of_information
from .narrowing import Spread, narrowings, spread_over_sets
from .regression import columns_of, cross_fitted
from .regret import saved_regret

__all__ = [
    "Alternative",
    "Estimate",
    "Information",
    "Spread",
    "UnknownGroup",
    "Worth",
    "columns_of",
    "cross_fitted",
    "narrowings",
    "saved_regret",
    "spread_over_sets",
    "unknown_groups",
    "value_of_information",
]
