"""Shares of work done that cannot hold."""

from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, errors_of, put, row


@pytest.fixture
def reported(files: Any) -> Any:
    """Sound files in which a row states how much of its building is done."""
    for one in files.rows:
        one["progress"] = ""
    files.rows[0]["progress"] = "60%"
    files.settings["progress"] = {"sigma_log": 0.15, "assumption": "invented"}
    return files


ERRORS: Cases = {
    "no word of how far shares are off": (
        lambda files: files.settings.pop("progress"),
        "progress",
        ("rows of the register state a share of work done: A", "sigma_log = 0.15"),
    ),
    "how far without a reason": (
        put("progress", {"sigma_log": 0.15}),
        "progress",
        ("no source and no assumption",),
    ),
    "shares that are never off": (put("progress.sigma_log", 0), "progress.sigma_log", ("more than 0",)),
    "begun on the day of the status": (
        row(0, stage_start="2025-12-01"),
        "2 progress",
        ("stage `building` done by the date of the status, 1 Dec 2025", "lies after the start"),
    ),
    "begun after the status": (row(0, stage_start="2025-12-10"), "2 progress", ("no work was possible",)),
    "closed since the start": (
        # Offices do not work at weekends: 29 and 30 November 2025.
        both(
            row(0, progress=""), row(4, progress="0.5", stage_start="2025-11-29", status_as_of="2025-12-01")
        ),
        "6 progress",
        ("stage `permit`", "no work was possible"),
    ),
    "a share of what has not begun": (row(1, progress="0.5"), "3 progress", ("in_progress",)),
}


def test_the_files_are_sound(reported: Any) -> None:
    assert reported.check().problems == ()


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_told_where_it_stands(reported: Any, name: str) -> None:
    change, where, words = ERRORS[name]
    change(reported)
    found = errors_of(reported.check())
    assert where in found, found
    for word in words:
        assert word in found[where]


def test_a_broken_table_is_told_once(reported: Any) -> None:
    reported.settings["progress"]["sigma_log"] = 9
    assert list(errors_of(reported.check())) == ["progress.sigma_log"]


RESUMES = {"unit": "months", "spread": {"family": "uniform", "low": 2, "high": 12}, "assumption": "invented"}


@pytest.fixture
def stopped(files: Any) -> Any:
    """Sound files in which the building of one row stands still, and did before."""
    for one in files.rows:
        one |= {"stopped_since": "", "stops": ""}
    files.rows[0] |= {"stopped_since": "2025-11-03", "stops": "2025-05, 2025-07..2025-08"}
    files.settings["stages"]["building"]["resumes"] = dict(RESUMES)
    return files


STOPS: Cases = {
    "no word of how it goes on": (
        lambda files: files.settings["stages"]["building"].pop("resumes"),
        "stages.building.resumes",
        ("the work of `building` stands still in project `A`", "[stages.building.resumes]"),
    ),
    "stopped before it began": (
        row(0, stopped_since="2025-02-03", stops=""),
        "2 stopped_since",
        ("stopped on 3 Feb 2025", "from the start, 1 Mar 2025"),
    ),
    "stopped after the status": (
        row(0, stopped_since="2025-12-03"),
        "2 stopped_since",
        ("to the date of the status, 1 Dec 2025",),
    ),
    "a stop that reaches into the one that lasts": (
        row(0, stops="2025-10..2025-11"),
        "2 stops",
        ("2 Nov 2025",),
    ),
    "a stop before the start": (row(0, stops="2025-01"), "2 stops", ("from 1 Mar 2025",)),
    "stops that overlap": (row(0, stops="2025-05..2025-07, 2025-07"), "2 stops", ("apart from each other",)),
    "a stop after the status": (row(0, stopped_since="", stops="2025-12"), "2 stops", ("1 Dec 2025",)),
    "how it goes on, without a reason": (
        lambda files: files.settings["stages"]["building"]["resumes"].pop("assumption"),
        "stages.building.resumes",
        ("no source and no assumption",),
    ),
}


def test_the_files_with_stops_are_sound(stopped: Any) -> None:
    assert stopped.check().problems == ()


@pytest.mark.parametrize("name", STOPS)
def test_error_in_a_stop_is_told_where_it_stands(stopped: Any, name: str) -> None:
    change, where, words = STOPS[name]
    change(stopped)
    found = errors_of(stopped.check())
    assert where in found, found
    for word in words:
        assert word in found[where]
