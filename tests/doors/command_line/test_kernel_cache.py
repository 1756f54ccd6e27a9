"""Where compiled kernels are kept: named after what they are made from, whole or made anew, never in the way."""

import ast
import errno
import importlib.util
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.cache_folder import KEPT_DAYS
from sim.engines.compiled import (
    KERNEL_SOURCES,
    Handed,
    LookupArrays,
    compile_into,
    filled,
    kernel_cache,
    kernel_folder,
)
from sim.engines.compiled.tables import CELL, TABLE
from sim.errors import RunError, in_english

CODE = {"twice.1.nbc": b"machine code", "twice.nbi": b"more of it"}
ENGINE_ROOM = Path(kernel_cache.__file__).parent
Load: TypeAlias = Callable[[], bool]


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


def fill(path: Path) -> None:
    """Write what a compiler would, in a folder of its own as Numba does."""
    (path / "kernels_1").mkdir()
    for name, code in CODE.items():
        (path / "kernels_1" / name).write_bytes(code)


@pytest.fixture
def load(source: Path) -> Load:
    """Load the kernels; says whether they came from the folder instead of the compiler."""

    def loaded() -> bool:
        compiled: list[bool] = []

        def compile_all(path: Path) -> None:
            compiled.append(True)
            fill(path)

        with filled(kernel_folder([source]), compile_all) as path:
            assert {file.name: file.read_bytes() for file in path.rglob("twice*")} == CODE
        return not compiled

    return loaded


def kernels(folder: Path) -> list[Path]:
    return sorted(folder.rglob("twice*"))


def test_kernels_are_compiled_once(cache: Path, source: Path, load: Load) -> None:
    cold = kernel_folder([source])
    assert (cold.path and cold.path.parent, cold.warm, cold.problem) == (cache, False, None)
    assert not load()
    warm = kernel_folder([source])
    assert (warm.path, warm.warm, warm.problem) == (cold.path, True, None)
    assert load()
    assert {path.name for path in (cold.path or cache).rglob("*.*")} == set(CODE)
    assert [path.name for path in cache.iterdir()] == [(cold.path or cache).name]


def test_the_folder_changes_with_all_the_kernels_are_made_from(
    cache: Path, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "callee.py"
    other.write_text("RATE = 1\n", encoding="utf-8")
    stamp = other.stat().st_mtime
    names = [kernel_folder([source, other]).path]
    assert names == [kernel_folder([source, other]).path]
    # The same length at the same time: an installer that fixes file times.
    other.write_text("RATE = 2\n", encoding="utf-8")
    os.utime(other, (stamp, stamp))
    names.append(kernel_folder([source, other]).path)
    names.append(kernel_folder([source]).path)
    copy = tmp_path / "elsewhere.py"
    copy.write_bytes(source.read_bytes())
    names.append(kernel_folder([copy]).path)
    monkeypatch.setattr(kernel_cache, "version", lambda name: "9.9" if name == "numba" else "1.0")
    names.append(kernel_folder([source]).path)
    monkeypatch.setenv("NUMBA_BOUNDSCHECK", "1")
    names.append(kernel_folder([source]).path)
    monkeypatch.setattr(sys, "version", "4.0")
    names.append(kernel_folder([source]).path)
    assert None not in names and len(set(names)) == len(names) == 7


def test_the_folder_stands_among_the_users_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOUSING_SIM_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "platform", "linux")
    for given, expected in (
        (str(tmp_path / "xdg"), tmp_path / "xdg"),
        ("not/absolute", tmp_path / "home" / ".cache"),
        (None, tmp_path / "home" / ".cache"),
    ):
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        if given is not None:
            monkeypatch.setenv("XDG_CACHE_HOME", given)
        path = kernel_folder([]).path
        assert path and path.parent == expected / "housing-sim"

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    folder = kernel_folder([])
    assert folder.path is None and folder.problem and "HOUSING_SIM_CACHE" in in_english(folder.problem)


@pytest.mark.parametrize("damage", [b"", b"\x80", b"machine cod", b"machine bode", None])
@pytest.mark.parametrize("kind", [*CODE, "ready"])
def test_a_damaged_folder_is_made_anew(
    cache: Path, source: Path, load: Load, kind: str, damage: bytes | None
) -> None:
    load()
    file = next(cache.rglob(kind))
    file.unlink() if damage is None else file.write_bytes(damage)
    assert not kernel_folder([source]).warm
    assert not load()
    assert kernel_folder([source]).warm and load()


def test_a_compilation_cut_short_leaves_nothing_that_looks_ready(
    cache: Path, source: Path, load: Load
) -> None:
    def stopped(path: Path) -> None:
        fill(path)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), filled(kernel_folder([source]), stopped):
        pass
    assert kernels(cache) == [] and not kernel_folder([source]).warm
    assert not load() and load()


def test_who_comes_second_takes_what_the_first_made(
    cache: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes compile at once: the one that is done later leaves what is there."""
    cold, before = kernel_folder([source]), int(time.time()) - 1000

    def compile_while_another_does(path: Path) -> None:
        fill(path)
        assert cold.path is not None
        with monkeypatch.context() as patched:
            patched.setattr(os, "getpid", lambda: 1)
            kernel_cache._make(cold.path, fill)
        os.utime(cold.path / "ready", (before, before))

    with filled(cold, compile_while_another_does) as path:
        assert path == cold.path and (path / "ready").stat().st_mtime == before
    assert [folder.name for folder in cache.iterdir()] == [path.name]


@pytest.mark.parametrize("place", ["taken", "taken/below"])
def test_where_nothing_can_be_kept_kernels_work_all_the_same(
    tmp_path: Path, source: Path, load: Load, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("HOUSING_SIM_CACHE", str(tmp_path / place))
    folder = kernel_folder([source])
    assert (folder.path, folder.warm) == (None, False)
    assert folder.problem is not None
    said = in_english(folder.problem)
    assert f"in {tmp_path / place}: a file stands where a folder should be" in said
    assert "set HOUSING_SIM_CACHE" in said
    assert not load() and not load()
    assert (tmp_path / "taken").read_text() == "a file"


def test_ready_kernels_may_stand_where_nothing_can_be_written(
    cache: Path, source: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    kept = {path: path.read_bytes() for path in kernels(cache)}

    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(kernel_cache, "_must_be_writable", refuse)
    folder = kernel_folder([source])
    assert (folder.warm, folder.problem) == (True, None)
    assert load()
    assert {path: path.read_bytes() for path in kernels(cache)} == kept
    (folder.path / "ready").unlink()  # type: ignore[operator]
    problem = kernel_folder([source]).problem
    assert problem is not None and "access is not allowed there" in in_english(problem)


def test_a_disk_that_fills_up_is_said(
    cache: Path, source: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", refuse)
        with pytest.raises(RunError, match=r"cache.kernels-\w+: the disk is full; set HOUSING_SIM_CACHE"):
            load()
    assert kernels(cache) == []
    assert not kernel_folder([source]).warm


def test_a_compiler_that_fails_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="the fast engine cannot be prepared: KeyError: 'no such kernel'"):
        compile_into(tmp_path, lambda _: None, [["no such kernel"]])


def test_kernels_unused_for_long_are_removed_and_nothing_else(cache: Path, load: Load) -> None:
    long_ago = time.time() - (KEPT_DAYS + 1) * 86_400
    old, half, recent, foreign = (
        cache / name
        for name in ("kernels-" + "0" * 32, "kernels-" + "1" * 32, "kernels-" + "2" * 32, "kernels-of-maize")
    )
    for folder in (old, half, recent, foreign):
        folder.mkdir(parents=True)
        if folder is not half:
            (folder / "ready").write_text("{}")
            os.utime(folder / "ready", (long_ago, long_ago))
        os.utime(folder, (long_ago, long_ago))
    os.utime(recent / "ready")
    load()
    assert [folder.exists() for folder in (old, half, recent, foreign)] == [False, False, True, True]


def test_use_is_noted(cache: Path, source: Path, load: Load) -> None:
    load()
    ready = next(cache.rglob("ready"))
    os.utime(ready, (0, 0))
    assert kernel_folder([source]).warm and ready.stat().st_mtime > 0


@pytest.mark.parametrize("file", sorted(ENGINE_ROOM.rglob("*.py")), ids=lambda file: file.stem)
def test_all_that_an_engine_takes_in_is_watched(file: Path) -> None:
    """Kernels take in the constants of other modules too, and Numba does not look there."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    # Messages, names of types and where files are kept are in no kernel.
    taken_in = {name for name in modules if name.startswith("sim.")} - {
        "sim.cache_folder",
        "sim.errors",
        "sim.os_errors",
        "sim.array_types",
    }
    files = {Path(str(spec.origin)) for name in taken_in if (spec := importlib.util.find_spec(name))}
    assert {file, *files} <= set(KERNEL_SOURCES)


def test_the_watched_files_are_there() -> None:
    assert ENGINE_ROOM.parents[1] / "model" / "clock.py" in KERNEL_SOURCES
    assert all(path.is_file() for path in KERNEL_SOURCES)


@pytest.mark.parametrize(
    "wrong", [np.zeros(3, np.int64), np.zeros((3, 3)), np.zeros(6)[::2], np.broadcast_to(1.0, (3,))]
)
def test_an_array_of_another_kind_never_comes_to_a_kernel(wrong: NDArray[Any]) -> None:
    right = LookupArrays(np.zeros(3, TABLE), np.zeros(3, CELL), np.zeros(3, np.int32))
    assert len(Handed(right).words) == 6
    with pytest.raises(TypeError, match=r"LookupArrays\.bins"):
        Handed(right._replace(bins=wrong))
