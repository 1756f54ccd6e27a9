"""Questions of a list in a terminal: one by one, each answer checked where it is typed, none lost."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.files import SHIPPED_SCENARIOS
from sim.intake.city_facts import CITY_FACTS

Command = Callable[..., Any]
LIST = SHIPPED_SCENARIOS / "lists" / "danh-sach.csv"


class Terminal:
    """A reader at a terminal, who answers each question once, the first time with nothing."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers, self.asked = answers, []

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        raise AssertionError("asked by other means than input()")

    def answer(self, prompt: str) -> str:
        self.asked.append(prompt)
        if self.asked.count(prompt) == 1:
            return " "
        key = prompt.strip().removesuffix(" =")
        if key not in self.answers:
            raise EOFError
        return self.answers[key]


ANSWERS = {
    "status_as_of": "2025-12-31",
    "assumption": "theo danh mục",
    "counted_before": "yes",
    "completed_on": "2024",
    "entry": "2026..2028",
}


@pytest.mark.parametrize("left_out", [None, "entry"])
def test_in_a_terminal_the_questions_are_asked_one_by_one(
    call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_out: str | None
) -> None:
    reader = Terminal({key: value for key, value in ANSWERS.items() if key != left_out})
    monkeypatch.setattr("sys.stdin", reader)
    monkeypatch.setattr("builtins.input", reader.answer)
    code, out, err = call("import", LIST, "--into", tmp_path / "city", "--lang", "en")
    assert "Traceback" not in err
    if left_out is None:
        assert code == 0, err
        assert {prompt.strip().removesuffix(" =") for prompt in reader.asked} == {*ANSWERS, *CITY_FACTS}
        assert "of which day is the list?" in out and "2026..2028" in (
            tmp_path / "city" / "import.toml"
        ).read_text("utf-8")
    else:
        assert code == 2 and "--answer entry=" in err and not (tmp_path / "city").exists()


def test_states_are_asked_first_and_then_dates_of_all_their_rows(
    call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "Khu A,300,Đang bồi thường,\nKhu B,200,Chờ ý kiến thành phố,\n"
    path = tmp_path / "list.csv"
    path.write_text(f"Tên dự án,Số căn,Trạng thái,Khởi công\n{rows}", encoding="utf-8")
    facts = {"status_as_of": "2025-12-31", "assumption": "theo danh mục", "stage_start": "2025"}
    reader = Terminal({**facts, "Chờ ý kiến thành phố": "in_progress planning"})
    monkeypatch.setattr("sys.stdin", reader)
    monkeypatch.setattr("builtins.input", reader.answer)
    code, out, err = call("import", path, "--into", tmp_path / "city", "--lang", "en")
    assert code == 0, err
    assert reader.asked[0].strip() == "Chờ ý kiến thành phố ="
    # Both rows are named where the date is asked for, not the one alone whose state was known before.
    asked = out[out.index("since when are those in progress") :]
    assert (
        "2–3" in asked.splitlines()[1]
        and "Khu A" in asked.splitlines()[1]
        and "Khu B" in asked.splitlines()[1]
    )


class Careless(Terminal):
    """A reader who gives a wrong answer first, and stops before the last question where told to."""

    def answer(self, prompt: str) -> str:
        self.asked.append(prompt)
        key = prompt.strip().removesuffix(" =")
        if key not in self.answers:
            raise EOFError
        return "sắp tới" if self.asked.count(prompt) == 1 and key != "assumption" else self.answers[key]


def test_a_wrong_answer_is_asked_again_on_the_spot(
    call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Careless(ANSWERS)
    monkeypatch.setattr("sys.stdin", reader)
    monkeypatch.setattr("builtins.input", reader.answer)
    code, out, err = call("import", LIST, "--into", tmp_path / "city", "--lang", "en")
    assert code == 0, err
    assert out.count('found: "sắp tới"') == len(ANSWERS) - 1
    assert "row 3: Khu nhà ở xã hội A" in out
    assert "name = Khu nhà ở xã hội A; homes = 300; status = completed; completed_on = 2024" in out


def test_answers_are_not_lost(call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Careless({key: value for key, value in ANSWERS.items() if key != "entry"})
    monkeypatch.setattr("sys.stdin", reader)
    monkeypatch.setattr("builtins.input", reader.answer)
    code, _, err = call("import", LIST, "--into", tmp_path / "city", "--lang", "en")
    assert code == 2
    line = next(line for line in err.splitlines() if "housing-sim import" in line)
    words = shlex.split(line[line.index("housing-sim import") :])[1:]
    monkeypatch.undo()
    assert "assumption=theo danh mục" in words and "completed_on=2024" in words
    code, _, err = call(*words, "--answer", "entry=2026..2028", "--lang", "en")
    assert "counted_before" not in err and "entry" not in err.split("to be answered")[-1].split("option")[0]
    answers = {key: value for key, value in ANSWERS.items() if f"{key}={value}" not in words}
    rest = [each for key, value in answers.items() for each in ("--answer", f"{key}={value}")]
    assert call(*words, *rest).code == 0
