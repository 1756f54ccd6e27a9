"""Lever, cause and package files that cannot be: everything wrong at once, each with place, found, allowed, what to do."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.breaking import said
from scenario_errors.levers.lever_texts import DESKS, LANE, Change, write
from scenario_errors.toml_text import toml

from sim.errors import ScenarioError
from sim.levers import apply_cause, apply_levers, load_causes, load_levers, load_package, parse_setting

CAUSE = """
format = 1
id = "queues"
order = 1
name = "Queues"
help = "No queue."
assumption = "invented"
changes = [{ kind = "slots", pool = "desks", to = 1000 }]
"""


def put(key: str, value: Any) -> Change:
    return lambda table: table.__setitem__(key, value)


def change(**fields: Any) -> Change:
    return lambda table: table["changes"][0].update(fields)


CASES: dict[str, tuple[Change, str, tuple[str, ...]]] = {
    "no id": (lambda table: table.pop("id"), "id", ("`id` is missing", "an id")),
    "another id": (put("id", "lain"), "id", ("`lain` in a file of another name", "rename the file")),
    "unknown field": (put("defalt", 3), "defalt", ("unknown field `defalt`", "did you mean `default`")),
    "format to come": (put("format", 2), "format", ("at most 1",)),
    "no reasons": (lambda table: table.pop("assumption"), "", ("no source and no assumption",)),
    "low above high": (put("low", 80), "", ("`low` that is not below `high`",)),
    "default off the grid": (put("default", 47), "", ("`default` = 47", "from 0 to 70, in steps of 5")),
    "neutral out of range": (put("neutral", -5), "", ("`neutral` = -5",)),
    "high off the grid": (put("high", 68), "", ("`high` = 68",)),
    "step of nothing": (put("step", 0), "step", ("more than 0",)),
    "no change": (put("changes", []), "changes", ("at least 1 entry",)),
    "no kind": (lambda table: table["changes"][0].pop("kind"), "changes[0]", ("a change without `kind`", "add `kind`")),
    "unknown kind": (change(kind="fast_trak"), "changes[0]", ('kind "fast_trak"', "did you mean `fast_track`")),
    "field of another kind": (change(pool="desks"), "changes[0].pool", ("unknown field `pool`",)),
    "no effect": (lambda table: table["changes"][0].pop("per_unit"), "changes[0]", ("both `per_unit` and `to`, or neither",)),
    "projects that begin in no way": (
        put("changes", [{"kind": "projects", "prefix": "X", "name": "x", "route": "tendered", "homes": [1, 2], "every_months": 1, "per_unit": 1}]),
        "changes[0]",
        ("both `window_months` and `start_hazard`, or neither",),
    ),
    "projects that begin in two ways": (
        put("changes", [{"kind": "projects", "prefix": "X", "name": "x", "route": "tendered", "homes": [1, 2], "every_months": 1, "window_months": 6, "start_hazard": "approved", "per_unit": 1}]),
        "changes[0]",
        ("keep exactly one of the two",),
    ),
    "two effects": (change(to=0.5), "changes[0]", ("keep exactly one",)),
    "text for a number": (change(per_unit="0.01"), "changes[0].per_unit", ("without quotes",)),
    "cuts of stages not covered": (
        change(cuts={"permits": 30, "handover": 20}),
        "changes[0]",
        ("`cuts` of stages that the fast track does not cover: permits, handover", "stages of `stages`: permit"),
    ),
    "cut of more than there is": (change(cuts={"permit": 96}), "changes[0].cuts.permit", ("96", "at most 95")),
    "no stage": (change(stages=[]), "changes[0].stages", ("at least 1 entry",)),
    "ramp of a queue": (
        lambda table: table["changes"].append({"kind": "queue", "pools": ["desks"], "rule": "most_homes_first"}),
        "",
        ("a ramp for a change that cannot come in steps",),
    ),
    "lodged files of no track": (
        put("changes", [{"kind": "slots", "pool": "desks", "per_unit": 1}]), "", ("`spare_lodged` without a fast track",),
    ),
    "day without a date": (put("from_date", "soon"), "from_date", ("a date, such as",)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_broken_lever_is_told(case: str, tmp_path: Path) -> None:
    breaking, path, words = CASES[case]
    with pytest.raises(ScenarioError) as raised:
        load_levers(write(tmp_path / "levers", LANE, DESKS, breaking=breaking))
    problems = [p for p in raised.value.problems if p.path == path]
    assert problems, [(p.path, said(p)) for p in raised.value.problems]
    assert {p.file for p in raised.value.problems} == {"lane.toml"}
    for word in words:
        assert word in said(problems[0])


def test_everything_wrong_in_all_files_is_said_at_once(tmp_path: Path) -> None:
    folder = write(tmp_path / "levers", LANE, DESKS)
    (folder / "desks.toml").write_text(DESKS.replace("order = 20", "order = 10"), encoding="utf-8")
    (folder / "third.toml").write_text("format = ", encoding="utf-8")
    (folder / "sources.toml").write_text('law = { title = "A law" }', encoding="utf-8")
    with pytest.raises(ScenarioError) as raised:
        load_levers(folder)
    assert {(p.file, p.path) for p in raised.value.problems} == {
        ("lane.toml", "order"), ("third.toml", ""), ("sources.toml", "law.reference"), ("sources.toml", "law.published"),
    }  # fmt: skip


def test_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="there is no such folder"):
        load_levers(tmp_path / "none")


def test_a_cause_has_no_value(tmp_path: Path) -> None:
    folder = write(tmp_path / "causes", CAUSE.replace("to = 1000", "per_unit = 1"))
    with pytest.raises(ScenarioError, match="a change of kind slots by a value, but a cause has none"):
        load_causes(folder)


@pytest.fixture
def levers(tmp_path: Path) -> Any:
    return load_levers(write(tmp_path / "levers", LANE, DESKS))


def pulled(full: Any, levers: Any, *texts: str) -> Any:
    del full.settings["fast_tracks"]
    scenario = full.check().scenario
    return apply_levers(scenario, [parse_setting(text, levers) for text in texts])


def complaint(full: Any, levers: Any, *texts: str) -> dict[tuple[str, str], str]:
    with pytest.raises(ScenarioError) as raised:
        pulled(full, levers, *texts)
    return {(p.file, p.path): said(p) for p in raised.value.problems}


def test_levers_work_on_any_scenario(full: Any, levers: Any) -> None:
    settings = pulled(full, levers, "desks=2", "lane=50,ramp=3").settings
    assert [change.slots for change in settings.pools["desks"].changes] == [4]
    assert settings.pools["desks"].changes[0].from_date == settings.data_date
    assert len(settings.fast_tracks["lane"].cuts) == 2


def test_one_lever_twice(full: Any, levers: Any) -> None:
    assert "each lever once" in complaint(full, levers, "lane=50", "lane=0")["lane", "lane"]


CLASHES: dict[str, tuple[dict[str, Any], str]] = {
    "tracks": ({"kind": "fast_track", "id": "b", "stages": ["permit"], "to": 0.5, "delivered": {"family": "fixed", "value": 1}, "also_pooled": True}, "the pace of stage permit"),
    "queues": ({"kind": "queue", "pools": ["desks"], "rule": "first_come"}, "who goes first in pool desks"),
    "laws": ({"kind": "law_date", "stage": "permit", "law": date(2026, 7, 1), "to": 6}, "the date of a law on stage permit"),
    "overlaps": ({"kind": "overlap", "stage": "permit", "beside": "call"}, "whether permit waits for call"),
    "numbers": ({"kind": "slots", "pool": "desks", "to": 3}, "what a change of kind slots becomes"),
}  # fmt: skip


@pytest.mark.parametrize("case", CLASHES)
def test_two_levers_that_set_the_same_thing_are_refused_by_name(case: str, full: Any, tmp_path: Path) -> None:
    what, subject = CLASHES[case]
    one = tomllib.loads(DESKS) | {"changes": [what], "high": 1, "default": 1}
    track = {"spare_lodged": False} if what["kind"] == "fast_track" else {}
    folder = tmp_path / "levers"
    folder.mkdir()
    for place, name in enumerate(("first", "second")):
        table = one | track | {"id": name, "order": place + 1}
        (folder / f"{name}.toml").write_text(toml(table), encoding="utf-8")
    told = complaint(full, load_levers(folder), "first=1", "second=1")["second", "second"]
    assert f"levers first and second both set {subject}" in told
    # At its neutral value a lever sets nothing.
    assert pulled_alone(full, load_levers(folder)) is not None


def pulled_alone(full: Any, levers: Any) -> Any:
    scenario = full.check().scenario
    return apply_levers(scenario, [parse_setting(text, levers) for text in ("first=0", "second=0")])


ABSENT: dict[str, tuple[dict[str, Any], str, str]] = {
    "pool": ({"kind": "slots", "pool": "desk", "per_unit": 1}, "changes[0].pool", "did you mean `desks`"),
    "stock": ({"kind": "stock", "stock": "plot", "per_unit": 1}, "changes[0].stock", "did you mean `plots`"),
    "stage": ({"kind": "duration_cut", "stages": ["permits"], "per_unit": 0.1}, "changes[0].stages", "did you mean `permit`"),
    "route": ({"kind": "duration_cut", "stages": ["permit"], "routes": ["tender"], "per_unit": 0.1}, "changes[0].routes", "did you mean `tendered`"),
    "kind of case": ({"kind": "component_weight", "stages": ["clearance"], "component": "clean", "per_unit": 0.1}, "changes[0].component", "no such kind of case"),
    "unit": ({"kind": "component_weight", "stages": ["clearance"], "component": "clean", "per_unit": 0.1, "added": {"name": "x", "unit": "days", "spread": {"family": "fixed", "value": 1}}}, "changes[0].added.unit", "is in `months`"),
    "tender": ({"kind": "tender_success", "stages": ["permit"], "per_unit": 1}, "changes[0].stages", "a stage without a tender"),
    "law": ({"kind": "law_date", "stage": "permit", "law": date(2026, 7, 2), "per_unit": 1}, "changes[0].law", "2026-07-01"),
    "law before the data date": ({"kind": "law_date", "stage": "permit", "law": date(2026, 7, 1), "per_unit": -12}, "changes[0]", "a law moved to"),
    "overlap": ({"kind": "overlap", "stage": "permit", "beside": "notice"}, "changes[0].beside", "`permit` never comes right after `notice`"),
    "last stage": ({"kind": "overlap", "stage": "handover", "beside": "structure"}, "changes[0].stage", "after which nothing comes"),
    "queue": ({"kind": "queue", "pools": ["desks"], "rule": "most_homes_first"}, "changes[0].pools", "follows the rule nearest_completion_first already"),
    "protected": ({"kind": "duration_cut", "stages": ["notice"], "per_unit": 0.1}, "changes[0].stages", "a wait that the law protects"),
    "route of projects": ({"kind": "projects", "prefix": "X", "name": "x", "route": "direct", "homes": [1, 2], "every_months": 1, "window_months": 1, "per_unit": 1}, "changes[0].route", "one of: clear_land, tendered"),
    "projects there": ({"kind": "projects", "prefix": "C", "name": "x", "route": "tendered", "homes": [1, 2], "land_ha": [1, 2], "every_months": 1, "window_months": 1, "per_unit": 1}, "changes[0].prefix", "has already"),
    "start hazard of projects": ({"kind": "projects", "prefix": "X", "name": "x", "route": "tendered", "homes": [1, 2], "every_months": 1, "start_hazard": "aproved", "per_unit": 1}, "changes[0].start_hazard", "did you mean `approved`"),
    "class of projects": ({"kind": "projects", "prefix": "X", "name": "x", "route": "tendered", "homes": [1, 2], "every_months": 1, "window_months": 1, "never_begins": "unnamd", "per_unit": 1}, "changes[0].never_begins", "did you mean `unnamed`"),
    "too deep a cut": ({"kind": "grace", "per_unit": 0.5}, "changes[0]", "a value that the scenario cannot take"),
    "factor": ({"kind": "factor_shared", "factors": ["build"], "to": 0}, "changes[0].factors", "did you mean `building`"),
    "calendar": ({"kind": "calendar_months", "calendar": "site", "to": 1}, "changes[0].calendar", "one of: office"),
    "track": ({"kind": "delivered", "tracks": ["lane"], "to": 1}, "changes[0].tracks", "no such fast track"),
    "pooled stage": ({"kind": "fast_track", "id": "b", "stages": ["permit"], "to": 0.5, "delivered": {"family": "fixed", "value": 1}}, "fast_tracks.b.stages[0]", "holds a slot"),
}  # fmt: skip


@pytest.mark.parametrize("case", ABSENT)
def test_what_the_scenario_does_not_have_is_told(case: str, full: Any, tmp_path: Path) -> None:
    what, path, word = ABSENT[case]
    if case == "projects there":
        full.rows[0]["project_id"] = "C01"
        full.settings["own_durations"][0]["project"] = "C01"
        full.rows = [row | {"ended_into": row["ended_into"].replace("C1", "C01")} for row in full.rows]
    table = tomllib.loads(DESKS) | {"changes": [what]}
    table |= {"spare_lodged": False} if what["kind"] == "fast_track" else {}
    folder = tmp_path / "levers"
    folder.mkdir()
    (folder / "desks.toml").write_text(toml(table), encoding="utf-8")
    told = complaint(full, load_levers(folder), "desks=2")
    assert ("desks.toml", path) in told, told
    assert word in told["desks.toml", path]


def test_a_cause_on_any_scenario(full: Any, tmp_path: Path) -> None:
    cause = load_causes(write(tmp_path / "causes", CAUSE))["queues"]
    scenario = full.check().scenario
    assert apply_cause(scenario, cause).settings.pools["desks"].slots == 1000
    other = load_causes(write(tmp_path / "others", CAUSE.replace('"desks"', '"teams"')))["queues"]
    with pytest.raises(ScenarioError, match=r"queues.toml: changes\[0\].pool"):
        apply_cause(scenario, other)


def test_a_complaint_points_to_where_a_setting_was_asked_for(full: Any, levers: Any, tmp_path: Path) -> None:
    package = tmp_path / "package.toml"
    package.write_text('levers = ["lane=50", "desks=2,from=2099-01-01"]\n', encoding="utf-8")
    given = parse_setting("lane=20", levers, asked_in=("--lever lane=20", ""))
    with pytest.raises(ScenarioError) as raised:
        apply_levers(full.check().scenario, [given, *load_package(package, levers)])
    told = {(problem.file, problem.path): said(problem) for problem in raised.value.problems}
    assert set(told) == {(str(package), "levers[0]"), (str(package), "levers[1]")}
    assert "lever lane twice" in told[str(package), "levers[0]"]
    assert "the last target year" in told[str(package), "levers[1]"]
