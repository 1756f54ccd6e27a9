"""The commands that README.md shows: they run, and print what it quotes."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim.files import load_scenario
from sim.words import HASH_SHOWN

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
Command: TypeAlias = Callable[..., Any]
EXAMPLES = [
    (block.split("\n")[0].removeprefix("$ housing-sim "), block.split("\n")[1:])
    for block in re.findall(
        r"^```console\n(.*?)\n```",
        README,
        flags=re.MULTILINE | re.DOTALL,
    )
]
BOARD = re.search(r"^```text\n(.*?)\n```", README, flags=re.MULTILINE | re.DOTALL)
SCENARIO = "scenarios/can-tho-2026.toml"
QUESTIONS = {"compare", "seek", "when", "drivers", "bottleneck", "commit"}


def test_every_question_has_an_example() -> None:
    assert {command.split()[0] for command, _ in EXAMPLES} == QUESTIONS
    assert all(quoted for _, quoted in EXAMPLES)


def test_the_board_is_of_the_scenario_as_it_stands() -> None:
    assert BOARD is not None
    assert f"scenario {load_scenario(ROOT / SCENARIO).fingerprint[:HASH_SHOWN]}," in " ".join(
        BOARD[1].split()
    )


@pytest.mark.slow
def test_the_board_is_printed_as_quoted(call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    code, out, _ = call("run", SCENARIO, "--uncertainty", "--lang", "en")
    assert code == 0 and BOARD is not None
    assert [line.rstrip() for line in out.splitlines()] == BOARD[1].split("\n")


@pytest.mark.parametrize("command", [command for command, _ in EXAMPLES])
def test_examples_run(call: Command, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(ROOT)
    few = ["--replications", "30", *(["--most", "60"] if command.startswith("seek") else [])]
    code, out, _ = call(*shlex.split(command), *few)
    assert code == 0 and out


@pytest.mark.slow
@pytest.mark.parametrize(("command", "quoted"), EXAMPLES)
def test_examples_print_what_is_quoted(
    call: Command, monkeypatch: pytest.MonkeyPatch, command: str, quoted: list[str]
) -> None:
    """Lines up to a line of dots are the first ones printed."""
    monkeypatch.chdir(ROOT)
    code, out, _ = call(*shlex.split(command))
    assert code == 0
    printed = [line.rstrip() for line in out.splitlines()]
    kept = quoted[: quoted.index("…")] if "…" in quoted else quoted
    assert [line.rstrip() for line in kept] == printed[: len(kept)]
