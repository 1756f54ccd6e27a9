from .example import EXAMPLE_FILES
from .example_full import FULL_FILES
from .lever_list import with_lists
from .page import README, field_guide, guide_in

__all__ = [
    "EXAMPLE_FILES",
    "FULL_FILES",
    "README",
    "field_guide",
    "guide_in",
    "with_lists",
]
