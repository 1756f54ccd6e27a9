"""Commands as a user starts them, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.cities import BASELINE
from benchmarks.figure import Setting
from sim.engines import ENGINES

CACHE_VARIABLE = "HOUSING_SIM_CACHE"
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Set where the benchmarks are developed; a user's Python compiles a module once, not at every start."""
_CHILD = Path(__file__).with_name("child.py")


FEW = "200"
"""Futures of a question where it is to be quick: whole sets of unknown numbers."""


class Ended(NamedTuple):
    """How a command ended.

    Wall time and time of all processors together in seconds, most memory held (1 MB is 10^6 bytes), what it printed.
    """

    seconds: float
    processor_seconds: float
    peak_mb: float
    out: str


def program() -> tuple[str, ...]:
    """Command of the program: the installed `housing-sim`, else the package."""
    script = Path(sys.executable).with_name("housing-sim")
    return (str(script),) if script.exists() else (sys.executable, "-m", "sim.cli")


def asked_of_baseline(engine: str, question: str, *options: str) -> tuple[str, ...]:
    """Command of a question about the baseline; the engine is named only where it is not the default."""
    named = () if engine == ENGINES[0] else ("--engine", engine)
    return (*program(), question, str(BASELINE), "--lang", "en", *options, *named)


def usual_futures(setting: Setting) -> tuple[str, ...]:
    """Options for the number of futures: none, for what a user meets is the default; few where it is to be quick."""
    return ("--replications", FEW) if setting.quick else ()


def ended(command: Sequence[str], cache: Path | None = None) -> Ended:
    """Run a command to its end.

    Parameters
    ----------
    command : sequence of str
    cache : Path, optional
        Folder for compiled code in place of the usual one.

    Returns
    -------
    Ended

    Raises
    ------
    RuntimeError
        When the command fails.
    """
    environment = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    if cache is not None:
        environment[CACHE_VARIABLE] = str(cache)
    child = subprocess.run(
        (sys.executable, "-S", str(_CHILD), *command),
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    said = json.loads(child.stdout)
    if said["exit"] != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {said['exit']}: {said['err']}")
    return Ended(said["seconds"], said["processor_seconds"], said["peak_mb"], said["out"])


def must_say_engine(out: str, engine: str) -> None:
    """Refuse a board made by another engine than the one measured.

    Raises
    ------
    RuntimeError
    """
    if f"engine {engine}" not in " ".join(out.split()):
        raise RuntimeError(f"the run was not made by the engine {engine}")
