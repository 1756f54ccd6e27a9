"""Merged and split rows that name no project, themselves, each other, or count their homes."""

from typing import Any

import pytest
from scenario_errors.breaking import Cases, Change, both, errors_of, row, said


def gone(place: int, how: str = "merged", **cells: str) -> Change:
    nothing = dict.fromkeys(("stage", "stage_start", "entry", "completed_on", "done", "homes_group"), "")
    told = {"status": "ended", "ended_as": f"{how} 2025-04", "counted_before": "no"}
    return row(place, **(nothing | told | cells))


def ids(files: Any) -> list[str]:
    return [each["project_id"] for each in files.rows]


ERRORS: Cases = {
    "no such project": (
        lambda files: gone(0, ended_into=f"{ids(files)[2]}x")(files),
        "2 ended_into",
        ("project of the register",),
    ),
    "itself": (
        lambda files: gone(0, ended_into=ids(files)[0])(files),
        "2 ended_into",
        ("the project itself", "another project"),
    ),
    "a circle": (
        lambda files: both(gone(0, ended_into=ids(files)[2]), gone(2, ended_into=ids(files)[0]))(files),
        "2 ended_into",
        ("a circle of projects",),
    ),
    "counted here": (
        lambda files: gone(0, ended_into=ids(files)[2], counted_before="yes")(files),
        "2 counted_before",
        ("yes, for a project whose homes stand in the rows it went into", "write no here"),
    ),
    "in a homes group": (
        lambda files: gone(1, ended_into=ids(files)[2], homes_group="sites")(files),
        "3 homes_group",
        ("`sites`", "name the group in the rows it went into"),
    ),
    "after the data date": (
        lambda files: gone(0, ended_into=ids(files)[2], ended_as="merged 2026-02")(files),
        "2 ended_as",
        ("after the data date",),
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_end_that_cannot_be(files: Any, name: str) -> None:
    change, where, words = ERRORS[name]
    change(files)
    reading = files.check()
    errors = errors_of(reading)
    assert where in errors, errors
    for word in words:
        assert word in errors[where]
    assert reading.scenario is None


def test_all_faults_are_told_at_once(files: Any) -> None:
    gone(0, ended_into="nowhere", counted_before="yes", ended_as="merged 2026-02")(files)
    assert {"2 ended_into", "2 counted_before", "2 ended_as"} <= errors_of(files.check()).keys()


def test_homes_lost_on_the_way_are_told(files: Any) -> None:
    """More went in than the row has: a warning, for plans are cut when sites are joined."""
    gone(0, ended_into=ids(files)[2], homes="9000")(files)
    reading = files.check()
    warned = [said(p) for p in reading.problems if p.severity == "warning" and p.column == "ended_into"]
    assert len(warned) == 1 and "9,000 homes, but at most" in warned[0]
    assert reading.scenario is not None
