"""How likely are a city's yearly housing targets, and what moves that?

The flow, each output the next input::

    scenario = sim.read_scenario("scenarios/can-tho-2026.toml")
    results = sim.run(scenario, replications=1_000)
    board = sim.judge(results, "counted")
    print(sim.Text("vi")(sim.headline(board)))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.analysis import (
        Board,
        commit,
        compare,
        drivers,
        exchange,
        headline,
        judge,
        precise_to,
        seek,
        summary,
        swings,
        when,
    )
    from sim.errors import HousingSimError, OptionError, ScenarioError, StoreError
    from sim.experiment import Growing, more, replay, run, write_run
    from sim.results import Results, completions_frame
    from sim.scenario import Scenario
    from sim.scenario.read import check_scenario, read_scenario
    from sim.text import Text

__all__ = [
    "Board",
    "Growing",
    "HousingSimError",
    "OptionError",
    "Results",
    "Scenario",
    "ScenarioError",
    "StoreError",
    "Text",
    "check_scenario",
    "commit",
    "compare",
    "completions_frame",
    "drivers",
    "exchange",
    "headline",
    "judge",
    "more",
    "precise_to",
    "read_scenario",
    "replay",
    "run",
    "seek",
    "summary",
    "swings",
    "when",
    "write_run",
]

# Loaded at first use: `import sim` and `housing-sim --help` must not wait for NumPy and pydantic.
_HOMES = {
    "sim.analysis": (
        "Board",
        "commit",
        "compare",
        "drivers",
        "exchange",
        "headline",
        "judge",
        "precise_to",
        "seek",
        "summary",
        "swings",
        "when",
    ),
    "sim.errors": ("HousingSimError", "OptionError", "ScenarioError", "StoreError"),
    "sim.experiment": ("Growing", "more", "replay", "run", "write_run"),
    "sim.results": ("Results", "completions_frame"),
    "sim.scenario": ("Scenario",),
    "sim.scenario.read": ("check_scenario", "read_scenario"),
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
