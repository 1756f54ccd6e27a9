"""A scenario of one city with the list of another: its copy fits, and says what was left out or lent."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from sim.files import SHIPPED_BASELINE, SHIPPED_SCENARIOS, check_scenario, load_scenario
from sim.intake import Destination, copied, list_fit, load_map, understood, write_intake

LISTS = SHIPPED_SCENARIOS / "lists"


def test_the_baseline_takes_a_list_of_other_projects(tmp_path: Path) -> None:
    copy = copied(SHIPPED_BASELINE, tmp_path / "copy")
    where = Destination(copy.parent, copy, False, False, load_map(LISTS / "bieu-02-can-tho.toml"))
    intake = understood(LISTS / "bieu-02.csv", where)
    assert any(problem.severity == "error" for problem in intake.problems)
    changed = list_fit(copy, intake.rows)
    assert changed is not None
    assert len(changed.told) == 4
    own = copy.with_name("with-list.toml")
    own.write_text(changed.toml, encoding="utf-8")
    where = replace(where, scenario=own)
    intake = understood(LISTS / "bieu-02.csv", where)
    assert not [problem for problem in intake.problems if problem.severity == "error"]
    write_intake(intake, where)
    scenario = check_scenario(own).scenario
    assert scenario is not None
    # The homes counted before, 1,160 to 1,190, all lie outside the list.
    (account,) = scenario.settings.counting.alternatives
    assert (account.rows, account.elsewhere) == ((), (1160, 1190))
    assert scenario.settings.counting.push == load_scenario(SHIPPED_BASELINE).settings.counting.push
    # It fits itself now.
    assert list_fit(own, scenario.rows) is None


def test_what_the_list_holds_stays(tmp_path: Path) -> None:
    scenario = load_scenario(SHIPPED_BASELINE)
    copy = copied(SHIPPED_BASELINE, tmp_path / "copy")
    assert list_fit(copy, scenario.rows) is None
    rows = [row for row in scenario.rows if row.key != "CT05/F3"]
    changed = list_fit(copy, rows)
    assert changed is not None
    kept = tomllib.loads(changed.toml)["own_durations"]
    with SHIPPED_BASELINE.open("rb") as file:
        before = tomllib.load(file)["own_durations"]
    assert kept == [one for one in before if (one["project"], one.get("block")) != ("CT05", "F3")]
    assert len(kept) < len(before)
    # Rows that an account may hold counted keep the accounts: which it is, only the user can say.
    assert any(row.counted_before == "alternatives" for row in rows)
    assert "counting" not in tomllib.loads(changed.toml)
