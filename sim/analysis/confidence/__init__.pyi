from .confidence import Confidence, Evidence, evidence_of
from .influence import influences
from .numbers import StatedNumber, numbers_of
from .scores import (
    Agreement,
    AgreementReason,
    Basis,
    BasisReason,
    Influence,
    Level,
    Record,
    RecordReason,
    Score,
    basis_of,
    level_of,
    record_of,
)
from .second_run import SecondRun, measured
from .yardsticks import YARDSTICKS, at_yardstick

__all__ = [
    "YARDSTICKS",
    "Agreement",
    "AgreementReason",
    "Basis",
    "BasisReason",
    "Confidence",
    "Evidence",
    "Influence",
    "Level",
    "Record",
    "RecordReason",
    "Score",
    "SecondRun",
    "StatedNumber",
    "at_yardstick",
    "basis_of",
    "evidence_of",
    "influences",
    "level_of",
    "measured",
    "numbers_of",
    "record_of",
]
