"""What cannot hold of classes that may never begin and of start hazards, and what deserves a look."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, errors_of, place, put, row, said

NEVER, STOCK = "never_begins.firms", "start_hazards.stock"
TABLES: dict[str, Any] = {
    "never_begins": {"firms": {"name": "Firms", "chance": 0.3, "as_sure_as_cases": 9, "assumption": "x"}},
    "start_hazards": {
        "stock": {
            "name": "Stock",
            "share_a_year": 0.09,
            "year_factor": {"family": "lognormal", "median": 1, "p90": 1.8},
            "uncertain": {"family": "lognormal", "median": 1, "p90": 1.4},
            "changes": [
                {"from_date": date(2026, 7, 1), "times": 2},
                {"from_date": date(2027, 1, 1), "times": 1.5},
            ],
            "assumption": "x",
        }
    },
}
MARKET = {
    "states": {"cold": {"name": "Cold"}, "warm": {"name": "Warm"}},
    "initial": "cold",
    "switches": [
        {"from_state": "cold", "to_state": "warm", "per_year": 1, "assumption": "x"},
        {"from_state": "warm", "to_state": "cold", "per_year": 1, "assumption": "x"},
    ],
    "assumption": "x",
}


@pytest.fixture
def starting(files: Any) -> Any:
    """Sound files in which a row of either kind stands: C may never begin, B starts at a hazard."""
    for one in files.rows:
        one |= {"never_begins": "", "start_hazard": ""}
    files.rows[1] |= {"start_hazard": "stock", "entry": ""}
    files.rows[2]["never_begins"] = "firms"
    files.settings |= TABLES | {"start_hazards": {"stock": dict(TABLES["start_hazards"]["stock"])}}
    files.settings["start_hazards"]["stock"]["changes"] = [
        dict(change) for change in TABLES["start_hazards"]["stock"]["changes"]
    ]
    files.settings["never_begins"] = {"firms": dict(TABLES["never_begins"]["firms"])}
    return files


def by_state(**shares: float) -> Any:
    return both(put("market", MARKET), put(f"{STOCK}.share_a_year", shares))


ERRORS: Cases = {
    "starts fitted to later data": (
        put(f"{STOCK}.data_as_of", date(2026, 5, 2)),
        f"{STOCK}.data_as_of",
        ("fitted to data of 2 May 2026", "a vague prior"),
    ),
    "class fitted to later data": (
        put(f"{NEVER}.data_as_of", date(2026, 5, 2)),
        f"{NEVER}.data_as_of",
        ("fitted to data of 2 May 2026", "a vague prior"),
    ),
    "unknown class": (row(2, never_begins="firm"), "4 never_begins", ("`firm`", "did you mean `firms`")),
    "unknown hazard": (row(1, start_hazard="stok"), "3 start_hazard", ("`stok`", "did you mean `stock`")),
    "class of what is built": (
        row(2, stage="handover", stage_start="2025-06", done="", never_begins="firms"),
        "4 never_begins",
        ("the stage `building` is done", "has begun"),
    ),
    "class of what is completed": (
        row(5, never_begins="firms"),
        "7 never_begins",
        ("not_started, in_progress",),
    ),
    "hazard of what is under way": (row(2, start_hazard="stock"), "4 start_hazard", ("not_started",)),
    "a month beside a hazard": (row(1, entry="2026-05"), "3 entry", ("beside start_hazard", "one day")),
    "chance above one": (put(f"{NEVER}.chance", 1.2), f"{NEVER}.chance", ("at most 1",)),
    "chance below zero": (put(f"{NEVER}.chance", -0.1), f"{NEVER}.chance", ("at least 0",)),
    "no chance": (lambda files: files.drop(f"{NEVER}.chance"), f"{NEVER}.chance", ("missing",)),
    "chance by state": (put(f"{NEVER}.chance", {"cold": 0.2}), f"{NEVER}.chance", ("a number",)),
    "as sure as nothing": (put(f"{NEVER}.as_sure_as_cases", 0), f"{NEVER}.as_sure_as_cases", ("0.1",)),
    "neither source nor assumption": (
        lambda files: files.drop(f"{NEVER}.assumption"),
        NEVER,
        ("no source and no assumption",),
    ),
    "all start within a year": (put(f"{STOCK}.share_a_year", 1), f"{STOCK}.share_a_year", ("less than 1",)),
    "percent": (put(f"{STOCK}.share_a_year", 9), f"{STOCK}.share_a_year", ("less than 1",)),
    "state missing": (by_state(cold=0.05), f"{STOCK}.share_a_year", ("no value for the states", "warm")),
    "state misspelt": (
        by_state(cold=0.05, warm=0.2, wram=0.3),
        f"{STOCK}.share_a_year.wram",
        ("did you mean `warm`",),
    ),
    "states without a market": (
        put(f"{STOCK}.share_a_year", {"cold": 0.05}),
        f"{STOCK}.share_a_year",
        ("the scenario has no market",),
    ),
    "year factor with another median": (
        put(f"{STOCK}.year_factor", {"family": "lognormal", "p10": 0.9, "p90": 1.8}),
        STOCK,
        ("`year_factor`", "median 1"),
    ),
    "year factor of another family": (
        put(f"{STOCK}.year_factor", {"family": "uniform", "low": 0.5, "high": 1.5}),
        STOCK,
        ("`year_factor`", "lognormal"),
    ),
    "unknown factor far from one": (
        put(f"{STOCK}.uncertain", {"family": "lognormal", "median": 30, "p90": 60}),
        STOCK,
        ("`uncertain` with median 30",),
    ),
    "changes out of order": (
        put(f"{STOCK}.changes.1.from_date", date(2026, 3, 1)),
        f"{STOCK}.changes[1].from_date",
        ("1 Mar 2026",),
    ),
    "change below zero": (put(f"{STOCK}.changes.0.times", -1), f"{STOCK}.changes[0].times", ("at least 0",)),
}


def test_the_files_are_sound(starting: Any) -> None:
    assert starting.check().problems == ()


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_told_where_it_stands(starting: Any, name: str) -> None:
    change, where, words = ERRORS[name]
    change(starting)
    found = errors_of(starting.check())
    assert where in found, found
    for word in words:
        assert word in found[where]


WARNINGS: Cases = {
    "class of no row": (row(2, never_begins=""), "never_begins", ("without a project", "firms")),
    "hazard of no row": (
        row(1, start_hazard="", entry="2026-05"),
        "start_hazards",
        ("of no project", "stock"),
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_what_no_row_uses_is_told(starting: Any, name: str) -> None:
    change, where, words = WARNINGS[name]
    change(starting)
    reading = starting.check()
    (problem,) = reading.problems
    assert (place(problem), problem.severity) == (where, "warning")
    assert all(word in said(problem) for word in words)
    assert reading.scenario is not None


def test_a_market_that_only_starts_depend_on_is_used(starting: Any) -> None:
    by_state(cold=0.05, warm=0.2)(starting)
    assert starting.check().problems == ()


def test_a_day_of_the_past_may_be_the_first_on_which_it_can_begin(starting: Any) -> None:
    row(1, entry="2020-05-01")(starting)
    assert starting.check().problems == ()
