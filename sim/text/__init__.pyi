from .languages import LANGUAGES, Language, Text, language_of_locale

__all__ = [
    "LANGUAGES",
    "Language",
    "Text",
    "language_of_locale",
]
