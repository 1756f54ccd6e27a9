"""The command door: the fast engine is compiled once, and whoever waits for it is told before."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim.cli import progress
from sim.cli.commands import run as run_command
from sim.cli.commands import trace as trace_command
from sim.cli.commands import warmup as warmup_command
from sim.engines import ENGINES
from sim.engines.compiled import ABOUT_SECONDS, COMPILED, KernelFolder, kernel_cache
from sim.errors import msg
from sim.text import Text

ROOT = Path(__file__).parents[3]
Command: TypeAlias = Callable[..., Any]
WAITS = msg("Preparing the fast engine for this machine, once: about {seconds} seconds …", seconds=7)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the engine will be kept; loading it makes it so."""
    path, ready = tmp_path / "kernels", tmp_path / "kernels" / "ready"

    def load(name: str) -> None:
        assert name == COMPILED
        path.mkdir(exist_ok=True)
        ready.touch()

    found = lambda sources: KernelFolder(path, ready.exists())  # noqa: E731
    monkeypatch.delitem(sys.modules, f"sim.engines.{COMPILED}.engine", raising=False)
    monkeypatch.setattr(warmup_command, "engine_named", load)
    for module in (warmup_command, kernel_cache):
        monkeypatch.setattr(module, "kernel_folder", found)
    return path


def test_warmup_says_where_the_engine_is_kept(call: Command, folder: Path) -> None:
    code, out, err = call("warmup")
    assert code == 0 and f"about {ABOUT_SECONDS} seconds" in err
    assert "the fast engine is ready after 0 seconds" in out and str(folder) in out
    code, out, err = call("warmup", "--lang", "vi")
    assert (code, err) == (0, "") and "đã sẵn sàng từ trước" in out and str(folder) in out


@pytest.mark.parametrize("language", ["en", "vi"])
def test_warmup_refuses_a_place_that_cannot_be_written(
    call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("HOUSING_SIM_CACHE", str(tmp_path / "taken"))
    code, out, err = call("warmup", "--lang", language)
    assert (code, out) == (2, "")
    assert str(tmp_path / "taken") in err and "HOUSING_SIM_CACHE" in err
    assert Text(language)("a file stands where a folder should be") in err


def test_who_waits_is_told_before(
    call: Command, example: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        assert "once: about 7 seconds" in capsys.readouterr().err
        raise KeyboardInterrupt

    asked = []
    monkeypatch.setattr(progress, "preparation", lambda engine: asked.append(engine) or WAITS)
    monkeypatch.setattr(run_command, "run", refuse)
    monkeypatch.setattr(trace_command, "replay", refuse)
    assert call("run", example).code == 130
    assert call("trace", example, "--replication", 1, "--out", "-", "--engine", "reference").code == 130
    assert asked == [ENGINES[0], "reference"]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_the_first_run_of_an_engine_says_so_once(example: Path, tmp_path: Path, engine: str) -> None:
    def run() -> tuple[int, str, str]:
        options = ["--engine", engine, "--replications", "20", "--lang", "en"]
        done = subprocess.run(
            [sys.executable, "-m", "sim.cli", "run", str(example), *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=600,
            env=os.environ | {"HOUSING_SIM_CACHE": str(tmp_path / "cache")},
        )
        return done.returncode, done.stdout, done.stderr

    first, second = run(), run()
    assert first[0] == 0 and first[1] and first[1] == second[1]
    assert ("Preparing the fast engine for this machine, once" in first[2]) == (engine == COMPILED)
    assert second == (0, first[1], "")
