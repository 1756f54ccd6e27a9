"""The map of a list: it says the same when it is read again, and what is wrong with it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.cities import CITIES
from sim.errors import OptionError, ScenarioError, in_english
from sim.intake import ListMap, destination, understood, with_answers
from sim.intake.list_map import FOR_ALL_ROWS


def test_a_map_says_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    odd = ListMap(
        columns={'Số "căn" \\ nhà': "homes", "Tên\tdự án": "name", "x=y": ""},
        states={"Đang = thi công": "in_progress construction"},
        all_rows={"assumption": 'nói "thế"'},
        dates="month_first",
        sheet="Biểu 02 \\",
    )
    (tmp_path / "import.toml").write_text(odd.toml(), encoding="utf-8")
    (tmp_path / "scenario.toml").write_bytes(CITIES["blank"].scenario.read_bytes())
    assert destination(tmp_path, None, ()).list_map == odd


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[columns]\n"A" = "hommes"\n', "no column"),
        ('[states]\n"A" = "done"\n', "not_started"),
        ('[states]\n"A" = ""\n', "not_started"),
        ('[all_rows]\nproject_id = "x"\n', "for all rows"),
        ('dates = "american"\n', "day_first"),
        ("[colums]\n", "columns"),
        ("[columns]\nA = 1\n", "1"),
        ("[columns\n", "closing bracket"),
    ],
)
def test_a_broken_map_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        destination(tmp_path / "new", path, ())
    said = [in_english(m) for p in refused.value.problems for m in (p.found, p.allowed, p.action)]
    assert any(words in each for each in said), said


@pytest.mark.parametrize("answer", ["x", "project_id=A", "color=red", "=1", "stage", "columns:a=homes"])
def test_an_answer_of_another_form_is_refused(answer: str) -> None:
    with pytest.raises(OptionError):
        with_answers(ListMap(), [answer])


@pytest.mark.parametrize("column", FOR_ALL_ROWS)
def test_every_column_but_the_names_can_be_answered(column: str) -> None:
    assert with_answers(ListMap(), [f"{column}=x=y"]).all_rows == {column: "x=y"}


SOUND = ListMap(
    columns={"Tên dự án": "name", "Số căn": "homes", "Trạng thái": "status"},
    states={"Đang GPMB": "in_progress clearance"},
    all_rows={"status_as_of": "2025-12-31", "assumption": "x", "stage_start": "2025"},
    dates="day_first",
).toml()
_PIECES = st.sampled_from(
    [*'"[]=#\\.\n', "'", "columns", "states", "in_progress", "homes", "\x00", "{", "1", "ự", "=1"]
)
_EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 9), _PIECES), min_size=1, max_size=5
)


@settings(max_examples=150, deadline=None)
@given(edits=_EDITS)
def test_a_map_changed_anywhere_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[float, int, str]]
) -> None:
    text = SOUND
    for place, removed, added in edits:
        at = int(place * len(text))
        text = text[:at] + added + text[at + removed :]
    folder = tmp_path_factory.getbasetemp()
    (folder / "mutated.toml").write_text(text, encoding="utf-8")
    (folder / "list.csv").write_text("Tên dự án,Số căn,Trạng thái\nA,5,Đang GPMB\n", encoding="utf-8")
    try:
        intake = understood(folder / "list.csv", destination(folder / "new", folder / "mutated.toml", ()))
    except ScenarioError as refused:
        assert all(in_english(problem.found) for problem in refused.problems)
    else:
        assert (
            intake.rows_in == len(intake.rows) + len(intake.set_aside) + len(intake.refused) + intake.waiting
        )
