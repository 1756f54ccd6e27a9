from .answer import About, json_text
from .backtest import backtest_json
from .board import board_json
from .bottleneck import bottleneck_along_json, bottleneck_json
from .check import check_json
from .commitment import commitment_json
from .comparison import comparison_json
from .latest_start import latest_start_json
from .learning import fit_json
from .levers import levers_json, procedures_json
from .projects import one_future_json, projects_json, reach_json
from .ranking import ask_json, drivers_json
from .schemas import answer_schemas
from .search import seek_json, trade_off_json

__all__ = [
    "About",
    "answer_schemas",
    "ask_json",
    "backtest_json",
    "board_json",
    "bottleneck_along_json",
    "bottleneck_json",
    "check_json",
    "commitment_json",
    "comparison_json",
    "drivers_json",
    "fit_json",
    "json_text",
    "latest_start_json",
    "levers_json",
    "one_future_json",
    "procedures_json",
    "projects_json",
    "reach_json",
    "seek_json",
    "trade_off_json",
]
