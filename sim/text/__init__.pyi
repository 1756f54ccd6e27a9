from .languages import LANGUAGES, Habits, Language, Text, language_of_locale

__all__ = [
    "LANGUAGES",
    "Habits",
    "Language",
    "Text",
    "language_of_locale",
]
