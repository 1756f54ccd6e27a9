"""The Gantt chart holds the spans of one future, and says whose it is."""

from datetime import date

import pytest
from builders import day, pool, row, scenario_of, stage

from sim.analysis.one_future import OneFuture, one_future
from sim.charts import figure_file, gantt_chart, gantt_height, gantt_rows
from sim.scenario import DateRange, FinishedStage
from sim.text import LANGUAGES, Language, Text


@pytest.fixture(scope="module")
def future() -> OneFuture:
    """Two projects that share one slot, and one that is over."""
    finished = (FinishedStage(stage="a", end=DateRange(first=day(-40), last=day(-40))),)
    scenario = scenario_of(
        {"a": stage(100.0, pool="crew"), "b": stage(365.0)},
        [
            row("A"),
            row("B", entry=day(10)),
            row("C", status="in_progress", under_way={"b": day(-30)}, finished=finished),
            row("Z", status="completed", completed_on=day(-5), counted_before="yes"),
        ],
        pools={"crew": pool(1)},
    )
    return one_future(scenario, replication=0)


def bars(future: OneFuture, language: Language = "en", **more: object) -> list[dict[str, object]]:
    specification = gantt_chart(future, Text(language), **more).to_dict()
    tables = [layer["data"] for layer in specification["layer"] if "data" in layer]
    if "data" in specification:
        tables.append(specification["data"])
    named = specification.get("datasets", {})
    return [row for table in tables for row in table.get("values", named.get(table.get("name"), []))]


def test_a_row_for_each_project_that_is_not_over(future: OneFuture) -> None:
    assert [course.row.key for course in gantt_rows(future)] == ["A", "B", "C"]
    assert gantt_height(future) > 0
    values = {
        (bar["row"], bar["kind"], round(bar["from"], 3), round(bar["to"], 3))
        for bar in bars(future)
        if "to" in bar
    }
    year = 1 / 365
    assert {
        ("A · A", "work", 2026.0, round(2026 + 100 * year, 3)),
        ("B · B", "entry", 2026.0, round(2026 + 10 * year, 3)),
        ("B · B", "wait", round(2026 + 10 * year, 3), round(2026 + 100 * year, 3)),
        ("C · C", "recorded", round(2026 - 40 * year, 3), round(2026 - 39 * year, 3)),
    } <= values


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_it_is_one_of_many_and_shows_the_month(future: OneFuture, language: Language) -> None:
    picture = figure_file(gantt_chart(future, Text(language), month=date(2026, 3, 1)), "svg").decode()
    label = {"en": "not a forecast", "vi": "không phải dự báo"}[language]
    assert label in picture and "03/2026" in picture
    assert "03/2026" not in figure_file(gantt_chart(future, Text(language)), "svg").decode()


def test_a_long_register_shows_the_rows_with_most_homes() -> None:
    rows = [row(f"P{i}", homes=100 + i) for i in range(70)]
    found = one_future(scenario_of({"a": stage(10.0)}, rows), replication=0)
    assert [course.row.key for course in gantt_rows(found)] == [f"P{i}" for i in range(10, 70)]
    assert "The 60 rows with most homes" in str(gantt_chart(found, Text("en")).to_dict()["title"])
