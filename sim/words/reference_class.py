"""What the finished plans are called that a period is compared with."""

from __future__ import annotations

from sim.errors import Message, TwoLanguages, msg
from sim.scenario import ReferenceClass

CLASS_NAMES: dict[str, Message] = {
    "several_years": msg("finished social-housing plans of several years"),
    "one_year": msg("finished social-housing plans of one year"),
    "rolling_five_years": msg("finished rolling five-year forecasts"),
}
"""What the plans of the classes in `NAMED_CLASSES` are called."""


def class_name(reference_class: ReferenceClass) -> Message | TwoLanguages:
    """Call the plans of a class as its scenario does, else as all scenarios do."""
    return reference_class.view.name or CLASS_NAMES[reference_class.id]
