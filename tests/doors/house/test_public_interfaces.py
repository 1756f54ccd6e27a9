"""What `sim` imports of other packages is public: no release of theirs may break it without saying so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NOT_PUBLIC = ("numba.core", "numba.np", "numba.experimental", "llvmlite.llvmpy")
"""Modules that their makers keep for themselves, though their names do not say so."""
ALLOWED = {
    "numba.core.typing.templates.AttributeTemplate": (
        "what `numba.extending.infer_getattr` demands of a class; `numba.extending` does not name it itself"
    ),
}
"""Exceptions, and why there is no other way."""


def imported(source: str) -> Iterator[str]:
    """Dotted names that a module imports, save those of `sim` and of its own room."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module != "__future__":
            yield from (f"{node.module}.{name.name}" for name in node.names)


def private(name: str) -> bool:
    if name.split(".")[0] == "sim":
        return False
    inside = any(f"{name}.".startswith(f"{module}.") for module in NOT_PUBLIC)
    return inside or any(part.startswith("_") for part in name.split("."))


def found_in(folder: Path) -> dict[str, list[str]]:
    found = {}
    for path in sorted(folder.rglob("*.py*")):
        if path.suffix in (".py", ".pyi"):
            names = [name for name in imported(path.read_text(encoding="utf-8")) if private(name)]
            if names:
                found[path.relative_to(ROOT).as_posix()] = names
    return found


def test_only_public_names_of_other_packages_are_imported() -> None:
    found = {
        path: [name for name in names if name not in ALLOWED]
        for path, names in found_in(ROOT / "sim").items()
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_every_exception_is_needed() -> None:
    met = {name for names in found_in(ROOT / "sim").values() for name in names}
    assert met == set(ALLOWED)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("from numba import _dynfunc", True),
        ("from numba.core import types", True),
        ("import numba.core.codegen", True),
        ("from numba.np.arrayobj import make_array", True),
        ("from scipy._lib import _util", True),
        ("from numba import types, njit", False),
        ("from numba.extending import intrinsic", False),
        ("from sim.model.outcomes import _by_quarter", False),
        ("from __future__ import annotations", False),
    ],
)
def test_private_names_are_told_from_public_ones(line: str, refused: bool) -> None:
    assert any(map(private, imported(line))) == refused
