from .lookup import TABLE, Lookup, LookupBuilder
from .piecewise_cubic import CELL, TOLERANCE, joined_pieces, refine
from .quantiles import QuantileTables, duration_tables

__all__ = [
    "CELL",
    "TABLE",
    "TOLERANCE",
    "Lookup",
    "LookupBuilder",
    "QuantileTables",
    "duration_tables",
    "joined_pieces",
    "refine",
]
