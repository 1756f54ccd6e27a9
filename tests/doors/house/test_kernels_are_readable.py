"""The kernels can be read: no function of theirs takes more than so many paths, and each says what it is given."""

from __future__ import annotations

import ast
import re
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


def named(lines: list[str], pattern: str) -> set[str]:
    """Names that lines explain, several of one line apart by commas."""
    found = (re.match(pattern, line) for line in lines)
    return {name for match in found if match for name in match[1].split(", ")}


@pytest.mark.parametrize("file", sorted(KERNELS.rglob("*.py")), ids=lambda file: file.stem)
def test_every_kernel_explains_its_parameters(file: Path) -> None:
    room = ast.get_docstring(ast.parse((KERNELS / "__init__.py").read_text(encoding="utf-8"))) or ""
    shared = named(room.splitlines(), r"([a-z_]+(?:, [a-z_]+)*)  +\S")
    assert {"rules", "future", "p", "resource"} <= shared
    unexplained = {}
    for one in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(one, ast.FunctionDef):
            own = named((ast.get_docstring(one) or "").splitlines(), r"([a-z_0-9]+(?:, [a-z_0-9]+)*) : \S")
            names = {argument.arg for argument in one.args.args}
            unexplained[one.name] = names - shared - own
    assert {name: names for name, names in unexplained.items() if names} == {}
