"""docs/levers.md holds every lever and cause as its file states it, and no other."""

import re
from pathlib import Path

import pytest

from sim.guide import with_lists
from sim.levers import load_causes, load_levers

PAGE = (Path(__file__).parents[3] / "docs" / "levers.md").read_text(encoding="utf-8")
ENTRIES = {
    re.findall(r"`(\w+)`", entry)[0]: " ".join(entry.partition("<!--")[0].split())
    for entry in PAGE.split("\n### ")
    if entry[0] == "`"
}
LEVERS = load_levers()
CAUSES = load_causes()


def test_the_page_is_as_it_is_written_from_the_files() -> None:
    assert with_lists(PAGE) == PAGE, "remake it: python -m sim.guide"


@pytest.mark.parametrize("name", LEVERS)
def test_each_lever_stands_on_the_page_as_its_file_states_it(name: str) -> None:
    lever, entry = LEVERS[name], ENTRIES[name]
    assert " ".join(lever.help.en.split()) in entry
    assert f"- passage: {lever.passage};" in entry
    low, high, step, default = (f"{n:g}" for n in (lever.low, lever.high, lever.step, lever.default))
    assert f"- values: {low} to {high} in steps of {step}, " in entry
    assert f"; proposed: {default} -" in entry
    assert ("from: the whole scenario" in entry) == (not lever.dated)
    assert {change.kind for change in lever.changes} == set(
        re.findall(r"`(\w+)`", entry.rpartition("mechanism: ")[2])
    )


def test_the_page_holds_no_other() -> None:
    assert list(ENTRIES) == [*LEVERS, *CAUSES]


def test_a_page_keeps_what_is_written_by_hand() -> None:
    emptied = re.sub(r"(<!-- begin \w+: .*? -->\n).*?(<!-- end)", r"\1\2", PAGE, flags=re.DOTALL)
    assert len(emptied) < len(PAGE) and with_lists(emptied) == PAGE
