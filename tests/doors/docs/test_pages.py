"""The pages of docs/: their lines, links, rooms and pictures."""

import ast
import importlib.util
import pkgutil
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LONGEST_LINE = 120
LONGEST_README = 200
MADE_BY_THE_BUILD = {"sim/shipped"}


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_lines_stay_short(page: Path) -> None:
    """A row of a table cannot be broken; all else can."""
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > LONGEST_LINE and not line.startswith("|")] == []


def test_the_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= LONGEST_README


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"\]\((?!\w+:)([^)\s]+)\)|<img src=\"([^\"]+)\"", text)
    for link in (first or second for first, second in named):
        path, _, heading = link.partition("#")
        target = page if not path else page.parent / path
        assert target.exists(), link
        assert not heading or heading in headings(target), link


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=name_of)
def test_paths_and_modules_that_a_page_names_exist(page: Path) -> None:
    """In code within sentences; a word in capitals (`ID.toml`) stands for a name of one's own."""
    sentences = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    codes = {" ".join(code.split()) for code in re.findall(r"`([^`]+)`", sentences)}
    paths = {code for code in codes if re.fullmatch(r"(sim|tests|docs|benchmarks|scenarios)/[\w./-]*", code)}
    named = {path for path in paths if not re.search(r"\b[A-Z]{2,}\b(?!\.md)", path)}
    assert sorted(path for path in named - MADE_BY_THE_BUILD if not (ROOT / path).exists()) == []
    modules = {code.split("(")[0] for code in codes if re.fullmatch(r"sim(\.\w+)+(\(.*\))?", code)}
    assert sorted(module for module in modules if not found(module)) == []


def found(module: str) -> bool:
    try:
        pkgutil.resolve_name(module)
    except (ImportError, AttributeError):
        return False
    return True


def headings(page: Path) -> set[str]:
    """Anchors as GitHub makes them of a page's headings."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def rooms_told() -> dict[str, list[str]]:
    """Rooms of the table "Rooms", with the names of their doors."""
    table = ARCHITECTURE.split("## Rooms")[1].split("## Layers")[0]
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in table.splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("`"): re.findall(r"`(\w+)`", row[-1]) for row in rows}


def test_every_room_is_told() -> None:
    assert set(rooms_told()) == {path.parent.name for path in (ROOT / "sim").glob("*/__init__.py")}


@pytest.mark.parametrize("room", rooms_told())
def test_what_leaves_a_room_as_told_stands_in_its_door(room: str) -> None:
    door = ast.parse((ROOT / "sim" / room / "__init__.pyi").read_text(encoding="utf-8"))
    leaves = {
        alias.asname or alias.name
        for line in door.body
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
    }
    told = rooms_told()[room]
    assert told and set(told) <= leaves


def test_the_layers_are_those_that_are_held() -> None:
    told = ARCHITECTURE.split("## Layers")[1].split("```text\n")[1].split("\n```")[0].splitlines()
    held = re.search(
        r"^layers = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M | re.S
    )
    assert held is not None
    assert told == re.findall(r'"([^"]+)"', held[1])


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script ``docs/pictures.py``, which remakes the pictures."""
    found = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    monkeypatch.setitem(sys.modules, "pictures", module)  # dataclasses look their module up
    found.loader.exec_module(module)
    return module


def test_the_picture_of_the_flow_is_as_its_script_draws_it(pictures: ModuleType) -> None:
    """Remake it with ``python docs/pictures.py``."""
    drawn = pictures.flow_picture()
    assert (ROOT / "docs" / "images" / "flow.svg").read_text(encoding="utf-8") == drawn
    assert all(f"| {step.name} |" in ARCHITECTURE for step in pictures.FLOW)
    assert all(family.endswith("sans-serif") for family in re.findall(r'font-family="([^"]+)"', drawn))


def test_the_script_draws_the_fit(pictures: ModuleType) -> None:
    """Not compared to the last dot: letters differ from one processor's fonts to another's."""
    assert pictures.fit_picture().startswith(b"\x89PNG\r\n")


def test_every_picture_is_shown() -> None:
    shown = "".join(page.read_text("utf-8") for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    assert [path.name for path in (ROOT / "docs" / "images").iterdir() if path.name not in shown] == []
