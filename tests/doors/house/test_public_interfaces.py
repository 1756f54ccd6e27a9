"""What `sim` uses of other packages is public: no release of theirs may break it without saying so.

Read are the imports, and the attributes that begin with one underscore: each must be bound by a class or module of `sim`.
"""

from __future__ import annotations

import ast
import re
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
ATTRIBUTES: dict[str, list[str]] = {}
"""Exceptions by file; there is none."""


OF_NAMED_TUPLES = {"_asdict", "_fields", "_make", "_replace"}
"""Public in spite of their names, says Python."""


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


CLASSES = {
    node.name: node
    for path in sorted((ROOT / "sim").rglob("*.py"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.ClassDef)
}


def bound_by(node: ast.AST) -> set[str]:
    """Names that a class or module binds: its functions, classes and fields, and what its methods set on `self`."""
    names = set()
    for each in ast.walk(node):
        if isinstance(each, ast.FunctionDef | ast.ClassDef):
            names.add(each.name)
        elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            names.add(each.id)
        elif isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store) and of_itself(each):
            names.add(each.attr)
    return names


def of_itself(attribute: ast.Attribute) -> bool:
    return isinstance(attribute.value, ast.Name) and attribute.value.id in ("self", "cls")


def inherited(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> set[str]:
    """Names that a class binds, and those classes of `sim` from which it is derived."""
    names = bound_by(node)
    for base in node.bases:
        named = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(named, ast.Name) and named.id in classes and named.id != node.name:
            names |= inherited(classes[named.id], classes)
    return names


def foreign_attributes(source: str) -> Iterator[str]:
    """Attributes with one underscore before their name that nothing of `sim` in sight binds.

    On `self`, the class must bind it, or one of `sim` from which it is derived; on anything else, the module.
    """
    module = ast.parse(source)
    own_classes = classes_of(module)
    classes = CLASSES | {node.name: node for node in own_classes}
    in_sight = bound_by(module).union(*(inherited(node, classes) for node in own_classes))
    of_class = {id(each): inherited(node, classes) for node in own_classes for each in ast.walk(node)}
    for each in ast.walk(module):
        if isinstance(each, ast.Attribute) and re.match("_[^_]", each.attr):
            known = of_class.get(id(each), set()) if of_itself(each) else in_sight
            if each.attr not in known and each.attr not in OF_NAMED_TUPLES:
                yield each.attr


def classes_of(module: ast.Module) -> list[ast.ClassDef]:
    return [node for node in ast.walk(module) if isinstance(node, ast.ClassDef)]


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


def test_only_public_attributes_of_other_packages_are_used() -> None:
    found = {}
    for path in sorted((ROOT / "sim").rglob("*.py")):
        names = sorted(set(foreign_attributes(path.read_text(encoding="utf-8"))))
        if names:
            found[path.relative_to(ROOT).as_posix()] = names
    assert found == ATTRIBUTES


@pytest.mark.parametrize(
    ("lines", "refused"),
    [
        ("import simpy\nevent = simpy.Event()\nevent._ok = True", ["_ok"]),
        ("import simpy\nclass C(simpy.Environment):\n    def f(self): return self._queue", ["_queue"]),
        ("import simpy\nclass C(simpy.Environment):\n    def f(self): self._x = 1; return self._x", []),
        ("class A:\n    _x = 1\nclass B(A):\n    def f(self, other): return self._x + other._x", []),
        ("class A:\n    _x: int\nclass B:\n    def f(self): return self._x", ["_x"]),
        ("import numpy\nprint(numpy.__version__)", []),
    ],
)
def test_attributes_of_others_are_told_from_ones_own(lines: str, refused: list[str]) -> None:
    assert sorted(set(foreign_attributes(lines))) == refused


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
