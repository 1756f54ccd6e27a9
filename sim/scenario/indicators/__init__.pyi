from .indicator import Indicator, IndicatorTarget
from .inputs import IndicatorInput, ShareOfHomes

__all__ = [
    "Indicator",
    "IndicatorInput",
    "IndicatorTarget",
    "ShareOfHomes",
]
