"""The command door: files written, and what is kept when Ctrl-C stops a run."""

import io
import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import pytest

from sim import experiment
from sim.analysis.to_json import board_json
from sim.cli import ProgressOnStderr
from sim.engines import ENGINES
from sim.experiment import SHARING, run
from sim.files import load_scenario
from sim.text import Text

Command: TypeAlias = Callable[..., Any]


def test_files_hold_what_the_board_rests_on(simulate: Command, example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kết quả" / "lần 1"
    code, out, _ = simulate(example, "--out", folder, "--format", "json")
    values = json.loads(out)
    assert code == 0 and json.loads((folder / "summary.json").read_text("utf-8")) == values
    assert {file.name for file in folder.iterdir()} == {
        "summary.json",
        "manifest.json",
        "completions.parquet",
    }
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["scenario_hash"] == values["scenario"]["hash"]
    assert manifest["engine"] == ENGINES[0]
    assert manifest["versions"]["numba"] == version("numba")
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
    for answer in values["readings"]["counted"]["years"]:
        each = homes.get(answer["goal"]["first_year"], pd.Series(0, index=range(150)))
        assert each.mean() == pytest.approx(answer["homes"]["mean"], abs=1e-9)
        assert int((each >= answer["goal"]["homes"]).sum()) == answer["chance"]["met"]


@pytest.mark.parametrize("place", ["taken", "taken/below"])
def test_a_folder_that_cannot_be_written_is_refused_before_the_run(
    simulate: Command, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setattr(
        experiment, "run", lambda *_, **__: pytest.fail("ran although nothing can be written")
    )
    code, out, err = simulate(example, "--out", tmp_path / place)
    assert (code, out) == (2, "")
    assert "cannot be written" in err and "taken" in err


def test_ctrl_c_keeps_what_is_done(
    simulate: Command, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = SHARING[ENGINES[0]].block
    asked, kept = 10 * block, 2 * block

    def stop(_: ProgressOnStderr, done: int, total: int) -> None:
        assert total == asked
        if done == kept:
            raise KeyboardInterrupt

    monkeypatch.setattr(ProgressOnStderr, "__call__", stop)
    code, out, err = simulate(example, "--format", "json", "--out", tmp_path / "out", replications=asked)
    assert code == 130
    assert f"{kept:,} of {asked:,} futures done; the answer rests on these" in err
    values = json.loads(out)
    assert (values["run"]["replications"], values["replications_requested"], values["interrupted"]) == (
        kept,
        asked,
        True,
    )
    assert json.loads((tmp_path / "out" / "summary.json").read_text("utf-8")) == values
    whole = board_json(run(load_scenario(example), replications=kept), "counted")
    assert values["readings"] == whole["readings"]


def test_ctrl_c_before_anything_is_done(
    simulate: Command, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(experiment, "run", stopped)
    code, out, err = simulate(example, "--out", tmp_path / "out")
    assert (code, out) == (130, "")
    assert "stopped; there is nothing to show" in err
    assert list((tmp_path / "out").iterdir()) == []


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
