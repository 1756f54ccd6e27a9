"""docs/guide.vi.md: every command in it runs, its files exist, and what it says of scenario and data is so."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim.files import load_scenario
from sim.levers import apply_levers, load_levers, load_package

Command: TypeAlias = Callable[..., Any]
ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "guide.vi.md").read_text(encoding="utf-8")
BASELINE = Path("scenarios", "can-tho-2026.toml")
PACKAGES = sorted((ROOT / "scenarios" / "packages").glob("*.toml"))
FEW = {"--replications": "100", "--most": "200"}
"""Options that are lowered, wherever a command takes them."""
TAKES = {
    "--replications": {"run", "compare", "seek", "when", "drivers", "bottleneck", "commit"},
    "--most": {"seek"},
}


def _lines() -> list[str]:
    """Command lines of the guide's ```sh blocks, in order, once each."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    lines = (line.strip() for block in blocks for line in block.replace("\\\n", " ").splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def _lowered(words: list[str]) -> list[str]:
    """The same command in Vietnamese, with few futures."""
    kept = [*words, "--lang", "vi"]
    for option, few in FEW.items():
        if option in kept:
            kept[kept.index(option) + 1] = few
        elif words[0] in TAKES[option]:
            kept += [option, few]
    return kept


OWN_COPY = [line for line in _lines() if not line.startswith("housing-sim ")]
COMMANDS = [shlex.split(line)[1:] for line in _lines() if line.startswith("housing-sim ")]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scenarios, and the reader's own copy as the guide has it made."""
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    for line in OWN_COPY:
        first, *rest = shlex.split(line)
        if first == "cp":
            assert rest[0] == "-r"
            shutil.copytree(folder / rest[1], folder / rest[2])
        else:
            assert (first, rest[0]) == ("sed", "-i"), line
            _, before, after, _ = rest[1].split("/")
            path = folder / rest[2]
            text = path.read_text(encoding="utf-8")
            assert text.count(before) == 1, before
            path.write_text(text.replace(before, after), encoding="utf-8")
    return folder


def test_the_guide_asks_every_question() -> None:
    asked = {words[0] for words in COMMANDS}
    assert asked >= {
        "run", "compare", "seek", "when", "drivers", "bottleneck", "commit", "levers", "check",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [pytest.param(words, marks=[pytest.mark.slow] * ("--also" in words)) for words in COMMANDS],
    ids=" ".join,
)
def test_every_command_runs(
    words: list[str], call: Command, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    code, out, err = call(*_lowered(words))
    assert code == 0, err
    assert out and "Traceback" not in out + err


def test_the_guide_names_the_scenario_of_today() -> None:
    scenario = load_scenario(ROOT / BASELINE)
    assert scenario.fingerprint[:12] in GUIDE
    assert f"{scenario.settings.data_date:%d/%m/%Y}" in GUIDE


def test_files_named_in_the_guide_exist() -> None:
    named = set(re.findall(r"\]\((?!http)([^)#]+)\)", GUIDE))
    assert named
    assert not [each for each in named if not (ROOT / "docs" / each).exists()]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_each_package_can_be_read_and_applied(path: Path) -> None:
    base = load_scenario(ROOT / BASELINE)
    settings = load_package(path, load_levers())
    assert settings
    assert apply_levers(base, settings).fingerprint != base.fingerprint


def test_there_is_a_package() -> None:
    assert PACKAGES and all(f"scenarios/packages/{path.name}" in GUIDE for path in PACKAGES)
