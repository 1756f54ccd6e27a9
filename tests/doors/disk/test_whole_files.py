"""What is written stands whole or not at all, and nothing but a file is replaced; what is read is a file."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import sim
from sim.errors import Problem, StoreError, msg
from sim.file_content import file_content
from sim.whole_files import whole_file, write_whole


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(path)
    return path


def test_a_pipe_or_a_device_is_neither_replaced_nor_waited_for(pipe: Path) -> None:
    for path in (pipe, Path(os.devnull)):
        before = path.stat().st_mode
        with pytest.raises(StoreError, match="a pipe or a device"), whole_file(path):
            pass
        assert path.stat().st_mode == before
        found = file_content(path, path.name, msg("a CSV file"), 1)
        assert isinstance(found, Problem)
        assert found.found == msg("a pipe or a device")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "events.csv"
    kept.parent.mkdir()
    kept.write_text("old")
    link = tmp_path / "events.csv"
    link.symlink_to(kept)
    with whole_file(link) as temporary:
        temporary.write_text("new")
    assert link.is_symlink()
    assert kept.read_text() == "new"
    assert names(kept.parent) == {"events.csv"}


def test_all_files_of_a_folder_or_none(tmp_path: Path) -> None:
    old = {"a": "1", "b": "2", "c": "3"}
    write_whole(tmp_path, {name: lambda path, said=said: path.write_text(said) for name, said in old.items()})

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="b cannot be written: the disk is full"):
        write_whole(tmp_path, {"a": lambda path: path.write_text("9"), "b": full, "c": full})
    assert {name: (tmp_path / name).read_text() for name in names(tmp_path)} == old


def test_an_error_of_whoever_writes_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a mistake"), whole_file(tmp_path / "a.csv") as temporary:
        temporary.touch()
        raise ValueError("a mistake")
    assert names(tmp_path) == set()
    with pytest.raises(StoreError, match="no file can have this name"), whole_file(tmp_path / "a\0b"):
        pass


def test_files_are_put_in_place_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    placed = []
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, to: (placed.append(to.name), replace(self, to))[1])
    write_whole(tmp_path, dict.fromkeys(("data", "summary", "manifest"), Path.touch))
    assert placed == ["data", "summary", "manifest"]


def test_what_killed_runs_left_behind_goes_after_a_day(tmp_path: Path) -> None:
    old, young, own = (tmp_path / name for name in (".making-77-a.csv", ".making-78-a.csv", ".making-plans"))
    for path in (old, young, own):
        path.touch()
    os.utime(old, (time.time() - 90_000,) * 2)
    os.utime(own, (time.time() - 90_000,) * 2)
    with whole_file(tmp_path / "b.csv") as temporary:
        temporary.touch()
    assert names(tmp_path) == {young.name, own.name, "b.csv"}


def test_a_saved_run_is_read_back_and_a_mix_of_two_is_noticed(example: Path, tmp_path: Path) -> None:
    scenario = sim.load_scenario(example)
    one, other = (sim.run(scenario, replications=20, seed=seed, completions=True) for seed in (1, 2))
    sim.write_run(tmp_path / "one", one, {"of": "one"}, "test")
    sim.write_run(tmp_path / "other", other, {"of": "other"}, "test")
    saved = sim.read_run(tmp_path / "one")
    assert saved.summary == {"of": "one"}
    assert saved.manifest["seed"] == 1
    assert saved.completions.equals(sim.completions_frame(one))
    for name in ("completions.parquet", "summary.json"):
        sim.write_run(tmp_path / "one", one, {"of": "one"}, "test")
        (tmp_path / "other" / name).replace(tmp_path / "one" / name)
        with pytest.raises(StoreError, match=rf"{name} is not the file that manifest\.json tells of"):
            sim.read_run(tmp_path / "one")
        sim.write_run(tmp_path / "other", other, {"of": "other"}, "test")
    (tmp_path / "one" / "summary.json").unlink()
    with pytest.raises(StoreError, match="there is no such file"):
        sim.read_run(tmp_path / "one")
    (tmp_path / "one" / "manifest.json").write_text("[]")
    with pytest.raises(StoreError, match="damaged"):
        sim.read_run(tmp_path / "one")
