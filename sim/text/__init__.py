"""Vietnamese and English: sentences, numbers and dates as a reader of either language writes them."""

from sim.text.language import LANGUAGES, Language, Text, language_of_locale

__all__ = ["LANGUAGES", "Language", "Text", "language_of_locale"]
