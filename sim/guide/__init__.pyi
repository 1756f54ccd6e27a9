from .example import EXAMPLE_FILES
from .example_full import FULL_FILES
from .lever_list import with_lists
from .page import README, GuideColumn, field_guide, guide_in, register_columns
from .schema import every_schema, file_schemas, write_schemas
from .sentences import REGISTER_LEAD, REGISTER_NOTES, WAYS

__all__ = [
    "EXAMPLE_FILES",
    "FULL_FILES",
    "README",
    "REGISTER_LEAD",
    "REGISTER_NOTES",
    "WAYS",
    "GuideColumn",
    "every_schema",
    "field_guide",
    "file_schemas",
    "guide_in",
    "register_columns",
    "with_lists",
    "write_schemas",
]
