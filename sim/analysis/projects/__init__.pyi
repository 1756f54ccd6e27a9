from .dates import When, WhenKind
from .outlook import Contribution, Outlooks, ProjectOutlook, Readiness
from .tally import project_outlooks
from .units import UNIT_KINDS, UnitKind

__all__ = [
    "UNIT_KINDS",
    "Contribution",
    "Outlooks",
    "ProjectOutlook",
    "Readiness",
    "UnitKind",
    "When",
    "WhenKind",
    "project_outlooks",
]
