from .cities import CITIES, City
from .first_files import REGISTER_WORKBOOK, write_city
from .register_csv import write_register_csv
from .register_workbook import write_register_workbook

__all__ = [
    "CITIES",
    "REGISTER_WORKBOOK",
    "City",
    "write_city",
    "write_register_csv",
    "write_register_workbook",
]
