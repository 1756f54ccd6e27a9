"""JSON Schema of every answer."""

from __future__ import annotations

from typing import Any

from sim.analysis.to_json.backtest import BacktestJson
from sim.analysis.to_json.board import BoardJson
from sim.analysis.to_json.bottleneck import BottleneckAlongJson, BottleneckJson
from sim.analysis.to_json.check import CheckJson
from sim.analysis.to_json.commitment import CommitmentJson
from sim.analysis.to_json.comparison import ComparisonJson
from sim.analysis.to_json.latest_start import LatestStartJson
from sim.analysis.to_json.learning import FitJson
from sim.analysis.to_json.levers import LeversJson, ProceduresJson
from sim.analysis.to_json.parts import JsonObject
from sim.analysis.to_json.projects import OneFutureJson, ProjectsJson, ReachJson
from sim.analysis.to_json.ranking import AskJson, DriversJson
from sim.analysis.to_json.search import SeekJson, TradeOffJson

# By the name of the question, or of the command that simulates nothing; questions that are only asked on the page give
# the JSON of a command.
_ANSWERS: dict[str, type[JsonObject]] = {
    "run": BoardJson,
    "compare": ComparisonJson,
    "seek": SeekJson,
    "trade_off": TradeOffJson,
    "when": LatestStartJson,
    "drivers": DriversJson,
    "ask": AskJson,
    "bottleneck": BottleneckJson,
    "along": BottleneckAlongJson,
    "commit": CommitmentJson,
    "projects": ProjectsJson,
    "reach": ReachJson,
    "procedures": ProceduresJson,
    "trace": OneFutureJson,
    "levers": LeversJson,
    "check": CheckJson,
    "fit": FitJson,
    "backtest": BacktestJson,
}


def answer_schemas() -> dict[str, dict[str, Any]]:
    """Describe the JSON of every answer.

    Returns
    -------
    dict
        Name of the question or command -> its JSON Schema (draft 2020-12).
    """
    return {name: form.model_json_schema(mode="serialization") for name, form in _ANSWERS.items()}
