"""Damaged files of every kind: refused with problems or run; never a traceback, never a hang, both engines alike.

`pytest -m slow tests/mutants` tries many more. A mutant is found again by its kind and number: `mutants_of` makes the
same one on every machine.
"""

from __future__ import annotations

import random
import signal
import traceback
from pathlib import Path
from typing import Any

import pytest
from mutants.file_kinds import DOORS, damaged, prepare

QUICK, LONG = 300, 5_000
MOST_SECONDS = 120
"""For one mutant: far more than any needs, so that only a hang meets it."""
MOST_TOLD = 5


def shares(total: int) -> dict[str, int]:
    """How many mutants of each kind: most of what has most to say."""
    weights = dict.fromkeys(DOORS, 1) | {"scenario": 5, "register": 3, "workbook": 2, "list": 2, "lever": 2}
    return {kind: total * weight // sum(weights.values()) for kind, weight in weights.items()}


def hang(*_: Any) -> None:
    raise TimeoutError("a hang")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutants")


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, dict[str, str | bytes]]:
    return prepare(folder)


def tried(kind: str, number: int, folder: Path, files: dict[str, str | bytes]) -> str | None:
    """Give one mutant to its door.

    Returns
    -------
    str or None
        What went wrong; "" where it passed, None where it was refused as it should be.
    """
    chance = random.Random(f"{kind} {number}")
    name = chance.choice(list(files))
    path, content = folder / name, files[name]
    mutant = damaged(name, content, chance)
    path.write_bytes(mutant)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, hang)
        signal.alarm(MOST_SECONDS)
    try:
        return "" if DOORS[kind](folder, name) else None
    except Exception:
        return f"{kind} {number} ({name}):\n{traceback.format_exc(limit=-4)}"
    finally:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def hold(kind: str, count: int, folder: Path, files: dict[str, dict[str, str | bytes]]) -> None:
    found = [tried(kind, number, folder, files[kind]) for number in range(count)]
    wrong = [each for each in found if each]
    assert not wrong, f"{len(wrong)} of {count}:\n" + "\n".join(wrong[:MOST_TOLD])
    # Neither all damage is refused (the doors would be shut) nor none (they would look at nothing).
    assert None in found and ("" in found or count < LONG // 50)


def test_undamaged_files_pass(folder: Path, files: dict[str, dict[str, str | bytes]]) -> None:
    assert [name for kind, named in files.items() for name in named if not DOORS[kind](folder, name)] == []


@pytest.mark.parametrize("kind", DOORS)
def test_a_damaged_file_is_refused_or_runs(
    kind: str, folder: Path, files: dict[str, dict[str, str | bytes]]
) -> None:
    hold(kind, shares(QUICK)[kind], folder, files)


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOORS)
def test_thousands_of_damaged_files_are_refused_or_run(
    kind: str, folder: Path, files: dict[str, dict[str, str | bytes]]
) -> None:
    hold(kind, shares(LONG)[kind], folder, files)


def test_the_same_number_is_the_same_mutant(folder: Path, files: dict[str, dict[str, str | bytes]]) -> None:
    for kind, named in files.items():
        made = [
            [damaged(name, content, random.Random(f"{kind} {number}")) for name, content in named.items()]
            for number in (1, 1, 2)
        ]
        assert made[0] == made[1] != made[2]
