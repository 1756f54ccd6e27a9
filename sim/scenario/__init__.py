"""What a scenario is: its parts as frozen values, and how files become one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.scenario.base import Identifier, LocalText, Model, Sourced, SourceIds, Standing, Words, refuse
from sim.scenario.calendar import Calendar, Closure, LunarNewYear
from sim.scenario.dated import Cut, FastTrack, Overlap, StepAmendment
from sim.scenario.durations import UNIT_DAYS, Duration, Scaling, Unit
from sim.scenario.investors import Fallback, Recall, Tender, Validity
from sim.scenario.market import (
    CommonFactor,
    Correlation,
    Hazard,
    Likelihood,
    Market,
    MarketState,
    MarketSwitch,
)
from sim.scenario.network import (
    AgencyShare,
    Amendment,
    BlockRule,
    CapacityChange,
    OwnDuration,
    Pool,
    QueueRule,
    Route,
    Stage,
    Step,
)
from sim.scenario.read import ScenarioReading, check_scenario, read_scenario, scenario_problems
from sim.scenario.register import CountedBefore, DateRange, NumberRange, ProjectRow, StageUnderWay, Status
from sim.scenario.scenario import FORMAT, HomesGroup, Scenario, Settings, Source
from sim.scenario.shapes import Component, MixtureShape, Shape
from sim.scenario.stocks import Refill, Stock, StockUse
from sim.scenario.targets import (
    READINGS,
    CarryOver,
    CountedAlternative,
    Counting,
    DoneThisYear,
    EarlyEntry,
    PeriodTarget,
    ProgrammeTarget,
    Reading,
    Targets,
    YearTarget,
)

if TYPE_CHECKING:
    from sim.scenario.lever import Cause, Cost, Lever
    from sim.scenario.lever_apply import apply_cause, apply_levers, starts_on
    from sim.scenario.lever_changes import Change
    from sim.scenario.lever_files import read_causes, read_levers
    from sim.scenario.lever_settings import LeverSetting, parse_setting, read_package

__all__ = [
    "FORMAT",
    "READINGS",
    "UNIT_DAYS",
    "AgencyShare",
    "Amendment",
    "BlockRule",
    "Calendar",
    "CapacityChange",
    "CarryOver",
    "Cause",
    "Change",
    "Closure",
    "CommonFactor",
    "Component",
    "Correlation",
    "Cost",
    "CountedAlternative",
    "CountedBefore",
    "Counting",
    "Cut",
    "DateRange",
    "DoneThisYear",
    "Duration",
    "EarlyEntry",
    "Fallback",
    "FastTrack",
    "Hazard",
    "HomesGroup",
    "Identifier",
    "Lever",
    "LeverSetting",
    "Likelihood",
    "LocalText",
    "LunarNewYear",
    "Market",
    "MarketState",
    "MarketSwitch",
    "MixtureShape",
    "Model",
    "NumberRange",
    "Overlap",
    "OwnDuration",
    "PeriodTarget",
    "Pool",
    "ProgrammeTarget",
    "ProjectRow",
    "QueueRule",
    "Reading",
    "Recall",
    "Refill",
    "Route",
    "Scaling",
    "Scenario",
    "ScenarioReading",
    "Settings",
    "Shape",
    "Source",
    "SourceIds",
    "Sourced",
    "Stage",
    "StageUnderWay",
    "Standing",
    "Status",
    "Step",
    "StepAmendment",
    "Stock",
    "StockUse",
    "Targets",
    "Tender",
    "Unit",
    "Validity",
    "Words",
    "YearTarget",
    "apply_cause",
    "apply_levers",
    "check_scenario",
    "parse_setting",
    "read_causes",
    "read_levers",
    "read_package",
    "read_scenario",
    "refuse",
    "scenario_problems",
    "starts_on",
]

# Loaded at first use: a plain run must not wait for the levers.
_HOME_OF = {
    "Cause": "sim.scenario.lever",
    "Cost": "sim.scenario.lever",
    "Lever": "sim.scenario.lever",
    "apply_cause": "sim.scenario.lever_apply",
    "apply_levers": "sim.scenario.lever_apply",
    "starts_on": "sim.scenario.lever_apply",
    "Change": "sim.scenario.lever_changes",
    "read_causes": "sim.scenario.lever_files",
    "read_levers": "sim.scenario.lever_files",
    "LeverSetting": "sim.scenario.lever_settings",
    "parse_setting": "sim.scenario.lever_settings",
    "read_package": "sim.scenario.lever_settings",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value
