"""Every answer in JSON keeps to its schema, says the same things by the same keys, and is the same bytes again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from builders import WHY, pool, row, scenario_of, stage
from fake_results import generator_of, met_results, results_of, scenario_with
from jsonschema import Draft202012Validator, ValidationError
from planted_levers import GRID, SCENARIO, Planted

from sim.analysis import (
    Runs,
    commit,
    compare,
    costs_of_causes,
    judge_starts,
    swings_of_unknowns,
    value_of_information,
)
from sim.analysis.bottleneck import find_bottleneck
from sim.analysis.confidence import Agreement, Basis, Evidence, Influence, StatedNumber
from sim.analysis.one_future import one_future
from sim.analysis.procedures import procedure_tables
from sim.analysis.projects import project_outlooks, reach_of
from sim.analysis.seek import seek, trade_off_line
from sim.analysis.statistics import RangeEnd
from sim.analysis.to_json import (
    About,
    answer_schemas,
    ask_json,
    board_json,
    bottleneck_along_json,
    bottleneck_json,
    check_json,
    commitment_json,
    comparison_json,
    drivers_json,
    json_text,
    latest_start_json,
    levers_json,
    one_future_json,
    procedures_json,
    projects_json,
    reach_json,
    seek_json,
    trade_off_json,
)
from sim.errors import Problem, msg
from sim.experiment import Results
from sim.files import ParsedScenario
from sim.levers import LeverSetting, load_causes, load_levers
from sim.scenario import READINGS
from sim.text import Text

LANE, DESKS = load_levers()["green_lane"], load_levers()["appraisal_desks"]
END = RangeEnd(0.2, (0.1, 0.3))
MOVED = Influence(StatedNumber("stages.s", msg("{found}", found="s"), "assumption"), 20.0)
EVIDENCE = Evidence(
    Basis((MOVED,), 2, 1.0),
    {
        each: dict.fromkeys(("2026", "2027", "all", "period", "programme"), Agreement(END, END))
        for each in READINGS
    },
    "none",
)
ABOUT = About(SCENARIO, (LeverSetting(LANE, 50, ramp_months=6),), evidence=EVIDENCE)
WRONG = Problem(
    "projects.csv", msg("found: {found}", found="x"), msg("error"), msg("warning"), row=2, column="homes"
)
ROWS = [row("A"), row("B")]


def run_of(share: float, **more: Any) -> Results:
    return met_results(generator_of(1).random(2_000) < share, scenario=SCENARIO, **more)


def of_run() -> dict[str, Any]:
    targets = {2026: 100, 2027: 100}
    scenario = scenario_with(targets, period={"first_year": 2026, "last_year": 2027, "homes": 150})
    homes = generator_of(2).integers(0, 200, size=(400, 2))
    return board_json(results_of(homes, scenario=scenario, futures_per_set=4), "counted", evidence=EVIDENCE)


def of_drivers() -> dict[str, Any]:
    base, land, permits, both = run_of(0.4), run_of(0.6), run_of(0.5), run_of(0.7)
    shipped = next(iter(load_causes().values()))
    return drivers_json(
        ABOUT,
        "counted",
        ablation=costs_of_causes(base, {"land": land, "permits": permits}, both, 2026, reading="counted"),
        causes={"land": shipped, "permits": shipped},
        tornado=swings_of_unknowns({"stages.permit": (base, land)}, 2026, reading="counted"),
    )


@lru_cache
def bottleneck() -> Any:
    scenario = scenario_of({"s": stage(50.0, "desk"), "build": stage(80.0)}, ROWS, pools={"desk": pool(1)})
    return find_bottleneck(scenario, "eligible", replications=20)


def of_projects() -> dict[str, Any]:
    scenario = scenario_of({"s": stage(50.0, "desk"), "build": stage(80.0)}, ROWS, pools={"desk": pool(1)})
    return projects_json(project_outlooks(scenario, "eligible", replications=20), About(scenario))


def of_reach() -> dict[str, Any]:
    scenario = scenario_of({"s": stage(50.0), "build": stage(80.0)}, ROWS)
    return reach_json(reach_of(scenario, "eligible", 2026, replications=20), About(scenario))


def of_one_future() -> dict[str, Any]:
    scenario = scenario_of({"s": stage(50.0), "build": stage(80.0)}, ROWS)
    return one_future_json(one_future(scenario, "eligible", percentile=10, replications=20), About(scenario))


def of_procedures() -> dict[str, Any]:
    share = {"agency_share": {"share": 0.5, "assumption": WHY}}
    scenario = scenario_of({name: stage(50.0) | share for name in LANE.stages}, ROWS)
    settings = (LeverSetting(LANE, 50, cuts=(("planning", 30.0),)),)
    return procedures_json(procedure_tables(scenario, settings), scenario, settings)


@lru_cache(maxsize=1)
def of_ask() -> dict[str, Any]:
    unknown = {"family": "lognormal", "median": 1.0, "p90": 1.3}
    scenario = scenario_of({name: stage(180.0, uncertain=unknown) for name in ("s", "build")}, ROWS)
    found = value_of_information(scenario, 2026, "eligible", runs=Runs(replications=800))
    return ask_json(found, About(scenario))


ANSWERS: dict[str, Callable[[], dict[str, Any]]] = {
    "run": of_run,
    "compare": lambda: comparison_json(compare(run_of(0.4), run_of(0.6), "counted"), ABOUT),
    "seek": lambda: seek_json(
        seek(Planted(lambda value: value / 100, 1), GRID, 2026, 0.8, reading="counted", neutral=0),
        LANE,
        ABOUT,
    ),
    "trade_off": lambda: trade_off_json(
        trade_off_line(
            Planted(lambda value, other: min(0.98, value / 100 + other / 10), 2),
            GRID,
            [0, 1],
            2026,
            0.8,
            reading="counted",
            neutral=0,
        ),
        LANE,
        DESKS,
        ABOUT,
    ),
    "when": lambda: latest_start_json(
        judge_starts(run_of(0.4), {SCENARIO.settings.data_date: run_of(0.6)}, "counted"),
        LeverSetting(LANE, 50),
        ABOUT,
    ),
    "drivers": of_drivers,
    "bottleneck": lambda: bottleneck_json(bottleneck(), About(bottleneck().scenario)),
    "along": lambda: bottleneck_along_json(
        [(0.0, bottleneck()), (50.0, bottleneck())], LANE, About(bottleneck().scenario)
    ),
    "projects": of_projects,
    "reach": of_reach,
    "ask": of_ask,
    "trace": of_one_future,
    "commit": lambda: commitment_json(commit(run_of(0.4), "counted", 0.8), ABOUT),
}
OF_FILES: dict[str, Callable[[], dict[str, Any]]] = {
    "levers": lambda: levers_json(load_levers().values()),
    "procedures": of_procedures,
    "check": lambda: check_json(ParsedScenario(None, (WRONG,), 2, 1, 1)),
}
"""What commands say of files alone, without a question."""
EVERY = {**ANSWERS, **OF_FILES}
every_answer = pytest.mark.parametrize("name", EVERY)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from objects(each)


def test_every_answer_has_a_schema() -> None:
    # Those of back-tests and of records are held to their schemas by tests/doors/backtest and tests/doors/learning.
    assert answer_schemas().keys() == EVERY.keys() | {"backtest", "fit"}
    for schema in answer_schemas().values():
        Draft202012Validator.check_schema(schema)
        assert schema["additionalProperties"] is False and schema["description"]


@every_answer
def test_an_answer_keeps_to_its_schema(name: str) -> None:
    written = json_text(EVERY[name]())
    assert json_text(EVERY[name]()) == written
    assert "NaN" not in written and "Infinity" not in written
    Draft202012Validator(answer_schemas()[name]).validate(json.loads(written))


@every_answer
def test_what_does_not_keep_to_a_schema_is_found(name: str) -> None:
    values = json.loads(json_text(EVERY[name]()))
    for broken in (values | {"more": 1}, values | {"counting": "done"}, {**values, "levers": None}):
        with pytest.raises(ValidationError):
            Draft202012Validator(answer_schemas()[name]).validate(broken)


def test_the_same_things_have_the_same_keys_in_every_answer() -> None:
    """Objects that hold a chance, a change, an interval, a run or a target: one set of keys each."""
    marks = {
        "met": {"share", "interval", "range", "met", "futures"},
        "gained": {"share", "interval", "range", "gained", "lost", "futures", "verdict"},
        "differing": {"mean", "interval", "differing", "futures", "verdict"},
        "low": {"low", "high"},
        "hash": {"name", "hash"},
        "seed": {"scenario", "seed", "engine", "replications", "futures_per_set"},
        "first_year": {"kind", "first_year", "last_year", "homes", "done_before", "hypothetical"},
        "unit_label": {
            "id", "name", "value", "unit", "unit_label", "from", "ramp_months", "spare_lodged", "cuts", "standing",
            "finds_no_project", "left_out",
        },
    }  # fmt: skip
    common = {"scenario", "data_date", "levers", "counting", "replications_requested", "rough", "interrupted"}
    met = set()
    for make in ANSWERS.values():
        values = json.loads(json_text(make()))
        assert common <= values.keys()
        for each in objects(values):
            for mark, keys in marks.items():
                if mark in each:
                    met.add(mark)
                    assert each.keys() == keys
    assert met == marks.keys()


def test_a_problem_is_said_in_both_languages() -> None:
    (said,) = OF_FILES["check"]()["problems"]
    assert (said["rows"], said["count"], said["column"], said["severity"]) == ([2], 1, "homes", "error")
    (found,) = said["found"]
    assert found == {language: Text(language)(WRONG.found) for language in ("vi", "en")}
    assert found["vi"] != found["en"] == "found: x"


def test_an_answer_cut_short_says_so() -> None:
    found = compare(run_of(0.4), run_of(0.6), "counted")
    whole, cut = (comparison_json(found, About(SCENARIO, requested=asked)) for asked in (None, 5_000))
    assert (whole["interrupted"], whole["replications_requested"]) == (False, 2_000)
    assert (cut["interrupted"], cut["replications_requested"]) == (True, 5_000)


def test_names_are_in_both_languages() -> None:
    (lever,) = comparison_json(compare(run_of(0.4), run_of(0.6), "counted"), ABOUT)["levers"]
    assert [lever["name"][language] for language in ("vi", "en")] == [
        Text(language)(LANE.name) for language in ("vi", "en")
    ]
    assert (lever["id"], lever["value"], lever["ramp_months"]) == ("green_lane", 50, 6)


@pytest.mark.parametrize("name", ["run", "compare", "seek", "trade_off", "when", "commit"])
def test_confidence_stands_beside_chances(name: str) -> None:
    found = ANSWERS[name]()["confidence"]
    assert found["basis"]["score"] == 0 and found["basis"]["reason"] == "mostly_assumed"
    assert found["basis"]["largest"] == [{"path": "stages.s", "standing": "assumption", "homes": 20.0}]
    assert found["record"] == {"score": 0, "reason": "none"}
    levels = found["levels"]["counted"]
    assert levels
    assert all(each["level"] == "low" and each["agreement"]["score"] == 2 for each in levels)
    assert all(each["goal"]["kind"] != "cumulative" for each in levels)
