from .cities import CITIES, City
from .first_files import write_city
from .register_workbook import write_register_workbook

__all__ = [
    "CITIES",
    "City",
    "write_city",
    "write_register_workbook",
]
