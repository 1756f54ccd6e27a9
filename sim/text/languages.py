"""Messages rendered in a language.

Templates are written in English in the code and looked up in ``catalogues/vi.po``; numbers and dates follow
the language's own habits (1.550 căn, 1,550 homes).
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from sim.errors import FixedDecimals, Message, TwoLanguages, grammatical_number

Language: TypeAlias = str
"""Code of a language, a key of `LANGUAGES`."""


@dataclass(frozen=True)
class Habits:
    """What a language does its own way beside its catalogue and what Babel knows of its numbers.

    Attributes
    ----------
    own_name : str
        What its readers call it.
    date : str
        How an official document writes a date, as a pattern of Babel.
    """

    own_name: str
    date: str


LANGUAGES: Mapping[Language, Habits] = {
    "vi": Habits("Tiếng Việt", "dd/MM/y"),
    "en": Habits("English", "d MMM y"),
}
"""Languages that sentences are said in; each but English has a catalogue, named after it."""
_LARGEST, _LONGEST_WHOLE = 1e18, 10**30
"""From here on a number is written with an exponent: nobody reads its digits."""
_CATALOGUES = Path(__file__).parent / "catalogues"


def language_of_locale() -> Language:
    """Language of the user's environment where it is one of `LANGUAGES`, else Vietnamese (the first users)."""
    setting = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
    if not setting:
        setting = locale.getlocale()[0] or ""
    return next((language for language in LANGUAGES if setting.lower().startswith(language)), "vi")


@lru_cache
def _catalogue(language: Language) -> NullTranslations:
    """Sentences of a language, with its own rule of plural forms; those of the code itself for English."""
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (_CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@dataclass(frozen=True)
class Text:
    """Says things in one language.

    Examples
    --------
    >>> Text("en").number(1550)
    '1,550'
    >>> Text("vi").number(1550)
    '1.550'
    """

    language: Language

    def __call__(self, said: str | Message | TwoLanguages, **values: Any) -> str:
        """Say a template, a `Message` or a name in two languages.

        Parameters
        ----------
        said : str, Message or TwoLanguages
            English template, a message, or a text that a file states in both languages.
        **values
            What the fields of a template or message stand for; numbers, dates, names and nested messages take
            this language's form.

        Returns
        -------
        str
            Sentence in this language; the English where the catalogue, or the file, has none.
        """
        if isinstance(said, TwoLanguages):
            return str(getattr(said, self.language, said.en))
        message = said if isinstance(said, Message) else Message(said)
        template = self._template(message) if message.template else ""
        return template.format(**{k: self._value(value) for k, value in {**message.values, **values}.items()})

    def _template(self, message: Message) -> str:
        catalogue = _catalogue(self.language)
        if message.plural is None:
            return catalogue.gettext(message.template)
        count = grammatical_number(message.values["count"])
        return catalogue.ngettext(message.template, message.plural, count)

    def _value(self, value: Any) -> Any:
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, FixedDecimals):
            return self.fixed(value)
        if isinstance(value, TwoLanguages):
            return self(value)
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, float):
            return (
                self.number(value, 3).rstrip("0").rstrip(".,")
                if value != round(value)
                else self.number(value)
            )
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, (list, tuple)):
            return ", ".join(str(self._value(item)) for item in value)
        return value

    def number(self, value: float, digits: int = 0) -> str:
        """Number with the language's separators, and a fixed number of decimals."""
        from babel.numbers import format_decimal

        if abs(value) >= (_LONGEST_WHOLE if isinstance(value, int) else _LARGEST):
            return f"{value:.3g}"
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(value, format=pattern, locale=self.language))

    def fixed(self, number: FixedDecimals) -> str:
        """Number of an answer: its own decimals, a minus as wide as a plus and, where asked for, its sign."""
        said = self.number(number.value, number.digits).replace("-", "−")
        return f"+{said}" if number.signed and number.value > 0 else said

    def percent(self, share: float, digits: int = 0) -> str:
        """Share of one as a percentage: 0.25 -> 25%."""
        return self.number(100 * share, digits) + "%"

    def date(self, day: date) -> str:
        """Date as an official document writes it: 31/12/2026 in Vietnamese, 31 Dec 2026 in English."""
        from babel.dates import format_date

        return str(format_date(day, format=LANGUAGES[self.language].date, locale=self.language))
