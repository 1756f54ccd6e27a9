"""What a scenario is: its parts as frozen values, and how files become one."""

from sim.scenario.base import Identifier, LocalText, Model, Sourced, SourceIds, Standing, Words, refuse
from sim.scenario.calendar import Calendar, Closure, LunarNewYear
from sim.scenario.durations import UNIT_DAYS, Duration, Scaling, Unit
from sim.scenario.network import CapacityChange, OwnDuration, Pool, QueueRule, Route, Stage, Step
from sim.scenario.read import ScenarioReading, check_scenario, read_scenario, scenario_problems
from sim.scenario.register import CountedBefore, DateRange, NumberRange, ProjectRow, StageUnderWay, Status
from sim.scenario.scenario import FORMAT, HomesGroup, Scenario, Settings, Source
from sim.scenario.shapes import Component, MixtureShape, Shape
from sim.scenario.targets import (
    READINGS,
    CarryOver,
    CountedAlternative,
    Counting,
    PeriodTarget,
    ProgrammeTarget,
    Reading,
    Targets,
    YearTarget,
)

__all__ = [
    "FORMAT",
    "READINGS",
    "UNIT_DAYS",
    "Calendar",
    "CapacityChange",
    "CarryOver",
    "Closure",
    "Component",
    "CountedAlternative",
    "CountedBefore",
    "Counting",
    "DateRange",
    "Duration",
    "HomesGroup",
    "Identifier",
    "LocalText",
    "LunarNewYear",
    "MixtureShape",
    "Model",
    "NumberRange",
    "OwnDuration",
    "PeriodTarget",
    "Pool",
    "ProgrammeTarget",
    "ProjectRow",
    "QueueRule",
    "Reading",
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
    "Targets",
    "Unit",
    "Words",
    "YearTarget",
    "check_scenario",
    "read_scenario",
    "refuse",
    "scenario_problems",
]
