from .dates import When, WhenKind
from .outlook import Contribution, Outlooks, ProjectOutlook, Readiness
from .pushes import BEGIN, ProjectPush, PushEffect, next_steps, push_effects, rows_of, what_if_of
from .reach import InReach, Reach, reach_of
from .steps import ENTRY, StepLeft
from .tally import project_outlooks
from .units import UNIT_KINDS, UnitKind, year_end

__all__ = [
    "BEGIN",
    "ENTRY",
    "UNIT_KINDS",
    "Contribution",
    "InReach",
    "Outlooks",
    "ProjectOutlook",
    "ProjectPush",
    "PushEffect",
    "Reach",
    "Readiness",
    "StepLeft",
    "UnitKind",
    "When",
    "WhenKind",
    "next_steps",
    "project_outlooks",
    "push_effects",
    "reach_of",
    "rows_of",
    "what_if_of",
    "year_end",
]
