"""The second run is made once: kept in memory, and for later starts in the folder of what can be made again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from builders import row, scenario_of, stage

from sim.analysis.confidence import SecondRun, measured, numbers_of, second_run
from sim.cache_folder import keep_json, kept_json
from sim.engines import ENGINES
from sim.experiment import FUTURES_PER_SET

NUMBERS = numbers_of(
    scenario_of({"a": stage({"family": "lognormal", "p10": 200, "p90": 500})}, [row("P"), row("Q")])
)


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Futures of each run made, with nothing kept before; the engine stays where it is."""
    made: list[int] = []
    simulate = second_run.run

    def counted(*args: object, **kwargs: object) -> object:
        made.append(kwargs["replications"])  # type: ignore[arg-type]
        return simulate(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(second_run, "run", counted)
    monkeypatch.setattr(second_run, "engine_at_hand", lambda name: name)
    monkeypatch.setenv("HOUSING_SIM_CACHE", str(tmp_path))
    monkeypatch.setattr(second_run, "_in_memory", {})
    return made


def begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what a process that ends forgets."""
    monkeypatch.setattr(second_run, "_in_memory", {})


def found() -> SecondRun:
    measure = measured(NUMBERS)
    assert measure is not None
    return measure


def test_a_process_makes_it_once(runs: list[int]) -> None:
    assert found() is found()
    assert runs == [second_run.SETS_MOVED * FUTURES_PER_SET]


def test_a_second_start_reads_it(runs: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found()
    begin_anew(monkeypatch)
    assert found() == first
    assert len(runs) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


@pytest.mark.parametrize(
    "damage", ["gone", "empty", "cut", "another digit", "no text", "another form", "folder"]
)
def test_a_damaged_file_is_made_again(
    damage: str, runs: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = found()
    (path,) = tmp_path.iterdir()
    kept = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    elif damage == "another form":
        monkeypatch.setattr(second_run, "kept_json", lambda kind, key: {"homes": {"a": "many"}, "ranges": []})
    else:
        path.write_bytes(
            {
                "empty": b"",
                "cut": kept[: len(kept) // 2],
                "another digit": kept[:-9] + bytes([kept[-9] ^ 1]) + kept[-8:],
                "no text": b"\xff\xfe\x00",
            }[damage]
        )
    begin_anew(monkeypatch)
    assert found() == first
    assert len(runs) == 2


def test_another_program_makes_its_own(runs: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    found()
    begin_anew(monkeypatch)
    monkeypatch.setattr(second_run, "_program", lambda: "another")
    found()
    assert len(runs) == 2


def test_a_folder_that_cannot_be_written_is_no_error(
    runs: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("HOUSING_SIM_CACHE", str(tmp_path / "file"))
    first = found()
    begin_anew(monkeypatch)
    assert found() == first
    assert len(runs) == 2


def test_without_the_fast_engine_there_is_none(runs: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_run, "engine_at_hand", lambda _name: ENGINES[1])
    assert measured(NUMBERS) is None
    assert runs == []


def test_a_run_that_is_stopped_leaves_nothing(
    runs: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_done: int, _to_do: int) -> None:
        raise KeyboardInterrupt

    assert measured(NUMBERS, jobs=1, progress=stop) is None
    assert list(tmp_path.iterdir()) == []


def test_old_files_are_removed_and_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUSING_SIM_CACHE", str(tmp_path))
    keep_json("confidence", "old", 1)
    (old,) = tmp_path.iterdir()
    os.utime(old, (0, 0))
    mine = tmp_path / "confidence-notes.json"
    mine.write_text("mine")
    os.utime(mine, (0, 0))
    keep_json("confidence", "new", 2)
    assert kept_json("confidence", "old") is None
    assert kept_json("confidence", "new") == 2
    assert mine.exists()
