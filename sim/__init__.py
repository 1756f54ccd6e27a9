"""How likely are a city's yearly housing targets, and what moves that?

The flow, each output the next input::

    scenario = sim.read_scenario("scenarios/can-tho-2026.toml")
    results = sim.run(scenario, replications=1_000)
    board = sim.judge(results, "counted")
    print(sim.Text("vi")(sim.headline(board)))

and of a lever::

    green_lane = sim.LeverSetting(sim.read_levers()["green_lane"], 50)
    comparison = sim.compare_levers(scenario, [green_lane], "counted")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.analysis import Board, commit, compare, headline, judge, precise_to, summary
    from sim.analysis.find_bottleneck import find_bottleneck
    from sim.analysis.questions import compare_levers, find_drivers, find_swings, when_lever
    from sim.analysis.questions_seek import exchange_levers, seek_lever
    from sim.analysis.runs import Runs
    from sim.errors import HousingSimError, OptionError, ScenarioError, StoreError
    from sim.experiment import more, replay, run, write_run
    from sim.results import Results, completions_frame
    from sim.scenario import (
        Cause,
        Lever,
        LeverSetting,
        Scenario,
        apply_cause,
        apply_levers,
        parse_setting,
        read_causes,
        read_levers,
    )
    from sim.scenario.read import check_scenario, read_scenario
    from sim.text import Text

__all__ = [
    "Board",
    "Cause",
    "HousingSimError",
    "Lever",
    "LeverSetting",
    "OptionError",
    "Results",
    "Runs",
    "Scenario",
    "ScenarioError",
    "StoreError",
    "Text",
    "apply_cause",
    "apply_levers",
    "check_scenario",
    "commit",
    "compare",
    "compare_levers",
    "completions_frame",
    "exchange_levers",
    "find_bottleneck",
    "find_drivers",
    "find_swings",
    "headline",
    "judge",
    "more",
    "parse_setting",
    "precise_to",
    "read_causes",
    "read_levers",
    "read_scenario",
    "replay",
    "run",
    "seek_lever",
    "summary",
    "when_lever",
    "write_run",
]

# Loaded at first use: `import sim` and `housing-sim --help` must not wait for NumPy and pydantic.
_HOMES = {
    "sim.analysis": (
        "Board",
        "commit",
        "compare",
        "headline",
        "judge",
        "precise_to",
        "summary",
    ),
    "sim.analysis.find_bottleneck": ("find_bottleneck",),
    "sim.analysis.questions": (
        "compare_levers",
        "find_drivers",
        "find_swings",
        "when_lever",
    ),
    "sim.analysis.questions_seek": (
        "exchange_levers",
        "seek_lever",
    ),
    "sim.analysis.runs": ("Runs",),
    "sim.errors": (
        "HousingSimError",
        "OptionError",
        "ScenarioError",
        "StoreError",
    ),
    "sim.experiment": (
        "more",
        "replay",
        "run",
        "write_run",
    ),
    "sim.results": (
        "Results",
        "completions_frame",
    ),
    "sim.scenario": (
        "Cause",
        "Lever",
        "LeverSetting",
        "Scenario",
        "apply_cause",
        "apply_levers",
        "parse_setting",
        "read_causes",
        "read_levers",
    ),
    "sim.scenario.read": (
        "check_scenario",
        "read_scenario",
    ),
    "sim.text": ("Text",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
