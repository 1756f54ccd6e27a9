from .reader import Records, load_records
from .record import StageRecord

__all__ = [
    "Records",
    "StageRecord",
    "load_records",
]
