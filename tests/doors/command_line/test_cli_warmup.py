"""The command door: the fast engine is compiled once, and whoever waits for it is told before."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim import experiment
from sim.analysis.one_future import future as one_future
from sim.cli import progress
from sim.cli.commands import warmup as warmup_command
from sim.engines import ENGINES
from sim.engines.compiled import ABOUT_SECONDS, COMPILED, KernelFolder, loading
from sim.errors import Message, RunError, msg
from sim.text import Text

ROOT = Path(__file__).parents[3]
Command: TypeAlias = Callable[..., Any]
WAITS = msg("Preparing the fast engine for this machine, once: about {seconds} seconds …", seconds=7)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the engine will be kept; loading it makes it so."""
    path, ready = tmp_path / "kernels", tmp_path / "kernels" / "ready"

    def load(say: Callable[[Message], None]) -> None:
        path.mkdir(exist_ok=True)
        ready.touch()
        say(msg("half of it"))

    found = lambda sources: KernelFolder(path, ready.exists())  # noqa: E731
    monkeypatch.setattr(loading, "_loaded", [])
    for module in (warmup_command, loading):
        monkeypatch.setattr(module, "load_kernels", load)
        monkeypatch.setattr(module, "kernel_folder", found)
    return path


def test_warmup_says_where_the_engine_is_kept(call: Command, folder: Path) -> None:
    code, out, err = call("warmup")
    assert code == 0 and f"about {ABOUT_SECONDS} seconds" in err and "half of it" in err
    assert "the fast engine is ready after 0 seconds" in out and str(folder) in out
    code, out, err = call("warmup", "--lang", "vi")
    assert code == 0 and "đã sẵn sàng từ trước" in out and str(folder) in out


def test_warmup_says_that_the_engine_cannot_be_made(
    call: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(say: object) -> None:
        raise RunError(msg("the fast engine cannot be prepared: {reason}", reason="no compiler"))

    monkeypatch.setattr(warmup_command, "load_kernels", refuse)
    code, out, err = call("warmup")
    assert (code, out) == (2, "")
    assert "the fast engine cannot be prepared: no compiler" in err and "Traceback" not in err


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

    asked: list[str] = []

    def prepare(engine: str, say: Callable[[Message], None]) -> None:
        asked.append(engine)
        say(WAITS)

    monkeypatch.setattr(progress, "prepare", prepare)
    monkeypatch.setattr(experiment, "run", refuse)
    monkeypatch.setattr(one_future, "replayed", refuse)
    assert call("run", example).code == 130
    assert call("trace", example, "--replication", 1, "--engine", "reference").code == 130
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
