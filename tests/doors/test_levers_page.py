"""docs/levers.md stands in step with the lever and cause files."""

import re
from pathlib import Path

import pytest

from sim.levers import load_causes, load_levers

PAGE = (Path(__file__).parents[2] / "docs" / "levers.md").read_text(encoding="utf-8")
ROWS = {line.split("|")[1].strip(): line for line in PAGE.splitlines() if line.startswith("| `")}
LEVERS = load_levers()
CAUSES = load_causes()


@pytest.mark.parametrize("name", LEVERS)
def test_each_lever_stands_on_the_page_as_its_file_states_it(name: str) -> None:
    lever = LEVERS[name]
    _, _, passage, values, start, mechanism, _, _ = ROWS[f"`{name}`"].split("|")
    assert passage.strip() == lever.passage
    low, high, step, default = (f"{n:g}" for n in (lever.low, lever.high, lever.step, lever.default))
    assert values.strip().startswith(f"{low}–{high}")
    assert values.strip().endswith(f"step {step} ({default})")
    assert start.strip() == ("whole scenario" if not lever.dated else str(lever.from_date))
    assert {change.kind for change in lever.changes} == set(re.findall(r"`(\w+)`", mechanism))


def test_the_page_holds_no_other() -> None:
    told = {name for head in ROWS for name in re.findall(r"`(\w+)`", head)}
    assert told == {*LEVERS, *CAUSES}
    order = [re.findall(r"`(\w+)`", head)[0] for head in ROWS]
    assert order[: len(LEVERS)] == list(LEVERS)
