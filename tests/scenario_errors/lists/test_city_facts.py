"""A new city's name, targets and homes done this year are asked with its list, and written into its scenario."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sim.cities import CITIES
from sim.errors import ScenarioError, in_english
from sim.files import SHIPPED_SCENARIOS, check_scenario
from sim.intake import copied, destination, understood, with_answers, write_intake
from sim.intake.city_facts import CITY_FACTS, homes_done, with_city_facts, yearly_targets
from sim.intake.list_map import ListMap
from sim.text import Text

LIST, MAP = SHIPPED_SCENARIOS / "lists" / "bieu-02.csv", SHIPPED_SCENARIOS / "lists" / "bieu-02.toml"
FACTS = ["city=Vĩnh Long", "targets=2026:400, 2027:900, 2028:1.000", "done_this_year=12; 10; 0"]


def test_the_facts_stand_in_the_new_scenario(tmp_path: Path) -> None:
    where = destination(tmp_path / "city", MAP, FACTS)
    intake = understood(LIST, where)
    assert intake.offers == ()
    write_intake(intake, where)
    parsed = check_scenario(tmp_path / "city" / "scenario.toml")
    scenario = parsed.scenario
    assert scenario is not None
    targets = scenario.settings.targets
    assert Text("vi")(scenario.settings.name) == "Vĩnh Long"
    assert {year.year: year.homes for year in targets.years} == {2026: 400, 2027: 900, 2028: 1000}
    assert targets.period is not None
    assert targets.period.homes == 2300
    assert scenario.settings.data_date != date(2026, 1, 1)
    done = targets.done_this_year
    assert done is not None
    assert (done.counted, done.eligible, done.handed_over) == (12, 10, 0)
    assert not [p for p in parsed.problems if p.path.startswith("targets")]
    # Next month the scenario states them.
    assert "[city]" not in (tmp_path / "city" / "import.toml").read_text(encoding="utf-8")


def test_a_map_saved_on_the_page_keeps_the_targets_for_next_month() -> None:
    kept = with_answers(ListMap(), FACTS).kept()
    assert set(kept.city) == {"city", "targets"}


def test_what_is_not_told_stays_illustrative(tmp_path: Path) -> None:
    intake = understood(LIST, destination(tmp_path / "city", MAP, FACTS[:1]))
    assert [(offer.key, offer.optional) for offer in intake.offers] == [
        ("targets", True),
        ("done_this_year", True),
    ]
    assert not intake.questions


def test_a_scenario_that_stands_there_keeps_its_own(tmp_path: Path) -> None:
    where = destination(tmp_path / "city", MAP, [])
    write_intake(understood(LIST, where), where)
    before = (tmp_path / "city" / "scenario.toml").read_bytes()
    again = destination(tmp_path / "city", MAP, FACTS)
    intake = understood(LIST, again)
    assert "targets" in " ".join(in_english(p.found) for p in intake.problems if p.severity == "warning")
    write_intake(intake, again)
    assert (tmp_path / "city" / "scenario.toml").read_bytes() == before


@pytest.mark.parametrize(
    "answer",
    [
        "targets=400, 900",
        "targets=2026:400, 2028:900",
        "targets=2026:400, 2026:900",
        "targets=2026:many",
        "targets=",
        "done_this_year=1; 2",
        "done_this_year=none",
        "city=",
    ],
)
def test_an_answer_that_cannot_be_read_is_refused(answer: str) -> None:
    with pytest.raises(ScenarioError) as told:
        with_answers(ListMap(), [answer])
    assert [problem.path for problem in told.value.problems] == [f"city.{answer.partition('=')[0]}"]


def test_numbers_as_officials_write_them() -> None:
    assert yearly_targets("2026: 3.000; 2027: 2 800\n2028=2250") == {2026: 3000, 2027: 2800, 2028: 2250}
    assert homes_done("1.550") == (1550, 1550, 1550)
    assert homes_done("120; 100; 80") == (120, 100, 80)


def test_the_blank_city_has_a_place_for_each(tmp_path: Path) -> None:
    """Were a line of the blank city written otherwise, a fact would get lost."""
    facts = dict(answer.split("=", 1) for answer in FACTS)
    assert set(facts) == set(CITY_FACTS)
    for key, value in facts.items():
        copy = copied(CITIES["blank"].scenario, tmp_path / key)
        before = copy.read_text(encoding="utf-8")
        with_city_facts(copy, {key: value}, date(2026, 3, 31))
        assert copy.read_text(encoding="utf-8") != before
    copy = copied(CITIES["blank"].scenario, tmp_path / "january")
    before = copy.read_text(encoding="utf-8")
    with_city_facts(copy, {"done_this_year": "12"}, date(2026, 1, 1))
    assert copy.read_text(encoding="utf-8") == before
