"""What knowing more would buy in a scenario: the scores are those that its runs draw."""

import json
from typing import Any

import pytest
from builders import WHY, route, row, scenario_of, stage

from sim.analysis import Runs, value_of_information
from sim.analysis.to_json import About, ask_json
from sim.errors import OptionError
from sim.scenario import Scenario

FACTOR = {"family": "lognormal", "median": 1.0, "p90": 1.3}
RUNS = Runs(replications=12_000)


def a_scenario(**more: Any) -> Scenario:
    """One project of two stages that decides, a small one that does not; what is left to chance moves a week."""
    spread = {"family": "lognormal", "median": 180.0, "p90": 190.0}
    slow = {"family": "lognormal", "median": 2000.0, "p90": 2100.0}
    stages = {
        "a": stage(spread, uncertain=FACTOR),
        "b": stage(spread, uncertain=FACTOR),
        "c": stage(slow, uncertain=FACTOR),
    }
    routes = {"main": route({"a": [], "b": ["a"]}), "late": route({"c": []})}
    rows = [row("P", route="main", homes=100), row("Q", route="late", homes=10)]
    years = [{"year": 2026, "homes": 100}, {"year": 2027, "homes": 110}]
    return scenario_of(stages, rows, routes, targets={"years": years, "assumption": WHY}, **more)


def test_two_stages_share_what_there_is_to_know() -> None:
    """The year turns at day 365 (median 360): each stage explains about a third, both more, the late one nothing."""
    found = value_of_information(a_scenario(), 2026, "counted", runs=RUNS)
    shares = {worth.group.path: worth.share_of_chance for worth in found.worths}
    assert found.sets == 600 and found.chance.seen
    assert shares["stages.a"].clear and shares["stages.b"].clear and not shares["stages.c"].clear
    assert abs(shares["stages.a"].value - shares["stages.b"].value) < 4 * shares["stages.a"].error
    assert found.worths[-1].group.path == "stages.c"


def test_correlated_stages_are_asked_together() -> None:
    """A pair of correlation 0.9 is one group, which tells nearly all; its scores are those of the draws."""
    pair = [{"between": ["stages.a", "stages.b"], "correlation": 0.9, "assumption": WHY}]
    office = {"stages.b": "the archive"}
    found = value_of_information(a_scenario(correlations=pair, ask_of=office), 2026, "counted", runs=RUNS)
    first, second = found.worths
    assert [each.path for each in first.group.members] == ["stages.a", "stages.b"]
    assert [words.en for words in first.group.ask_of] == ["the archive"]
    assert first.share_of_chance.value > 0.6 and not second.share_of_chance.clear


def test_who_has_the_answer_is_no_part_of_the_fingerprint() -> None:
    assert a_scenario(ask_of={"stages.a": "the archive"}).fingerprint == a_scenario().fingerprint


def test_json_tells_all() -> None:
    scenario = a_scenario(ask_of={"stages.b": "the archive"})
    found = value_of_information(scenario, 2026, "counted", runs=RUNS)
    said = json.loads(json.dumps(ask_json(found, About(scenario))))
    asked = {each["unknowns"][0]["unknown"]: each for each in said["worth_knowing"]}
    assert asked["stages.b"]["unknowns"][0]["ask_of"]["en"] == "the archive"
    assert asked["stages.a"]["unknowns"][0]["ask_of"] is None
    assert said["regret"] is None and said["alternatives"] == []


def test_nothing_unknown_and_too_few_sets_are_refused() -> None:
    known = scenario_of({"s": stage(100.0)}, [row("P")])
    with pytest.raises(OptionError, match="no unknown"):
        value_of_information(known, 2026, "counted", runs=RUNS)
    with pytest.raises(OptionError, match="at least 20 sets"):
        value_of_information(a_scenario(), 2026, "counted", runs=Runs(replications=399))
    with pytest.raises(OptionError, match="two futures"):
        value_of_information(a_scenario(), 2026, "counted", runs=Runs(replications=9000, futures_per_set=1))
