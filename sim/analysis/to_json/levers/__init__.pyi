from .at_hand import LeversJson, levers_json
from .procedures import ProceduresJson, procedures_json

__all__ = [
    "LeversJson",
    "ProceduresJson",
    "levers_json",
    "procedures_json",
]
