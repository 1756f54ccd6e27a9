"""What deserves a look and does not keep a scenario from being used."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, drop, fixed, place, put, row, said

SHAPE = "stages.building.duration.spread"
WARNINGS: Cases = {
    "stale": (row(0, status_as_of="2024-02-01"), "2 status_as_of", ("1 Feb 2024", "18 months")),
    "long under way": (row(2, stage_start="2017-01"), "4 stage_start", ("rarer than one case in a hundred",)),
    "PERT": (
        put(SHAPE, {"family": "pert", "low": 10, "mode": 18, "high": 40}),
        SHAPE,
        ("P10 and P90",),
    ),
    "always counted": (put("counting.alternatives.1.rows", ["D/1"]), "5 counted_before", ("every account",)),
    "unused route": (
        lambda files: files.settings["routes"].update(spare=files.settings["routes"]["state"]),
        "routes",
        ("spare",),
    ),
    "unused stage": (put("stages.survey", {"name": "Survey", "duration": fixed()}), "stages", ("survey",)),
    "unused pool": (drop("stages.permit.pool"), "pools", ("desks",)),
    "unused calendar": (drop("stages.building.calendar"), "calendars", ("site",)),
    "unused group": (put("homes_groups.more", {"homes": 5, "assumption": "x"}), "homes_groups", ("more",)),
    "unused source": (
        lambda files: files.sources.update(old=files.sources["law"]),
        "sources",
        ("old",),
    ),
    "slots held": (
        both(put("pools.desks.slots", 1), row(0, stage="permit")),
        "pools.desks.slots",
        ("1 slot,", "2 are held", "A, D/2"),
    ),
    "no slot for good": (
        put("pools.desks.changes.1.slots", 0),
        "pools.desks.changes[1].slots",
        ("for good",),
    ),
    "target of none": (put("targets.years.1.homes", 0), "targets.years[1].homes", ("2027",)),
    "wide dates": (row(1, entry="2026..2031"), "3 entry", ("more than 3 years",)),
    "entry partly past": (row(1, entry="2025..2026"), "3 entry", ("2025-12-31..2026-12-31",)),
    "entry of the past": (
        row(1, entry="2024"),
        "3 entry",
        ("1 Jan 2024", "it is taken to enter on that day"),
    ),
    "target of a year that is over": (
        both(put("data_date", date(2027, 2, 1)), put("targets.period.done_before", 20)),
        "targets.years[0].year",
        ("target for 2026", "from 2027 on", "left out"),
    ),
    "period begun before": (
        put("targets.period.first_year", 2024),
        "targets.period.done_before",
        ("began in 2024", "harder than it is"),
    ),
    "start partly future": (
        row(0, stage_start="2025-03..2026-02"),
        "2 stage_start",
        ("2025-03-01..2025-12-31",),
    ),
    "status older than start": (
        row(0, stage_start="2025-12-15"),
        "2 stage_start",
        ("after the date of the status",),
    ),
    "account too large": (
        put("targets.programme.done_before", 900),
        "counting.alternatives[0].rows",
        ("at least 950 homes", "900"),
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_warning_is_told_and_the_scenario_used(files: Any, name: str) -> None:
    change, where, words = WARNINGS[name]
    change(files)
    reading = files.check()
    problems = {place(p): said(p) for p in reading.problems}
    assert where in problems, problems
    for word in words:
        assert word in problems[where]
    assert {p.severity for p in reading.problems} == {"warning"}, problems
    assert reading.scenario is not None
