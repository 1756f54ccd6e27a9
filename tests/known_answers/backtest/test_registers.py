"""Registers of the past that share published totals out into blocks are those that their script computes."""

import csv
import importlib.util
import io
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sim.backtest import SHIPPED_HISTORY

SCRIPT = Path(__file__).parents[3] / "docs" / "history_registers.py"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Remake the registers with ``python docs/history_registers.py``."""
    found = importlib.util.spec_from_file_location("history_registers", SCRIPT)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    monkeypatch.setitem(sys.modules, "history_registers", module)  # dataclasses look their module up
    found.loader.exec_module(module)
    return module


def test_every_register_but_those_of_named_projects_is_computed(script: ModuleType) -> None:
    kept = {path.name: path.read_text("utf-8") for path in (SHIPPED_HISTORY / "as_known").glob("*.csv")}
    by_hand = {name for name in kept if name.startswith("can-tho")}
    assert {name: text for name, text in kept.items() if name not in by_hand} == script.registers()


def test_homes_and_projects_add_up_to_what_was_published(script: ModuleType) -> None:
    """The nation at the end of 2025: 200 projects of 134,111 homes under construction, 354,187 homes approved."""
    rows = list(csv.DictReader(io.StringIO(script.registers()["vietnam-2026-01.csv"])))
    building, waiting = ([row for row in rows if row["project_id"][0] == letter] for letter in "BA")
    assert len({row["project_id"] for row in building}) == 200
    assert sum(int(row["homes"]) for row in building) == 134_111
    assert sum(int(row["homes"]) for row in waiting) == 354_187
