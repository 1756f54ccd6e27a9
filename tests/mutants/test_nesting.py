"""Tables and lists that lie too deep are one problem of their file, whatever kind of file it is; found by mutants."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants.file_kinds import prepare

from sim.errors import ScenarioError, in_english
from sim.files import check_scenario
from sim.intake import destination
from sim.levers import load_causes, load_levers, load_package

READ = {
    "example.toml": lambda folder: _problems_of(check_scenario(folder / "example.toml")),
    "sources.toml": lambda folder: _problems_of(check_scenario(folder / "example.toml")),
    "levers/faster.toml": lambda folder: load_levers(folder / "levers"),
    "causes/no_building.toml": lambda folder: load_causes(folder / "causes"),
    "package.toml": lambda folder: load_package(folder / "package.toml", load_levers(folder / "levers")),
    "typed.toml": lambda folder: destination(folder / "new", folder / "typed.toml", ()),
}
DEEP = {
    "lists": "deep = " + "[" * 300 + "]" * 300,
    "tables": f"[{'.'.join('a' * 3000)}]",
    "keys": f"[deep]\n{'.'.join('a' * 500)} = 1",
    "inline": "deep = " + "{ a = " * 200 + "1" + " }" * 200,
    "just too deep": f"[deep]\n{'.'.join('a' * 40)} = 1",
}


def _problems_of(parsed):  # type: ignore[no-untyped-def]
    if parsed.scenario is None:
        raise ScenarioError([problem for problem in parsed.problems if problem.severity == "error"])


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_what_lies_too_deep_is_one_problem(name: str, deep: str, tmp_path: Path) -> None:
    prepare(tmp_path)
    path = tmp_path / name
    # At the end: a key there belongs to the last table, which changes nothing of how deep it lies but by one.
    path.write_text(f"{path.read_text('utf-8')}\n{deep}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        READ[name](tmp_path)
    assert [in_english(problem.found) for problem in refused.value.problems] == [
        "lists or tables nested too deeply"
    ]
