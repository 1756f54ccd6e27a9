from .indicator import Indicator, IndicatorTarget
from .inputs import Quantity, ShareOfHomes

__all__ = [
    "Indicator",
    "IndicatorTarget",
    "Quantity",
    "ShareOfHomes",
]
