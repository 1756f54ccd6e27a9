"""The commands and programs that README.md and the pages of docs/ show: they run, and print what is quoted."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim.files import load_scenario
from sim.words import HASH_SHOWN

ROOT = Path(__file__).parents[3]
Command: TypeAlias = Callable[..., Any]
Example: TypeAlias = tuple[str, list[str]]
"""A command without the program's name, and the lines quoted below it."""
SCENARIO = "scenarios/can-tho-2026.toml"
QUESTIONS = {"compare", "seek", "when", "drivers", "projects", "reach", "bottleneck", "commit", "ask"}
OF_FILES = {"procedures"}
"""Questions that simulate nothing."""
FEW = ["--replications", "30"]
FEW_SETS = ["--replications", "400"]
"""Of a question that needs sets of unknown numbers."""


def blocks(page: Path, language: str) -> list[str]:
    """Fenced blocks of a language on a page."""
    found = re.findall(
        rf"^```{language}\n(.*?)\n```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    return [str(block) for block in found]


def examples(page: Path) -> list[Example]:
    """Commands of a page's console blocks in order, each with what is quoted below it."""
    found: list[Example] = []
    for line in (line for block in blocks(page, "console") for line in block.split("\n")):
        if line.startswith("$ "):
            found.append((line.removeprefix("$ housing-sim "), []))
        else:
            found[-1][1].append(line)
    return found


def own_files(page: Path) -> dict[str, str]:
    """Files that a page has its reader write: TOML blocks that begin with the path of a file in comment."""
    named = ((re.match(r"# (\S+/\S+\.toml)\n", block), block) for block in blocks(page, "toml"))
    return {name[1]: block for name, block in named if name is not None}


def written_by_the_reader(command: str, files: dict[str, str]) -> None:
    """Write the file that a command is the first to name."""
    for word in shlex.split(command):
        if word in files and not Path(word).exists():
            Path(word).write_text(files[word], encoding="utf-8")


DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [page for page in (ROOT / "README.md", *DOCS) if examples(page)]
PROGRAMS = [page for page in (ROOT / "README.md", *DOCS) if blocks(page, "python")]
BOARD = blocks(ROOT / "docs" / "run.md", "text")[0]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def lowered(command: str) -> list[str]:
    """The same command with few futures."""
    words = shlex.split(command)
    most = ["--most", "60"] if words[0] == "seek" else []
    few = FEW_SETS if words[0] == "ask" else FEW
    return [*words, *(few if words[0] in {*QUESTIONS, "run"} and "--quick" not in words else []), *most]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the reader is in: the checkout's scenarios, and whatever the page's commands write."""
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_pages_are_found() -> None:
    assert {"README.md", "docs/questions.md", "docs/run.md", "docs/guide.vi.md", "docs/lists.md"} <= {
        name_of(page) for page in PAGES
    }
    assert {"README.md", "docs/python.md"} <= {name_of(page) for page in PROGRAMS}


def test_every_question_has_an_example() -> None:
    shown = examples(ROOT / "docs" / "questions.md")
    assert {command.split()[0] for command, _ in shown} == {*QUESTIONS, *OF_FILES, "trace"}
    assert all(quoted for _, quoted in shown)


def test_the_board_is_of_the_scenario_as_it_stands() -> None:
    fingerprint = load_scenario(ROOT / SCENARIO).fingerprint[:HASH_SHOWN]
    assert f"scenario {fingerprint}," in " ".join(BOARD.split())


@pytest.mark.slow
def test_the_board_is_printed_as_quoted(call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    code, out, _ = call("run", SCENARIO, "--lang", "en")
    assert code == 0
    assert [line.rstrip() for line in out.splitlines()] == BOARD.split("\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_commands_of_a_page_run_in_order(page: Path, call: Command) -> None:
    for command, _ in examples(page):
        written_by_the_reader(command, own_files(page))
        code, out, err = call(*lowered(command))
        assert code == 0, (command, err)
        assert (out or err) and "Traceback" not in out + err, command


@pytest.mark.slow
@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_commands_of_a_page_print_what_is_quoted(page: Path, call: Command) -> None:
    """Lines up to a line of dots are the first ones printed."""
    for command, quoted in examples(page):
        written_by_the_reader(command, own_files(page))
        code, out, _ = call(*shlex.split(command))
        assert code == 0, command
        printed = [line.rstrip() for line in out.splitlines()]
        kept = quoted[: quoted.index("…")] if "…" in quoted else quoted
        assert [line.rstrip() for line in kept] == printed[: len(kept)], command


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PROGRAMS, ids=name_of)
def test_the_programs_of_a_page_run(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks(page, "python"):
        exec(compile(block, name_of(page), "exec"), {"__name__": "__main__"})
    assert capsys.readouterr().out
