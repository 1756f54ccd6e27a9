"""Loading the compiled engine: who waits is told why and how far it is; where it cannot be had, the reference stands in."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import row, scenario_of, stage

from sim.engines import engine_at_hand, engine_named, simulator
from sim.engines.compiled import filled, kernel_folder, loading, preparation, prepare
from sim.errors import Message, in_english, msg
from sim.experiment import run


def fill(path: Path) -> None:
    (path / "kernel.nbc").write_bytes(b"machine code")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for kernels."""
    monkeypatch.setenv("HOUSING_SIM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "kernel.py"
    path.write_text("twice = thrice = None\n", encoding="utf-8")
    return path


@pytest.fixture
def unloaded(monkeypatch: pytest.MonkeyPatch, source: Path) -> None:
    """A process that has not loaded the compiled engine yet."""
    monkeypatch.setattr(loading, "_loaded", [])
    monkeypatch.setattr(loading, "_failed", [])
    monkeypatch.setattr(loading, "KERNEL_SOURCES", [source])


@pytest.mark.usefixtures("unloaded")
def test_who_waits_is_told_why(cache: Path, source: Path) -> None:
    assert preparation("reference") is None
    once = preparation("compiled")
    assert once is not None and "once" in in_english(once)
    with filled(kernel_folder([source]), fill):
        pass
    assert preparation("compiled") is None
    cache.rename(cache.with_name("moved"))
    cache.write_text("a file")
    always = preparation("compiled")
    assert always is not None and "at every start: the fast engine cannot be kept in" in in_english(always)


@pytest.mark.usefixtures("cache", "unloaded")
def test_who_waits_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_all(path: Path, say: Callable[[Message], None]) -> None:
        fill(path)
        say(msg("{done} of {total} parts", done=1, total=4))

    monkeypatch.setattr(loading, "compile_into", compile_all)
    monkeypatch.setattr(loading, "_kernels", lambda path: print)
    said: list[Message] = []
    prepare("compiled", said.append)
    first, second = map(in_english, said)
    assert "once: about" in first and second == "1 of 4 parts"
    prepare("compiled", said.append)
    prepare("reference", said.append)
    assert len(said) == 2


@pytest.mark.usefixtures("cache", "unloaded")
def test_where_kernels_cannot_be_had_the_reference_stands_in(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A Numba that was never tried may raise anything; nothing is compiled a second time."""
    tried: list[Path] = []

    def fail(path: Path, say: object) -> None:
        tried.append(path)
        raise AttributeError("module 'numba' has no attribute 'cfunc'\nmore")

    monkeypatch.setattr(loading, "compile_into", fail)
    said: list[Message] = []
    prepare("compiled", said.append)
    prepare("compiled", said.append)
    expected = "cannot be prepared: AttributeError: module 'numba' has no attribute 'cfunc'"
    assert [expected in in_english(one) for one in said] == [False, True, True]
    assert "reference engine" in in_english(said[1]) and preparation("compiled") == said[1]
    monkeypatch.delitem(sys.modules, "sim.engines.compiled.engine", raising=False)
    simulator._warn_once.cache_clear()
    for _ in range(2):
        assert engine_named("compiled") is engine_named("reference")
        assert engine_at_hand("compiled") == "reference"
    results = run(scenario_of({"s": stage(30.0)}, [row("P")]), replications=10, engine="compiled")
    assert results.engine == "reference"
    assert len(tried) == 1 and len(caplog.messages) == 1 and expected in caplog.messages[0]


@pytest.mark.usefixtures("cache", "unloaded")
def test_without_a_compiler_the_reference_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    said: list[Message] = []
    prepare("compiled", said.append)
    assert "NUMBA_DISABLE_JIT" in in_english(said[-1])
