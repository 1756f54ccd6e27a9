"""How a language says a sentence: names in two languages, one and many, sentences within sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sim.errors import FixedDecimals, in_english, msg, msg_n
from sim.scenario import Words
from sim.text import LANGUAGES, Habits, Text, language_of_locale, languages, number_of_homes

NAME = Words(vi="Giấy phép", en="Permit")


def test_a_name_is_said_in_the_readers_language() -> None:
    assert [Text(language)(NAME) for language in ("vi", "en")] == ["Giấy phép", "Permit"]
    assert Text("vi")(msg("{value}", value=NAME)) == "Giấy phép"


def test_a_text_of_a_file_is_no_template() -> None:
    assert Text("en")(Words(vi="{a", en="100 {percent}")) == "100 {percent}"


@pytest.mark.parametrize(
    ("count", "english"),
    [
        (0, "0 stages used up their recalls"),
        (1, "1 stage used up its recalls"),
        (1.0, "1 stage used up its recalls"),
        (0.4, "0.4 stages used up their recalls"),
        (1.2, "1.2 stages used up their recalls"),
        (1550, "1,550 stages used up their recalls"),
    ],
)
def test_one_and_many(count: float, english: str) -> None:
    said = msg_n("{count} stage used up its recalls", "{count} stages used up their recalls", count)
    assert Text("en")(said) == english
    assert "bước đã dùng hết số lần thu hồi" in Text("vi")(said)
    assert in_english(said).split(" ", 1)[1] == english.split(" ", 1)[1]


def test_one_and_many_within_a_sentence() -> None:
    tenders = msg_n(
        "{count} tender went through all its rounds in vain",
        "{count} tenders went through all their rounds in vain",
        1,
    )
    said = msg("In the mean future {tenders} and {stages}.", tenders=tenders, stages="x")
    assert Text("en")(said) == "In the mean future 1 tender went through all its rounds in vain and x."


def test_a_sentence_without_vietnamese_is_said_in_english() -> None:
    assert Text("vi")("Nobody wrote {count} of these", count=2) == "Nobody wrote 2 of these"
    assert Text("vi")("") == ""


@pytest.mark.parametrize(
    ("count", "english"),
    [(1, "1 home"), (0, "0 homes"), (FixedDecimals(1, 0), "1 home"), (FixedDecimals(1, 1), "1.0 homes")],
)
def test_a_number_of_homes(count: float | FixedDecimals, english: str) -> None:
    assert Text("en")(number_of_homes(count)) == english
    assert Text("vi")(number_of_homes(count)).endswith(" căn")


def test_dates_are_written_as_documents_write_them() -> None:
    assert Text("vi").date(date(2026, 3, 1)) == "01/03/2026"
    assert Text("en").date(date(2026, 3, 1)) == "1 Mar 2026"


def test_a_further_language_is_a_catalogue_and_one_entry_of_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fr.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "{count} homes"\nmsgstr "{count} logements"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(languages, "_CATALOGUES", tmp_path)
    monkeypatch.setattr(languages, "LANGUAGES", {**LANGUAGES, "fr": Habits("Français", "d MMMM y")})
    french = Text("fr")
    assert french("{count} homes", count=2) == "2 logements"
    assert french.date(date(2026, 3, 1)) == "1 mars 2026" and french.number(0.5, 1) == "0,5"
    # What no catalogue or file says in it is said in English.
    assert french("{count} plots", count=2) == "2 plots" and french(NAME) == "Permit"
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert language_of_locale() == "fr"
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert language_of_locale() == "vi"
