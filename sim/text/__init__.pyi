from .counts import (
    number_of_blocks,
    number_of_days,
    number_of_futures,
    number_of_hectares,
    number_of_homes,
    number_of_months,
    number_of_percentage_points,
    number_of_points,
    number_of_simulated_futures,
    number_of_years,
)
from .languages import LANGUAGES, Habits, Language, Text, language_of_locale

__all__ = [
    "LANGUAGES",
    "Habits",
    "Language",
    "Text",
    "language_of_locale",
    "number_of_blocks",
    "number_of_days",
    "number_of_futures",
    "number_of_hectares",
    "number_of_homes",
    "number_of_months",
    "number_of_percentage_points",
    "number_of_points",
    "number_of_simulated_futures",
    "number_of_years",
]
