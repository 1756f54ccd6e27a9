from .cities import CITIES, City
from .first_files import REGISTER_WORKBOOK, write_city
from .register_file import write_register

__all__ = [
    "CITIES",
    "REGISTER_WORKBOOK",
    "City",
    "write_city",
    "write_register",
]
