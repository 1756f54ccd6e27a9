from .dates import When, WhenKind
from .outlook import Contribution, Outlooks, ProjectOutlook, Readiness
from .reach import InReach, Reach, reach_of
from .steps import ENTRY, StepLeft
from .tally import project_outlooks
from .units import UNIT_KINDS, UnitKind

__all__ = [
    "ENTRY",
    "UNIT_KINDS",
    "Contribution",
    "InReach",
    "Outlooks",
    "ProjectOutlook",
    "Reach",
    "Readiness",
    "StepLeft",
    "UnitKind",
    "When",
    "WhenKind",
    "project_outlooks",
    "reach_of",
]
