from .groups import UnknownGroup
from .information import Alternative, Information, Worth, value_of_information
from .narrowing import Spread, narrowings, spread_over_sets
from .over_sets import OverSets
from .regression import columns_of
from .regret import saved_regret

__all__ = [
    "Alternative",
    "Information",
    "OverSets",
    "Spread",
    "UnknownGroup",
    "Worth",
    "columns_of",
    "narrowings",
    "saved_regret",
    "spread_over_sets",
    "value_of_information",
]
