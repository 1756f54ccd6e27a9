from .laid_out import procedure_tables, proposed_setting
from .table import Likely, Procedure, ProcedureTable, ProcedureTime

__all__ = [
    "Likely",
    "Procedure",
    "ProcedureTable",
    "ProcedureTime",
    "procedure_tables",
    "proposed_setting",
]
