from .sheet_file import load_table

__all__ = [
    "load_table",
]
