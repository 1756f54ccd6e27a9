"""A small scenario on disk, the commands called on it, and the page that shows it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sim.cli import main
from sim.engines import ENGINES, engine_named
from sim.experiment import growing
from sim.guide import EXAMPLE_FILES

OVERALL = """period = { first_year = 2026, last_year = 2027, homes = 300 }
programme = { first_year = 2021, last_year = 2027, homes = 1_000, done_before = 690 }
"""


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.out)
        return values


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The guide's example, with a period and a programme."""
    folder = tmp_path / "given"
    folder.mkdir()
    for name, content in EXAMPLE_FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    path = folder / "example.toml"
    path.write_text(
        EXAMPLE_FILES["example.toml"].replace("[targets]\n", "[targets]\n" + OVERALL), encoding="utf-8"
    )
    return path


@pytest.fixture(scope="session")
def engine_ready() -> None:
    """Have the default engine loaded, so that no command has to say that it is being compiled."""
    engine_named(ENGINES[0])


@pytest.fixture
def call(
    engine_ready: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Said]:
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
        return Said(code, out, err)

    return called


@pytest.fixture
def simulate(call: Callable[..., Said]) -> Callable[..., Said]:
    """Run 150 futures of a scenario, or as many as said, one after the other."""

    def simulated(path: Path, *more: object, replications: int = 150) -> Said:
        return call("run", path, "--jobs", 1, "--replications", replications, *more)

    return simulated


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The guide's example as it stands, for the page."""
    for name, content in EXAMPLE_FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Runs made by the page, in order, as numbers of futures."""
    made, run, more = [], growing.run, growing.more

    def counted(*args: Any, **kwargs: Any) -> Any:
        made.append(kwargs["replications"])
        return run(*args, **kwargs)

    def longer(results: Any, replications: int, **kwargs: Any) -> Any:
        made.append(replications)
        return more(results, replications, **kwargs)

    monkeypatch.setattr(growing, "run", counted)
    monkeypatch.setattr(growing, "more", longer)
    return made


@pytest.fixture
def visit(folder: Path, monkeypatch: pytest.MonkeyPatch, runs: list[int]) -> Callable[..., Any]:
    """Open the page, as a Vietnamese reader unless the address says otherwise."""
    # Not at the top: the tests of the commands need no page, and it takes a second to import.
    import streamlit as st
    from doors.page.pages import opened

    st.cache_resource.clear()
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    monkeypatch.setattr(sys, "argv", ["app_streamlit.py", str(folder)])
    return opened
