"""The commands that README.md shows: they run, and print what it quotes."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

ROOT = Path(__file__).parents[2]
Command: TypeAlias = Callable[..., Any]
EXAMPLES = [
    (block.split("\n")[0].removeprefix("$ housing-sim "), block.split("\n")[1:])
    for block in re.findall(
        r"^```console\n(.*?)\n```",
        (ROOT / "README.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
]
QUESTIONS = {"compare", "seek", "when", "drivers", "bottleneck", "commit"}


def test_every_question_has_an_example() -> None:
    assert {command.split()[0] for command, _ in EXAMPLES} == QUESTIONS
    assert all(quoted for _, quoted in EXAMPLES)


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
