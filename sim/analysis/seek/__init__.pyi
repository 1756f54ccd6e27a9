from .lever_values import seek_lever, some_of
from .procedure_time import StageTime, WeeksOff, stage_time, weeks_off
from .search import FIRST, MOST, Outcome, SearchStep, Seeking, seek
from .trade_off import TradeOff, TradeOffRow, trade_off, trade_off_line

__all__ = [
    "FIRST",
    "MOST",
    "Outcome",
    "SearchStep",
    "Seeking",
    "StageTime",
    "TradeOff",
    "TradeOffRow",
    "WeeksOff",
    "seek",
    "seek_lever",
    "some_of",
    "stage_time",
    "trade_off",
    "trade_off_line",
    "weeks_off",
]
