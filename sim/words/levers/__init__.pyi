from .procedures import compliance_cost_in_words, procedures_in_words
from .settings import (
    STANDING_WORDS,
    cuts_in_words,
    delivery_in_words,
    left_out_in_words,
    own_start_in_words,
    places_in_words,
    proposed_in_words,
    setting_in_words,
    value_in_words,
    values_in_words,
)

__all__ = [
    "STANDING_WORDS",
    "compliance_cost_in_words",
    "cuts_in_words",
    "delivery_in_words",
    "left_out_in_words",
    "own_start_in_words",
    "places_in_words",
    "procedures_in_words",
    "proposed_in_words",
    "setting_in_words",
    "value_in_words",
    "values_in_words",
]
