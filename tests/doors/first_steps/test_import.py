"""`housing-sim import`: from a department's list to a register that can be used; nothing half-written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.files import SHIPPED_SCENARIOS, check_scenario
from sim.register import load_register

Command = Callable[..., Any]
LIST = SHIPPED_SCENARIOS / "lists" / "danh-sach.csv"
MAP = SHIPPED_SCENARIOS / "lists" / "danh-sach.toml"
DAY = ("--answer", "status_as_of=2025-12-31")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_list_becomes_the_register_of_a_new_folder(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    code, out, err = call("import", LIST, "--into", city, "--map", MAP, "--lang", "en")
    assert code == 0, err
    assert "Trạng thái → state (status)" in out
    assert "Đang thi công (1) → in progress: Construction (in_progress construction)" in out
    assert "rows: 5 in = 3 used + 2 set aside + 0 rejected" in out
    assert "set aside: row 6: no homes: 0" in out and "set aside: row 7: a row of sums" in out
    parsed = check_scenario(city / "scenario.toml")
    assert parsed.scenario is not None
    assert [row.homes.low for row in parsed.scenario.rows] == [300, 1050, 400]
    assert (city / "schema").is_dir()


def test_a_new_scenario_has_the_day_of_the_list(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    later = ["--answer", "status_as_of=2026-11-15", "--answer", "entry=2027"]
    code, out, err = call("import", LIST, "--into", city, "--map", MAP, *later, "--lang", "en")
    assert code == 0, err
    assert "its data date is 15 Nov 2026" in out
    parsed = check_scenario(city / "scenario.toml")
    assert parsed.scenario is not None and parsed.scenario.settings.data_date.isoformat() == "2026-11-15"


def test_a_scenario_that_stands_there_takes_the_day_of_a_later_list(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    again = ["import", LIST, "--into", city, "--map", MAP, "--answer", "entry=2027", "--lang", "en"]
    assert call(*again).code == 0
    scenario = city / "scenario.toml"
    before = scenario.read_text(encoding="utf-8")
    text = before.replace("data_date = 2026-01-01", "data_date = 2026-01-01  # of the report")
    scenario.write_text(text, encoding="utf-8")
    code, out, err = call(*again, "--answer", "status_as_of=2026-12-15")
    assert code == 0, err
    assert "moves from 1 Jan 2026 to 15 Dec 2026" in " ".join(out.split())
    assert scenario.read_text(encoding="utf-8") == text.replace("2026-01-01  #", "2026-12-15  #")
    code, out, err = call(*again, "--answer", "status_as_of=2026-03-31")
    assert code == 0 and "moves from" not in out, "an earlier list moves nothing"


def test_a_scenario_based_on_another_gets_a_data_date_of_its_own(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    city.mkdir()
    assert call("init", city / "base").code == 0
    own = city / "own.toml"
    own.write_text('# Own list\nbased_on = "base/scenario.toml"\nregister = "own.xlsx"\n', encoding="utf-8")
    base = (city / "base" / "scenario.toml").read_bytes()
    answers = ["--answer", "status_as_of=2026-03-31", "--answer", "entry=2027"]
    code, _, err = call("import", LIST, "--into", own, "--map", MAP, *answers, "--lang", "en")
    assert code == 0, err
    assert own.read_text(encoding="utf-8").splitlines()[1] == "data_date = 2026-03-31"
    assert (city / "base" / "scenario.toml").read_bytes() == base
    parsed = check_scenario(own)
    assert parsed.scenario is not None and parsed.scenario.settings.data_date.isoformat() == "2026-03-31"


def test_a_scenario_that_cannot_be_used_with_the_list_is_left_alone(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    assert call("init", city).code == 0
    scenario = city / "scenario.toml"
    before = scenario.read_text(encoding="utf-8")
    project = '\n[[own_durations]]\nproject = "H1"\nstage = "permit"\nassumption = "x"\n'
    broken = (
        before
        + project
        + 'duration = { unit = "days", spread = { family = "uniform", low = 1, high = 2 } }\n'
    )
    scenario.write_text(broken, encoding="utf-8")
    files = {path: path.read_bytes() for path in city.rglob("*") if path.is_file()}
    code, _, err = call("import", LIST, "--into", city, "--map", MAP, "--lang", "en")
    assert code == 2 and "own_durations[0].project" in err and "nothing is written" in err
    assert {path: path.read_bytes() for path in city.rglob("*") if path.is_file()} == files


def test_the_map_that_is_kept_reads_the_list_of_next_month(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    assert call("import", LIST, "--into", city, "--map", MAP).code == 0
    before = content(city)
    assert call("import", LIST, "--into", city, *DAY).code == 0
    code, _, err = call("import", LIST, "--into", city, "--lang", "en")
    assert code == 2 and "status_as_of" in err, "the day of a list does not hold for the next one"
    assert content(city) == before, "the same list says the same, and nothing is kept twice"
    later = tmp_path / "later.csv"
    later.write_text(LIST.read_text(encoding="utf-8").replace(",400,", ",450,"), encoding="utf-8")
    assert call("import", later, "--into", city, *DAY).code == 0
    kept = load_register(city / "register.before-1.xlsx", "kept")
    assert [row.homes.low for row in kept.rows] == [300, 1050, 400]
    assert [row.homes.low for row in load_register(city / "register.xlsx", "now").rows] == [300, 1050, 450]


def test_open_questions_name_the_option_and_the_line_that_answer_them(call: Command, tmp_path: Path) -> None:
    city, proposal = tmp_path / "city", tmp_path / "map.toml"
    code, _, err = call("import", LIST, "--into", city, "--map", proposal, "--lang", "en")
    assert code == 2 and not city.exists()
    assert "--answer status_as_of=" in err and '[all_rows] status_as_of = "' in err
    lines = proposal.read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# status_as_of = ") for line in lines)
    filled = "\n".join(re.sub(r'^# (\w+ = ")', r"\1", line) for line in lines)
    proposal.write_text(filled, encoding="utf-8")
    assert call("import", LIST, "--into", city, "--map", proposal).code == 0, "one round is enough"


def test_a_refused_row_leaves_everything_as_it_was(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    assert call("import", LIST, "--into", city, "--map", MAP).code == 0
    before = content(city)
    broken = tmp_path / "broken.csv"
    broken.write_text(
        LIST.read_text(encoding="utf-8").replace("tháng 3/2025", "tháng 13/2025"), encoding="utf-8"
    )
    code, out, err = call("import", broken, "--into", city, *DAY, "--lang", "en")
    assert code == 2 and "nothing is written: 1 row is refused" in err and "row 4, column stage_start" in err
    assert "rows: 5 in = 2 used + 2 set aside + 1 rejected" in out
    assert content(city) == before


@pytest.mark.parametrize("kind", ["missing", "empty", "folder", "no scenario", "damaged"])
def test_what_cannot_be_taken_in(call: Command, tmp_path: Path, kind: str) -> None:
    path, city = tmp_path / "list.xlsx", tmp_path / "city"
    if kind == "empty":
        path = tmp_path / "list.csv"
        path.write_bytes(b"")
    elif kind == "folder":
        path.mkdir()
    elif kind == "no scenario":
        city.mkdir()
        shutil.copyfile(LIST, path := tmp_path / "list.csv")
    elif kind == "damaged":
        path.write_bytes(b"PK\x03\x04 and so on")
    before = content(tmp_path)
    code, _, err = call("import", path, "--into", city, "--lang", "en")
    assert code == 2 and err and "Traceback" not in err
    assert content(tmp_path) == before


def test_a_register_in_csv_stays_one(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    assert call("import", LIST, "--into", city, "--map", MAP).code == 0
    scenario = city / "scenario.toml"
    text = scenario.read_text(encoding="utf-8").replace(
        'register = "register.xlsx"', 'register = "projects.csv"'
    )
    scenario.write_text(text, encoding="utf-8")
    assert call("import", LIST, "--into", city, *DAY).code == 0
    rows = load_register(city / "projects.csv", "projects.csv").rows
    assert [row.model_dump(exclude={"row"}) for row in rows] == [
        row.model_dump(exclude={"row"}) for row in load_register(city / "register.xlsx", "register.xlsx").rows
    ]


def test_a_folder_of_several_scenarios_is_entered_by_the_file(call: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    assert call("import", LIST, "--into", city, "--map", MAP).code == 0
    (city / "second.toml").write_text('based_on = "scenario.toml"\nname = "Biến thể"\n', encoding="utf-8")
    before = content(city)
    code, _, err = call("import", LIST, "--into", city, "--lang", "en")
    assert code == 2 and "say which one is meant" in err
    code, _, err = call("import", LIST, "--into", city / "second.toml", "--lang", "en")
    assert code == 2 and "name that one" in err
    assert content(city) == before
    assert call("import", LIST, "--into", city / "scenario.toml", *DAY).code == 0
    assert content(city) == before


@pytest.mark.parametrize("where", ["folder", "nowhere/map.toml"])
def test_a_proposal_that_cannot_be_written(call: Command, tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    code, _, err = call(
        "import", LIST, "--into", tmp_path / "city", "--map", tmp_path / where, "--lang", "en"
    )
    assert code == 2 and err and "Traceback" not in err
    assert not (tmp_path / "city").exists()


def test_what_a_row_of_no_homes_needs_is_told_ready_to_copy(call: Command, tmp_path: Path) -> None:
    city, path = tmp_path / "city", tmp_path / "list.csv"
    path.write_text(
        "Mã dự án,Tên dự án,Số căn,Trạng thái\n01,Khu A,300,Chưa khởi công\n02,Trường học,0,Chưa khởi công\n",
        encoding="utf-8",
    )
    assert call("init", city).code == 0
    answers = [
        f"--answer={each}"
        for each in ("no_homes=keep", "entry=2027", "assumption=x", "status_as_of=2026-01-01")
    ]
    code, _, err = call("import", path, "--into", city, *answers, "--lang", "en")
    said = " ".join(err.split())
    assert code == 2 and "by homes" in said
    parts = re.search(r"time that is right: (.*?); or give the project", said)
    assert parts is not None
    scenario = city / "scenario.toml"
    added = "\n".join(parts[1].split(" | "))
    scenario.write_text(f"{scenario.read_text(encoding='utf-8')}\n{added}\n", encoding="utf-8")
    code, _, err = call("import", path, "--into", city, *answers, "--lang", "en")
    assert code == 0, err
