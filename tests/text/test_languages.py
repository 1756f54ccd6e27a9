"""How a language says a sentence: names in two languages, one and many, sentences within sentences."""

from __future__ import annotations

import pytest

from sim.errors import FixedDecimals, in_english, msg, msg_n
from sim.scenario import Words
from sim.text import LANGUAGES, Text, number_of_homes

NAME = Words(vi="Giấy phép", en="Permit")


def test_a_name_is_said_in_the_readers_language() -> None:
    assert [Text(language)(NAME) for language in LANGUAGES] == ["Giấy phép", "Permit"]
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
