"""No kernel reads or writes outside of its arrays, and every line of the rules in it is reached and agrees."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# Lines of the rules, of what is drawn and of what is measured must all be reached. Those of the other files hold places
# on the real line, in the calendar and in heaps that no scenario of a sensible size comes to, and have tests of their own.
WATCHED = (
    "durations",
    "future",
    "measure",
    "path",
    "push",
    "requests",
    "rounds",
    "run",
    "shared",
    "stages _draw",
    "steps",
    "timers",
    "unknowns",
)


def run(program: str, count: int, folder: Path, **environment: str) -> str:
    """Run a program of this folder where kernels are made anew, in a way the environment says."""
    paths = os.pathsep.join(map(str, (ROOT, HERE.parent, HERE)))
    done = subprocess.run(
        [sys.executable, str(HERE / program), str(count)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths, "HOUSING_SIM_CACHE": str(folder)} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=3600,
    )
    # A C callback cannot raise: it tells what it met.
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


@pytest.mark.slow
def test_kernels_stay_inside_their_arrays(tmp_path: Path) -> None:
    assert run("every_rule.py", 100, tmp_path, NUMBA_BOUNDSCHECK="1") == run("every_rule.py", 100, tmp_path)


@pytest.mark.slow
def test_every_line_of_the_rules_is_reached(tmp_path: Path) -> None:
    missed = run("line_by_line.py", 250, tmp_path, NUMBA_DISABLE_JIT="1").splitlines()
    assert [line for line in missed if line.startswith(WATCHED)] == []
