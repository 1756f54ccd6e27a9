from .fit import FitRequest, NeverPrior, fit_records
from .fitting.beliefs import LogNormalBelief, Prior
from .fitting.curve import StillRunning
from .fitting.maximum import MaximumLikelihood
from .fitting.profile import PROFILE_LEVEL, ProfileInterval
from .fitting.shapes import FAMILIES, Family, shape_of
from .records.reader import Records, load_records
from .records.record import StageRecord
from .scenario_form import stated_duration

__all__ = [
    "FAMILIES",
    "PROFILE_LEVEL",
    "Family",
    "FitRequest",
    "LogNormalBelief",
    "MaximumLikelihood",
    "NeverPrior",
    "Prior",
    "ProfileInterval",
    "Records",
    "StageRecord",
    "StillRunning",
    "fit_records",
    "load_records",
    "shape_of",
    "stated_duration",
]
