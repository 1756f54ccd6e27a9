"""Files that cannot be read, everything wrong told at once, and no damage that raises."""

import copy
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scenario_errors.breaking import place, put, row, said

from sim.engines import engine_named
from sim.errors import ScenarioError
from sim.files import MAX_TOML_MB, MAX_TOML_TABLES, check_scenario, load_scenario, scenario_problems
from sim.model import measure
from sim.plan import TO_DO, make_plan


def test_sound_files_have_no_problem(files: Any) -> None:
    path = files.write()
    reading = check_scenario(path)
    assert [said(p) for p in reading.problems] == []
    assert (reading.rows_in, reading.rows_used, reading.rows_rejected) == (6, 6, 0)
    assert load_scenario(str(path)) == reading.scenario


def test_everything_wrong_is_told_at_once(files: Any) -> None:
    for change in (
        put("stages.design.duration.unit", "month"),
        put("targets.period.last_year", 2030),
        put("routes.investor.steps.0.after", ["handover"]),
        put("homes_groups.sites.homes", 5000),
        row(0, homes="many"),
        row(1, entry="2020"),
        row(3, route="nowhere"),
        lambda files: files.sources["law"].update(published="last year"),
    ):
        change(files)
    reading = files.check()
    assert {place(p) for p in reading.problems} >= {
        "stages.design.duration.unit",
        "targets.period.last_year",
        "routes.investor.steps",
        "2 homes",
        "3 entry",
        "5 route",
        "law.published",
    }
    assert (reading.rows_in, reading.rows_used, reading.rows_rejected) == (6, 4, 2)
    with pytest.raises(ScenarioError) as raised:
        load_scenario(files.write())
    assert raised.value.problems == reading.problems


def test_a_broken_stage_is_not_an_unknown_one(files: Any) -> None:
    files.put("stages.permit.duration.unit", "month")
    assert [place(p) for p in files.check().problems] == ["stages.permit.duration.unit"]


def test_errors_stand_before_warnings(files: Any) -> None:
    row(0, status_as_of="2024-02-01")(files)
    row(1, route="nowhere")(files)
    severities = [p.severity for p in files.check().problems]
    assert severities == sorted(severities)
    assert set(severities) == {"error", "warning"}


def test_sources_may_be_left_out_where_none_is_named(files: Any, tmp_path: Path) -> None:
    from sim.guide import EXAMPLE_FILES

    for name, content in EXAMPLE_FILES.items():
        (tmp_path / name).write_text(
            content.replace('source = "QD188"', 'assumption = "x"'), encoding="utf-8"
        )
    (tmp_path / "sources.toml").unlink()
    reading = check_scenario(tmp_path / "example.toml")
    assert reading.problems == ()
    assert reading.scenario is not None
    assert reading.scenario.sources == {}


def test_files_may_stand_in_a_subfolder(files: Any) -> None:
    path = files.write()
    (files.folder / "lists").mkdir()
    (files.folder / "rows.csv").rename(files.folder / "lists" / "rows.csv")
    path.write_text(path.read_text().replace('"rows.csv"', '"lists/rows.csv"'))
    assert check_scenario(path).problems == ()


def test_a_link_out_of_the_folder_is_refused(files: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = files.write()
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "rows.csv"
    (files.folder / "rows.csv").rename(elsewhere)
    (files.folder / "rows.csv").symlink_to(elsewhere)
    assert "register" in [place(p) for p in check_scenario(path).problems if p.severity == "error"]


SYNTAX = {
    "no equals": ('name "x"\n', 1, "6", "`=` is missing"),
    "no quotes": ("format = 1\nname = Kịch bản\n", 2, "8", "text without quotes"),
    "no value": ("format =\n", 1, "9", "the value is missing"),
    "open text": ('name = "x\n', 1, "10", "closing quotes"),
    "open list": ("x = [1, 2\n", 1, "10", "not closed"),
    "twice": ("a = 1\na = 2\n", 2, "6", "twice"),
    "table twice": ("[a]\nx = 1\n[a]\n", 3, "3", "twice"),
    "backslash": ('a = "C:\\dir"\n', 1, None, "backslash"),
    "date": ("a = 2025-02-30\n", 1, None, "date that does not exist"),
    "bracket": ("[a\n", 1, None, "closing bracket"),
    "huge number": ("a = " + "9" * 5000 + "\n", None, None, "TOML"),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_broken_syntax_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    content, line, column, words = SYNTAX[name]
    path = tmp_path / "bad.toml"
    path.write_text(content, encoding="utf-8")
    (problem,) = check_scenario(path).problems
    assert words in said(problem)
    assert problem.file == str(path)
    assert line in (None, problem.row)
    assert column in (None, problem.column)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes("name = 'x'\ncity = 'Cần Thơ'".encode("utf-16"))
    big = tmp_path / "big.toml"
    big.write_bytes(b"#" * (MAX_TOML_MB * 1_000_000 + 1))
    many = tmp_path / "many.toml"
    many.write_text("\n".join(f"[stages.x{number}]" for number in range(MAX_TOML_TABLES)))
    deep = tmp_path / "deep.toml"
    deep.write_text("x = " + "[" * 50_000)
    dotted = tmp_path / "dotted.toml"
    dotted.write_text("name." * 3000 + "a = 1")
    expected = {
        tmp_path / "none.toml": "no such file",
        tmp_path: "a folder",
        tmp_path / "bad\0name": "cannot be opened",
        latin: "UTF-8",
        big: "at most 5 MB",
        many: "more than 10,000 tables",
        deep: "too deeply",
        dotted: "too deeply",
    }
    for path, words in expected.items():
        problems = check_scenario(path).problems
        assert any(words in said(p) for p in problems), (path, [said(p) for p in problems])


def test_a_scenario_changed_in_memory_is_checked_too(files: Any) -> None:
    scenario = load_scenario(files.write())
    assert scenario_problems(scenario, "test.toml") == ()
    moved = scenario.settings.model_copy(update={"data_date": date(2027, 1, 1)})
    problems = scenario_problems(scenario.model_copy(update={"settings": moved}), "test.toml")
    assert "targets.years[0].year" in {p.path for p in problems}


def _holders(value: Any) -> list[Any]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return ([value] if isinstance(value, dict | list) and value else []) + [
        h for v in inside for h in _holders(v)
    ]


ODD: tuple[Any, ...] = (
    "", "x", "á b", 0, -1, 1, 10**30, 1e308, -0.5, True, [], {}, [[]], {"family": "fixed"},
    date(1, 1, 1), date(9999, 1, 1),
    float("nan"), "2026", "permit", {"vi": "a"}, [0, 0],
)  # fmt: skip


@pytest.mark.parametrize("seed", range(150))
def test_no_damage_raises(seed: int, request: pytest.FixtureRequest) -> None:
    files = request.getfixturevalue("full" if seed % 3 else "files")
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        holders = _holders(chance.choice((files.settings, files.settings, files.sources)))
        if not holders:
            continue
        holder = chance.choice(holders)
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match chance.randrange(4):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[chance.choice(("x", "á b", str(key) + "s", "family"))] = copy.deepcopy(holder[key])
            case 2 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                holder[key] = copy.deepcopy(chance.choice(ODD))
        cells = chance.choice(files.rows)
        if chance.random() < 0.3:
            cells[chance.choice(list(cells))] = str(chance.choice(ODD))
    _must_be_tellable(files.check())
    path = files.folder / "test.toml"
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(4)] = chance.choice(
            (b"", b"\xff", b'"', b"[", b"= 3", b"\n", b"-", b"\0")
        )
    path.write_bytes(content)
    _must_be_tellable(check_scenario(path))


def _must_be_tellable(reading: Any) -> None:
    assert (reading.scenario is None) == any(p.severity == "error" for p in reading.problems)
    assert reading.rows_in == reading.rows_used + reading.rows_rejected
    assert reading.rows_rejected >= 0
    for problem in reading.problems:
        text = said(problem)
        assert all(part.strip() for part in text.split(" | "))
        assert "pydantic" not in text.lower() and "Input should" not in text


NUMBERS = (0, 0.001, 0.5, 1, 2, 3, 24, 90, 400, 5000)
WORDS = (
    "days",
    "working_days",
    "months",
    "homes",
    "land_ha",
    "project",
    "round",
    "loop",
    "assign",
    "drop_out",
)


@pytest.mark.parametrize("seed", range(150))
def test_what_passes_the_check_can_be_simulated(full: Any, seed: int) -> None:
    chance = random.Random(seed)
    ids = [key for part in _holders(full.settings) if isinstance(part, dict) for key in part]
    for _ in range(chance.randint(1, 2)):
        holder = chance.choice(_holders(full.settings))
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match holder[key]:
            case bool(value):
                holder[key] = not value
            case int() | float():
                holder[key] = chance.choice(NUMBERS)
            case str():
                holder[key] = chance.choice((*WORDS, *ids))
            case date() as day:
                holder[key] = day + timedelta(days=chance.randint(-400, 4000))
            case _ if chance.random() < 0.5:
                del holder[key]
            case _ if isinstance(holder, list):
                holder.append(holder[key])
            case _:
                pass
    reading = full.check()
    if reading.scenario is None:
        return
    plan = make_plan(reading.scenario)
    simulator = engine_named("reference")(plan)
    draws = simulator.draw(seed, 0, 2)
    outcomes = measure(plan, draws, simulator.simulate(draws))
    ahead = np.broadcast_to(plan.network.state == TO_DO, draws.stock_amount.shape)
    assert not np.isnan(draws.stock_amount[ahead]).any()
    assert not np.isnan(draws.gap_days).any()
    assert (draws.row_homes[:, ~plan.network.ended] > 0).all()
    assert (outcomes.blocks.homes >= 0).all()
