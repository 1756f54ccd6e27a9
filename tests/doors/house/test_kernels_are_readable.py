"""The kernels can be read: no function of theirs takes more than so many paths, and each says what it is given."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

KERNELS = Path(__file__).parents[3] / "sim" / "engines" / "compiled" / "kernels"
MOST, MOST_OF_STEP = 15, 30
"""Paths through a function; `step` tells all operations of a node apart."""


def too_complex(most: int) -> list[str]:
    """Functions with more paths, by ruff's count (C901)."""
    options = ["--isolated", "--select", "C901", "--config", f"lint.mccabe.max-complexity={most}"]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *options, "--output-format", "concise", str(KERNELS)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode in (0, 1), done.stderr
    return [line.split("`")[1] for line in done.stdout.splitlines() if "C901" in line]


def test_no_kernel_takes_too_many_paths() -> None:
    assert set(too_complex(MOST)) <= {"step"} and too_complex(MOST_OF_STEP) == []


@pytest.mark.parametrize("file", sorted(KERNELS.rglob("*.py")), ids=lambda file: file.stem)
def test_every_kernel_says_what_it_does(file: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert [one.name for one in functions if not ast.get_docstring(one)] == []
    # Their own lines: what a reader must hold in mind at once.
    longest = {one.name: (one.end_lineno or 0) - one.body[0].lineno for one in functions}
    assert {name: lines for name, lines in longest.items() if lines > 85} == {}
