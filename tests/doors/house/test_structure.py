"""The house stays easy to live in: rooms of one noun, doors that name what leaves them, imports that point one way."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LONGEST_FILE = 300
LARGEST_ROOM = 15
LARGEST_FAMILY = 2
"""Files of one room that may share a first or last word: more are a room of their own."""
REGISTERS = {"sim/levers/mechanisms"}
"""Rooms whose door is read as a list of what there is."""
SAME_IN_EACH = {"QUESTION", "simulator"}
"""What every file of a kind has by the same name: a question's declaration, an engine's entrance."""

MODULES = sorted(path for path in (ROOT / "sim").rglob("*.py") if path.name != "__init__.py")
ROOMS = sorted({path.parent for path in MODULES} - {ROOT / "sim"})


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def named(room: Path) -> str:
    return str(room.relative_to(ROOT))


def door(room: Path) -> dict[str, str]:
    """Names that leave a room, each with the module that it comes from."""
    stub = room / "__init__.pyi"
    if not stub.exists():
        return {}
    return {
        alias.name: f"{dotted(room)}.{node.module}"
        for node in ast.walk(ast.parse(stub.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


DOORS = {dotted(room): door(room) for room in [ROOT / "sim", *ROOMS]}
ROOM_NAMES = {dotted(room) for room in ROOMS}
MODULE_NAMES = {dotted(path) for path in MODULES}
WORDS = {
    path: set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    for path in (
        *(p for folder in ("sim", "tests", "benchmarks", "docs") for p in (ROOT / folder).rglob("*.py*")),
        *ROOT.glob("*.py"),
    )
    if path.suffix in (".py", ".pyi")
}


def imports(path: Path, *, for_types: bool = True) -> Iterator[tuple[str, str]]:
    """Module and name of everything that a file imports from the product; what only types need may be left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not for_types:
        tree.body = [
            node
            for node in tree.body
            if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        ]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "sim":
            yield from ((node.module, alias.name) for alias in node.names)


def home(module: str, name: str) -> str:
    """Module that a name comes from, looked up through the doors on the way."""
    while name in DOORS.get(module, {}):
        module = DOORS[module][name]
    return f"{module}.{name}" if f"{module}.{name}" in MODULE_NAMES else module


def public_names(path: Path) -> set[str]:
    """Functions, classes and values that a module defines, those for itself alone left out."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=targets):
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case _:
                pass
    return {name for name in found if not name.startswith("_")}


def test_files_stay_small() -> None:
    sizes = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("sim", "tests")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {named(path): n for path, n in sizes.items() if n > LONGEST_FILE} == {}


@pytest.mark.parametrize("room", ROOMS, ids=named)
def test_a_room_holds_one_noun(room: Path) -> None:
    files = [path.stem for path in room.glob("*.py") if path.name != "__init__.py"]
    assert len(files) <= LARGEST_ROOM
    words = Counter(
        word for stem in files if "_" in stem for word in {stem.split("_")[0], stem.split("_")[-1]}
    )
    assert {word: n for word, n in words.items() if word and n > LARGEST_FAMILY} == {}


def test_folders_of_tests_stay_small_too() -> None:
    sizes = Counter(path.parent for path in (ROOT / "tests").rglob("*.py"))
    assert {named(folder): n for folder, n in sizes.items() if n > LARGEST_ROOM} == {}


@pytest.mark.parametrize("room", ROOMS, ids=named)
def test_a_door_holds_what_it_names(room: Path) -> None:
    package = import_module(dotted(room))
    for name, module in door(room).items():
        assert getattr(package, name) is getattr(import_module(module), name), name


@pytest.mark.parametrize("room", ROOMS, ids=named)
def test_a_door_names_only_what_leaves(room: Path) -> None:
    """What no file outside of the room speaks of stays inside."""
    if named(room) in REGISTERS:
        return
    outside = [words for path, words in WORDS.items() if path.parent != room]
    assert sorted(name for name in door(room) if not any(name in words for words in outside)) == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_room_is_entered_by_its_door(path: Path) -> None:
    """Inside a room, that is also between it and the rooms within it, modules are named themselves."""
    here = f"{dotted(path.parent)}."
    past = {
        module
        for module, _ in imports(path)
        if module in MODULE_NAMES
        and (room := f"{module.rpartition('.')[0]}.") != "sim."
        and not (here.startswith(room) or room.startswith(here))
    }
    assert past == set()


def test_modules_import_one_way_through_their_doors_too() -> None:
    """Doors open late, so that a circle would go unnoticed when the program starts."""
    graph: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        graph[dotted(path)] |= {
            found
            for module, name in imports(path, for_types=False)
            if (found := home(module, name)) in MODULE_NAMES
        }
        graph[dotted(path)].discard(dotted(path))
    TopologicalSorter(graph).prepare()


def test_a_public_name_has_one_home() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for name in public_names(path) - SAME_IN_EACH:
            homes[name].append(dotted(path))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
