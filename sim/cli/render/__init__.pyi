from .along import print_along
from .board import print_board
from .bottleneck import print_bottleneck
from .changes import change_table
from .drivers import print_drivers
from .search import exchange_table, seek_table

__all__ = [
    "change_table",
    "exchange_table",
    "print_along",
    "print_board",
    "print_bottleneck",
    "print_drivers",
    "seek_table",
]
