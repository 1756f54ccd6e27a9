"""The list of what a scenario rests on: complete, in words, with its standing."""

from datetime import date

import pytest
from builders import WHY, duration, pool, row, scenario_of, stage

from sim.files import models_in
from sim.scenario import Calendar, Closure, Duration, Pool, Scenario, Source, Sourced
from sim.text import Text
from sim.words.describe_scenario import assumptions_of, duration_in_words

SAID = [
    ({"spread": {"family": "fixed", "value": 90}}, ["90 days"]),
    ({"spread": {"family": "uniform", "low": 0, "high": 100}}, ["50 days in the middle, 8 cases in 10 between 10 and 90"]),
    (
        {"unit": "working_days", "spread": {"family": "lognormal", "p10": 40, "p90": 180}},
        ["85 working days in the middle, 8 cases in 10 between 40 and 180"],
    ),
    (
        {"spread": 10, "uncertain": {"family": "lognormal", "p10": 0.8, "p90": 1.3}},
        ["10 days", "all of it times a factor nobody knows, the same for all projects: probably 0.8 to 1.3"],
    ),
    (
        {"unit": "months", "spread": 24, "scale": {"by": "homes", "exponent": 1, "reference": 500}},
        ["24 months", "stated for 500 homes; twice the size takes 2 times as long"],
    ),
    (
        # 19 in 20 take exactly 10 days; a P10 and P90 that agree must not hide the twentieth.
        {"spread": {"family": "quantiles", "points": [[0, 10], [0.95, 10], [1, 500]]}},
        ["10 days in the middle, 8 cases in 10 between 10 and 10"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "said"), SAID)
def test_durations_are_said_in_their_unit(stated, said):
    table = duration(stated["spread"], **{key: value for key, value in stated.items() if key != "spread"})
    assert list(duration_in_words(Duration.model_validate(table), Text("en"))) == said


@pytest.fixture
def scenario() -> Scenario:
    source = {"title": {"vi": "Luật", "en": "Law"}, "reference": "1", "published": "2024"}
    closure = {"first": date(2026, 9, 1), "last": date(2026, 9, 5), "source": "law"}
    made = scenario_of(
        {"s": stage(5, pool="desk", calendar="office"), "t": {"name": "t", "duration": duration(3)}},
        [row("A"), row("B", assumption="", source=("law",), homes=683)],
        pools={"desk": pool(2, changes=[(date(2027, 1, 1), 3)])},
        calendars={"office": {"name": "office", "source": "law", "derivation": "5/7", "closures": [closure]}},
        own_durations=[{"project": "B", "stage": "t", "duration": duration(1)}],
        homes_groups={"g": {"homes": 900, "assumption": WHY}},
    )
    return made.model_copy(update={"sources": {"law": Source.model_validate(source)}})


def test_every_part_that_holds_numbers_is_listed_with_its_standing(scenario):
    listed = assumptions_of(scenario, Text("en"))
    parts = [model for _, model in models_in(scenario.settings) if isinstance(model, Sourced)]
    assert len(listed) == len(parts) + len(scenario.rows)
    standings = [each.standing for each in listed[: len(parts)]]
    assert sorted(standings) == sorted(part.standing for part in parts)
    assert {type(part) for part in parts} >= {Closure, Pool, Calendar, Duration}
    for each in listed:
        assert each.sources or each.reasoning


def test_rows_without_an_assumption_are_published_and_name_their_source(scenario):
    first, second = assumptions_of(scenario, Text("en"))[-2:]
    assert (first.what, first.standing, first.reasoning) == ("A", "assumption", WHY)
    assert (second.what, second.standing, second.sources) == ("B", "published", ("Law",))
    assert second.values[0] == "683 homes"


def test_vietnamese_list_is_in_vietnamese(scenario):
    english, vietnamese = (assumptions_of(scenario, Text(language)) for language in ("en", "vi"))
    assert len(english) == len(vietnamese)
    for one, other in zip(english, vietnamese, strict=True):
        assert one.part != other.part
        assert one.values != other.values
    assert vietnamese[-1].sources == ("Luật",)
