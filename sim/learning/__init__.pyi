from .duration_class import DurationClass, load_duration_class
from .fit import FEWEST_FINISHED, ClassFit, Estimate, FitRequest, NeverPrior, fit_records
from .fitting.beliefs import LogNormalBelief, Prior
from .fitting.curve import StillRunning
from .fitting.maximum import MaximumLikelihood
from .fitting.plateau import FEWEST_BEYOND
from .fitting.profile import PROFILE_LEVEL, ProfileInterval
from .fitting.shapes import FAMILIES, Family, shape_of
from .provenance import FitProvenance, provenance_of
from .records.columns import RECORD_COLUMNS
from .records.reader import Records, load_records
from .records.record import StageRecord
from .scenario_form import StatedDuration, stated_duration
from .variant import source_table, stage_table, write_variant

__all__ = [
    "FAMILIES",
    "FEWEST_BEYOND",
    "FEWEST_FINISHED",
    "PROFILE_LEVEL",
    "RECORD_COLUMNS",
    "ClassFit",
    "DurationClass",
    "Estimate",
    "Family",
    "FitProvenance",
    "FitRequest",
    "LogNormalBelief",
    "MaximumLikelihood",
    "NeverPrior",
    "Prior",
    "ProfileInterval",
    "Records",
    "StageRecord",
    "StatedDuration",
    "StillRunning",
    "fit_records",
    "load_duration_class",
    "load_records",
    "provenance_of",
    "shape_of",
    "source_table",
    "stage_table",
    "stated_duration",
    "write_variant",
]
