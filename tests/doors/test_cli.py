"""The command door: what is printed, written, refused and kept when it is stopped."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.analysis import judge, summary
from sim.cli import app_command, main, run_command
from sim.cli.progress import ProgressOnStderr
from sim.experiment import DEFAULT_REPLICATIONS, DEFAULT_SEED, replay, run
from sim.model.trace import Event
from sim.scenario import READINGS
from sim.scenario.example import FILES
from sim.scenario.read import read_scenario
from sim.text import Text

ROOT = Path(__file__).parents[2]
CITY = ROOT / "scenarios" / "can-tho-2026.toml"
OVERALL = """period = { first_year = 2026, last_year = 2027, homes = 300 }
programme = { first_year = 2021, last_year = 2027, homes = 1_000, done_before = 690 }
"""
Said = tuple[int, str, str]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The guide's example, with a period and a programme."""
    folder = tmp_path / "given"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    path = folder / "example.toml"
    path.write_text(FILES["example.toml"].replace("[targets]\n", "[targets]\n" + OVERALL), encoding="utf-8")
    return path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Run a command in English, on a wide enough page."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def called(*arguments: object) -> Said:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return called


def quick(path: Path, *more: object, replications: int = 150) -> list[object]:
    return ["run", path, "--jobs", 1, "--replications", replications, *more]


def values_of(said: Said) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(said[1])
    return values


# What is answered


def test_json_holds_every_answer(call: Callable[..., Said], example: Path) -> None:
    values = values_of(call(*quick(example, "--format", "json", "--seed", 7)))
    assert list(values) == [
        "scenario", "data_date", "seed", "engine", "replications", "replications_requested", "interrupted",
        "counting", "carry_over", "interval", "years", "cumulative", "all_years", "period", "programme",
    ]  # fmt: skip
    spread = ["homes_mean", "homes_p10", "homes_p50", "homes_p90"]
    answer = ["target", "chance", "chance_low", "chance_high", "met", *spread, "shortfall_mean"]
    assert [list(year) for year in values["years"] + values["cumulative"]] == [["year", *answer]] * 4
    assert list(values["period"]) == ["from", "to", *answer]
    assert list(values["programme"]) == ["from", "to", *answer, "done_before"]
    assert list(values["all_years"]) == answer[1:5]
    scenario = read_scenario(example)
    assert values["scenario"] == {
        "name": {"vi": "Ví dụ: hai dự án", "en": "Example: two projects"}, "hash": scenario.fingerprint,
    }  # fmt: skip
    assert (values["data_date"], values["seed"], values["engine"]) == ("2025-12-31", 7, "reference")
    assert (values["replications"], values["replications_requested"], values["interrupted"]) == (
        150,
        150,
        False,
    )
    assert (values["counting"], values["carry_over"]) == ("counted", "none")
    assert values["interval"]["covers"] == "simulation error only"
    assert values["programme"]["done_before"] == 690
    assert values == summary(run(scenario, replications=150, seed=7), "counted")


@pytest.mark.parametrize("reading", READINGS)
def test_each_reading_can_be_asked_for(call: Callable[..., Said], example: Path, reading: Any) -> None:
    values = values_of(call(*quick(example, "--format", "json", "--count", reading)))
    assert values == summary(run(read_scenario(example), replications=150), reading)
    assert values["counting"] == reading


def test_the_same_question_gives_the_same_bytes_whatever_the_jobs(
    call: Callable[..., Said], example: Path, tmp_path: Path
) -> None:
    runs = [("a", 1), ("b", 1), ("c", 2)]
    said = [
        call(
            "run",
            example,
            "--replications",
            150,
            "--jobs",
            jobs,
            "--out",
            tmp_path / name,
            "--format",
            "json",
        )
        for name, jobs in runs
    ]
    assert said[0] == said[1] == said[2]
    for file in ("summary.json", "completions.parquet"):
        assert len({(tmp_path / name / file).read_bytes() for name, _ in runs}) == 1
    other = call(*quick(example, "--format", "json", "--seed", 2))
    assert other[1] != said[0][1]


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["With the projects on the register", "promises nothing", "Example: two projects", "(simulation", "interval is simulation error only",
                "Each year", "Added up", "Overall", "all 2 years", "2026–2027", "2021–2027", "1,000", "homes entered in the",
                "each year judged alone", "690 homes done before 31 Dec 2025", "150 futures", "seed 1", "engine reference",
                "data date 31 Dec 2025", "assumptions"]),
        ("vi", ["Với các dự án trong danh mục", "không phải lời cam", "Ví dụ: hai dự án", "(chỉ sai", "95% chỉ là sai số mô phỏng",
                "Từng năm", "Cộng dồn", "cả 2 năm", "2026–2027", "2021–2027", "1.000", "căn hộ đã vào thống kê",
                "xét riêng từng năm", "690 căn hoàn thành trước ngày 31/12/2025", "150 lần mô phỏng", "số khởi tạo 1",
                "bộ tính reference", "31/12/2025", "giả định"]),
    ],
)  # fmt: skip
def test_board_is_readable_in_both_languages(
    call: Callable[..., Said],
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
    language: str,
    words: list[str],
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, out, err = call(*quick(example, "--lang", language))
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= columns
    assert "…" not in out
    one_line = " ".join(out.split())
    assert [word for word in words if word not in one_line] == []


def test_every_number_of_the_board_is_in_the_table(call: Callable[..., Said], example: Path) -> None:
    out = call(*quick(example))[1]
    board, t = judge(run(read_scenario(example), replications=150), "counted"), Text("en")
    assert board.period and board.programme
    for answer in (*board.years, *board.cumulative, board.period, board.programme):
        homes = (answer.homes.p10, answer.homes.p50, answer.homes.p90, round(answer.shortfall_mean))
        cells = r"\s+".join(re.escape(t.number(number)) for number in homes)
        assert re.search(rf"\s{re.escape(t.number(answer.target))}\s.*\s{cells}\s", out), answer


def test_zero_and_all_are_said_as_counts(call: Callable[..., Said], example: Path) -> None:
    example.write_text(
        example.read_text("utf-8")
        .replace("homes = 200 }", "homes = 0 }")
        .replace("homes = 100 }", "homes = 9_999 }"),
        "utf-8",
    )
    out = call(*quick(example))[1]
    assert re.search(r"^2026 +9,999 +none of 150 ", out, flags=re.MULTILINE)
    assert re.search(r"^2027 +0 +all 150 ", out, flags=re.MULTILINE)
    assert not re.search(r"(?<![\d.–])(0|100)%", out)


def test_warnings_go_to_stderr_and_do_not_spoil_json(call: Callable[..., Said], example: Path) -> None:
    register = example.with_name("projects.csv")
    register.write_text(register.read_text("utf-8").replace("01/12/2025", "01/12/2022", 1), "utf-8")
    code, out, err = call(*quick(example, "--format", "json"))
    assert code == 0 and json.loads(out)["replications"] == 150
    assert "warning: row 2, column status_as_of" in err and "what to do:" in err


# What is written


def test_files_hold_what_the_board_rests_on(call: Callable[..., Said], example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kết quả" / "lần 1"
    code, out, _ = call(*quick(example, "--out", folder, "--format", "json"))
    values = json.loads(out)
    assert code == 0 and json.loads((folder / "summary.json").read_text("utf-8")) == values
    assert {file.name for file in folder.iterdir()} == {
        "summary.json",
        "manifest.json",
        "completions.parquet",
    }
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["scenario_hash"] == values["scenario"]["hash"]
    assert manifest["command"].startswith("housing-sim run ") and str(example) in manifest["command"]
    table = pd.read_parquet(folder / "completions.parquet")
    assert len(table) == 150 * 2
    reached = table[table["counted_reason"] == "reached"]
    years = reached["counted_days"].map(lambda days: (date(2025, 12, 31) + timedelta(days=int(days))).year)
    homes = (
        reached.groupby([reached["replication"], years])["homes"]
        .sum()
        .unstack(fill_value=0)
        .reindex(range(150), fill_value=0)
    )
    for answer in values["years"]:
        each = homes.get(answer["year"], pd.Series(0, index=range(150)))
        assert each.mean() == pytest.approx(answer["homes_mean"], abs=1e-9)
        assert int((each >= answer["target"]).sum()) == answer["met"]


@pytest.mark.parametrize("place", ["taken", "taken/below"])
def test_a_folder_that_cannot_be_written_is_refused_before_the_run(
    call: Callable[..., Said], example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setattr(
        run_command, "run", lambda *_, **__: pytest.fail("ran although nothing can be written")
    )
    code, out, err = call(*quick(example, "--out", tmp_path / place))
    assert (code, out) == (2, "")
    assert "cannot be written" in err and "taken" in err


# What is refused


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--replications", "1.000"], "--replications is “1.000”; it must be a whole number"),
        (["--replications", "many"], "--replications is “many”"),
        (["--replications", "1_000"], "--replications is “1_000”"),
        (["--replications", "0"], "replications is 0; it must lie between 1 and"),
        (["--replications", "9" * 20], "it must lie between 1 and 10,000,000"),
        (["--replications", "9" * 5_000], "it must be a whole number"),
        (["--replications", "10", "--precision", "0.01"], "exclude each other"),
        (["--precision", "1%"], "--precision is “1%”; it must be a share from 0.001 to 0.2"),
        (["--precision", "1"], "--precision is “1”"),
        (["--precision", "0.0005"], "--precision is “0.0005”"),
        (["--precision", "nan"], "--precision is “nan”"),
        (["--seed", "-1"], "seed is -1; it must lie between 0"),
        (["--seed", "1.5"], "--seed is “1.5”"),
        (["--jobs", "0"], "jobs is 0"),
        (["--engine", "warp"], "there is no engine warp"),
        (["--count", "built"], "--count is “built”; it must be one of: counted, eligible, handed_over"),
        (["--format", "xml"], "--format is “xml”; it must be one of: table, json"),
        (["--lang", "de"], "--lang is “de”; it must be one of: vi, en"),
        (["--replicas", "5"], "there is no option --replicas"),
        (["--seed"], "option --seed needs a value"),
        (["second.toml"], "nobody asked for second.toml here"),
    ],
)
def test_wrong_options_are_refused_in_one_sentence(
    call: Callable[..., Said], example: Path, arguments: list[str], complaint: str
) -> None:
    code, out, err = call("run", example, *arguments)
    assert (code, out) == (2, "")
    assert complaint in err and "--help" in err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["rum"], "there is no command rum; the commands are: run, check, trace"),
        (["--quickly"], "there is no option --quickly"),
        (["run"], "SCENARIO is missing"),
        (["trace", "x.toml", "--out", "-"], "--replication is missing"),
        (["run", "no-such.toml"], "there is no such file"),
        (["run", "{braces}.toml", "--seed", "{0}"], "“{0}”"),
        (["run", "no-such.toml", "{0}"], "{0}"),
    ],
)
def test_wrong_commands_are_refused_in_one_sentence(
    call: Callable[..., Said], arguments: list[str], complaint: str
) -> None:
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert complaint in err


def test_complaints_speak_vietnamese(call: Callable[..., Said], example: Path) -> None:
    assert "phải là số nguyên" in call("run", example, "--seed", "x", "--lang", "vi")[2]
    assert "không có tùy chọn --nhanh" in call("run", example, "--nhanh", "--lang=vi")[2]
    assert (
        "--precision là “9”; phải là tỷ lệ từ 0,001 đến 0,2"
        in call("run", example, "--lang=vi", "--precision", "9")[2]
    )


# Precision


def test_precision_is_reached_and_no_more(call: Callable[..., Said], example: Path) -> None:
    values = values_of(call("run", example, "--jobs", 1, "--precision", "0,04", "--format", "json"))
    answers = [
        *values["years"],
        *values["cumulative"],
        values["all_years"],
        values["period"],
        values["programme"],
    ]
    assert max(answer["chance_high"] - answer["chance_low"] for answer in answers) <= 0.08
    assert values["replications"] == 1_000 and not values["interrupted"]
    shorter = summary(run(read_scenario(example), replications=500), "counted")["years"]
    assert max(year["chance_high"] - year["chance_low"] for year in shorter) > 0.08


def test_precision_out_of_reach_is_said(
    call: Callable[..., Said], example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_command, "MOST_FOR_PRECISION", 300)
    code, out, err = call("run", example, "--jobs", 1, "--precision", "0.01", "--format", "json")
    assert code == 0 and json.loads(out)["replications"] == 300
    assert "300 futures, the most this command simulates, do not reach ±1.0%" in err


# Ctrl-C


def test_ctrl_c_keeps_what_is_done(
    call: Callable[..., Said], example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: ProgressOnStderr, done: int, total: int) -> None:
        assert total == 1_000
        if done == 200:
            raise KeyboardInterrupt

    monkeypatch.setattr(ProgressOnStderr, "__call__", stop)
    code, out, err = call(*quick(example, "--format", "json", "--out", tmp_path / "out", replications=1_000))
    assert code == 130
    assert "200 of 1,000 futures done; the board rests on these" in err
    values = json.loads(out)
    assert (values["replications"], values["replications_requested"], values["interrupted"]) == (
        200,
        1_000,
        True,
    )
    assert json.loads((tmp_path / "out" / "summary.json").read_text("utf-8")) == values
    whole = summary(run(read_scenario(example), replications=200), "counted")
    assert values["years"] == whole["years"]


def test_ctrl_c_before_anything_is_done(
    call: Callable[..., Said], example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_command, "run", stopped)
    code, out, err = call(*quick(example, "--out", tmp_path / "out"))
    assert (code, out) == (130, "")
    assert "stopped; there is nothing to show" in err
    assert list((tmp_path / "out").iterdir()) == []


# Progress


class Terminal(io.StringIO):
    """Something that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_off_a_terminal_is_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 9.0, 11.0, 15.0, 22.0])
    with ProgressOnStderr(Text("en"), at_most=False, clock=lambda: next(seconds)) as progress:
        for done in (100, 200, 300, 400):
            progress(done, 1_000)
    out, err = capsys.readouterr()
    assert (out, err) == ("", "200 of 1,000 futures done\n400 of 1,000 futures done\n")


def test_progress_on_a_terminal_waits_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    seconds = iter([0.0, 1.9, 2.1])
    with ProgressOnStderr(Text("vi"), at_most=True, clock=lambda: next(seconds)) as progress:
        progress(100, 100_000)
        assert terminal.getvalue() == ""
        progress(200, 100_000)
    assert "đã xong 200 lần mô phỏng, nhiều nhất 100.000 lần" in terminal.getvalue()


# The other commands


def test_check_accounts_for_every_row(call: Callable[..., Said], example: Path) -> None:
    code, out, err = call("check", example)
    assert (code, err) == (0, "")
    assert "rows: 2 in = 2 used + 0 rejected" in out and "the scenario can be used" in out


def test_check_says_everything_wrong_by_file(call: Callable[..., Said], example: Path) -> None:
    example.write_text(example.read_text("utf-8").replace('unit = "weeks"', 'unit = "week"'), "utf-8")
    register = example.with_name("projects.csv")
    register.write_text(register.read_text("utf-8").replace(",120,", ",many,"), "utf-8")
    code, out, _ = call("check", example)
    assert code == 2
    assert f"{example}\n  error: stages.handover.duration.unit\n    found: " in out
    assert "projects.csv\n  error: row 2, column homes\n    found: " in out
    assert out.count("    allowed: ") == out.count("    what to do: ") == out.count("error: ") == 2
    assert (
        "rows: 2 in = 1 used + 1 rejected" in out
        and "2 errors, 0 warnings: the scenario cannot be used" in out
    )
    code, out, _ = call("check", example, "--format", "json")
    answer = json.loads(out)
    assert code == 2 and answer["usable"] is False
    assert (answer["rows_in"], answer["rows_used"], answer["rows_rejected"]) == (2, 1, 1)
    assert {(p["file"], p["row"], p["column"], p["path"]) for p in answer["problems"]} == {
        (str(example), None, None, "stages.handover.duration.unit"), ("projects.csv", 2, "homes", ""),
    }  # fmt: skip
    code, out, err = call("run", example)
    assert (code, out) == (2, "")
    assert "row 2, column homes" in err and "the scenario cannot be used: 2 errors" in err


def test_check_lets_warnings_pass(call: Callable[..., Said], example: Path) -> None:
    register = example.with_name("projects.csv")
    register.write_text(register.read_text("utf-8").replace("01/12/2025", "01/12/2022", 1), "utf-8")
    code, out, _ = call("check", example, "--lang", "vi")
    assert code == 0 and "cảnh báo: hàng 2, cột status_as_of" in out and "0 lỗi, " in out


def test_trace_is_the_future_the_run_holds(call: Callable[..., Said], example: Path, tmp_path: Path) -> None:
    call(*quick(example, "--out", tmp_path / "out", "--seed", 3))
    code, out, err = call(
        "trace", example, "--replication", 120, "--seed", 3, "--out", tmp_path / "events.csv"
    )
    assert (code, out) == (0, "") and "events written to" in err
    data = (tmp_path / "events.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    events = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(events[0]) == list(Event._fields)
    assert [tuple(event.values()) for event in events] == [
        tuple(str(value) for value in event) for event in replay(read_scenario(example), 120, seed=3)
    ]
    table = pd.read_parquet(tmp_path / "out" / "completions.parquet")
    held = table[(table["replication"] == 120) & (table["handed_over_reason"] == "reached")]
    ended = {
        e["project"]: float(e["days"]) for e in events if (e["stage"], e["event"]) == ("handover", "ended")
    }
    assert ended and ended == dict(zip(held["project"].astype(str), held["handed_over_days"], strict=True))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["events.csv", "given", "out"]
    code, out, _ = call("trace", example, "--replication", 120, "--seed", 3, "--out", "-")
    assert code == 0 and out.encode() == data.removeprefix(b"\xef\xbb\xbf")


def test_trace_refuses_what_it_cannot_do(call: Callable[..., Said], example: Path, tmp_path: Path) -> None:
    code, _, err = call("trace", example, "--replication", -1, "--out", "-")
    assert code == 2 and "replication is -1" in err
    for out in (tmp_path / "nowhere" / "events.csv", tmp_path):
        code, _, err = call("trace", example, "--replication", 1, "--out", out)
        assert code == 2 and "cannot be written" in err
    assert [file.name for file in tmp_path.iterdir()] == ["given"]


def test_help_speaks_both_languages_and_states_the_true_defaults(call: Callable[..., Said]) -> None:
    code, english, _ = call("run", "--help")
    assert code == 0 and "Usage: housing-sim run SCENARIO [options]" in english
    one_line = " ".join(english.split())
    assert f"(default {DEFAULT_REPLICATIONS:,})" in one_line and f"(default {DEFAULT_SEED})" in one_line
    assert all(reading in one_line for reading in READINGS)
    vietnamese = call("run", "--help", "--lang", "vi")[1]
    assert "Cách dùng: housing-sim run KỊCH_BẢN [tùy chọn]" in vietnamese and "Options" not in vietnamese
    for nothing in ([], ["--help"], ["--lang", "en"]):
        code, out, _ = call(*nothing)
        assert code == 0 and all(name in out for name in ("run", "check", "trace", "fields", "app"))


def test_language_follows_the_system(call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert "Các lệnh" in call("--help")[1]
    assert "Commands" in call("--help", "--lang=en")[1]


def test_version_and_fields(call: Callable[..., Said]) -> None:
    assert call("--version") == (0, "0.1.0\n", "")
    code, out, _ = call("fields")
    assert code == 0 and "`data_date`" in out and "`counted_before`" in out


def test_app_starts_the_pages_or_says_why_not(
    call: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    def start(command: list[str], cwd: Path) -> subprocess.CompletedProcess[bytes]:
        started.append((command[1:], cwd))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    assert call("app")[0] == 0
    assert started == [(["-m", "streamlit", "run", "app_streamlit.py"], ROOT)]
    monkeypatch.setattr(app_command, "PAGES", tmp_path / "app_streamlit.py")
    code, _, err = call("app")
    assert code == 2 and "the pages are not installed" in err and len(started) == 1


# As a process of its own


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


# The city


def test_the_citys_scenario_is_sound_and_answers(call: Callable[..., Said]) -> None:
    code, out, _ = call("check", CITY, "--format", "json")
    assert code == 0 and json.loads(out)["rows_rejected"] == 0
    code, out, _ = call(*quick(CITY, "--format", "json", replications=20))
    values = json.loads(out)
    assert code == 0
    assert [(year["year"], year["target"]) for year in values["years"]] == [
        (2026, 3_000), (2027, 2_800), (2028, 2_250), (2029, 2_500), (2030, 2_700),
    ]  # fmt: skip
    assert values["period"]["target"] == values["cumulative"][-1]["target"] == 13_250
    assert (values["programme"]["target"], values["programme"]["done_before"]) == (16_900, 3_802)
