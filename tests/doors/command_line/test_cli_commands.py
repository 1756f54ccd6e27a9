"""The command door: check, trace, fields, app, help, and the program as a process of its own."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import pytest

from sim.experiment import BOARD_FUTURES, DEFAULT_SEED, replay
from sim.files import load_scenario
from sim.model import Event
from sim.scenario import READINGS

ROOT = Path(__file__).parents[3]
Command: TypeAlias = Callable[..., Any]


def test_check_accounts_for_every_row(call: Command, example: Path) -> None:
    code, out, err = call("check", example)
    assert (code, err) == (0, "")
    assert "rows: 2 in = 2 used + 0 set aside + 0 rejected" in out and "the scenario can be used" in out


def test_check_says_everything_wrong_by_file(call: Command, example: Path) -> None:
    example.write_text(example.read_text("utf-8").replace('unit = "weeks"', 'unit = "week"'), "utf-8")
    register = example.with_name("projects.csv")
    register.write_text(register.read_text("utf-8").replace(",120,", ",many,"), "utf-8")
    code, out, _ = call("check", example)
    assert code == 2
    assert f"{example}\n  error: stages.handover.duration.unit\n    found: " in out
    assert "projects.csv\n  error: row 2, column homes\n    found: " in out
    assert out.count("    allowed: ") == out.count("    what to do: ") == out.count("error: ") == 2
    assert (
        "rows: 2 in = 1 used + 0 set aside + 1 rejected" in out
        and "2 errors, 0 warnings: the scenario cannot be used" in out
    )
    code, out, _ = call("check", example, "--format", "json")
    answer = json.loads(out)
    assert code == 2 and answer["usable"] is False
    assert (answer["rows_in"], answer["rows_used"], answer["rows_rejected"]) == (2, 1, 1)
    assert {(p["file"], *p["rows"], p["column"], *p["paths"]) for p in answer["problems"]} == {
        (str(example), None, "stages.handover.duration.unit"), ("projects.csv", 2, "homes"),
    }  # fmt: skip
    code, out, err = call("run", example)
    assert (code, out) == (2, "")
    assert "row 2, column homes" in err and "nothing is simulated: 2 errors" in err


def test_check_lets_warnings_pass(call: Command, example: Path) -> None:
    register = example.with_name("projects.csv")
    register.write_text(register.read_text("utf-8").replace("01/12/2025", "01/12/2022", 1), "utf-8")
    code, out, _ = call("check", example, "--lang", "vi")
    assert code == 0 and "cảnh báo: hàng 2, cột status_as_of" in out and "0 lỗi, " in out


def test_trace_is_the_future_the_run_holds(
    call: Command, simulate: Command, example: Path, tmp_path: Path
) -> None:
    simulate(example, "--out", tmp_path / "out", "--seed", 3)
    code, out, err = call(
        "trace", example, "--replication", 120, "--seed", 3, "--out", tmp_path / "events.csv"
    )
    assert code == 0 and "number 120" in out and "events written to" in err
    data = (tmp_path / "events.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    events = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(events[0]) == list(Event._fields)
    assert [tuple(event.values()) for event in events] == [
        tuple(str(value) for value in event) for event in replay(load_scenario(example), 120, seed=3)
    ]
    table = pd.read_parquet(tmp_path / "out" / "completions.parquet")
    held = table[(table["replication"] == 120) & (table["handed_over_reason"] == "reached")]
    ended = {
        e["project"]: float(e["days"]) for e in events if (e["stage"], e["event"]) == ("handover", "ended")
    }
    assert ended and ended == dict(zip(held["project"].astype(str), held["handed_over_days"], strict=True))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["events.csv", "given", "out"]


def test_trace_tells_a_future_by_percentile(call: Command, example: Path, tmp_path: Path) -> None:
    """A table of projects on a day, the steps of one, a picture, JSON: all of the same future."""
    asked = ("trace", example, "--replications", 200, "--percentile", 10)
    picture = tmp_path / "future.svg"
    code, out, err = call(*asked, "--month", "2027-06", "--project", "A1", "--chart", picture)
    assert code == 0 and "A bad future: " in out and "not a forecast" in out and "picture written to" in err
    assert "1 Jun 2027" in out and picture.read_text("utf-8").startswith("<svg")
    values = call(*asked, "--format", "json").values
    assert (values["percentile"], values["run"]["replications"]) == (10, 200)
    by_number = call("trace", example, "--replication", values["replication"], "--format", "json").values
    assert by_number["projects"] == values["projects"] and by_number["percentile"] is None
    assert len(values["projects"]) == 2 and all(each["spans"] for each in values["projects"])


def test_trace_refuses_what_it_cannot_do(call: Command, example: Path, tmp_path: Path) -> None:
    for given, said in {
        ("--replication", -1): "--replication is -1",
        ("--replication", 1, "--percentile", 50): "--percentile and --replication exclude each other",
        ("--replication", 1, "--replications", 50): "--replications and --replication exclude each other",
        ("--percentile", 20): "it must be one of: 10, 50, 90",
        ("--month", "2040-01"): "it must be a month from 2025-12 to 2032-12",
        ("--month", "June"): "it must be a month",
        ("--project", "nobody"): "the register has no such project",
        ("--chart", tmp_path / "future.gif"): "its ending must be one of: .png, .svg, .pdf",
    }.items():
        code, out, err = call("trace", example, *given)
        assert (code, out) == (2, "") and said in err, given
    for option, name in (("--out", "events.csv"), ("--chart", "future.png")):
        for out_file in (tmp_path / "nowhere" / name, tmp_path / "folder.png"):
            (tmp_path / "folder.png").mkdir(exist_ok=True)
            code, out, err = call("trace", example, "--replication", 1, option, out_file)
            assert (code, out) == (2, "") and "cannot be written" in err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder.png", "given"]


def test_help_speaks_both_languages_and_states_the_true_defaults(call: Command) -> None:
    code, english, _ = call("run", "--help")
    assert code == 0 and "Usage: housing-sim run [SCENARIO] [options]" in english
    one_line = " ".join(english.split())
    assert f"(default {BOARD_FUTURES:,})" in one_line and f"(default {DEFAULT_SEED})" in one_line
    assert all(reading in one_line for reading in READINGS)
    vietnamese = call("run", "--help", "--lang", "vi")[1]
    assert "Cách dùng: housing-sim run [KỊCH_BẢN] [tùy chọn]" in vietnamese and "Options" not in vietnamese
    for nothing in ([], ["--help"], ["--lang", "en"]):
        code, out, _ = call(*nothing)
        assert code == 0 and all(
            name in out for name in ("init", "run", "check", "trace", "warmup", "fields", "schema", "app")
        )


def test_language_follows_the_system(call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert "Các lệnh" in call("--help")[1]
    assert "Commands" in call("--help", "--lang=en")[1]


def test_version_and_fields(call: Command) -> None:
    assert call("--version") == (0, version("housing-sim") + "\n", "")
    code, out, _ = call("fields")
    assert code == 0 and "`data_date`" in out and "`counted_before`" in out


def test_vietnamese_survives_a_stream_that_is_not_utf8(example: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sim.cli", "check", str(example), "--lang", "vi"],
        cwd=ROOT, capture_output=True, timeout=60, env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )  # fmt: skip
    assert done.returncode == 0 and "dùng được kịch bản này" in done.stdout.decode("utf-8")


def test_a_reader_who_goes_away_is_not_an_error_to_complain_about() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sim.cli", "fields", "--lang", "en"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 1 and said == b""
