"""What the register says of the past and its route, its homes or the data date does not allow."""

from typing import Any

import pytest
from scenario_errors.breaking import Cases, errors_of, row

ERRORS: Cases = {
    "finished off the route": (
        row(0, finished="clearance: 2023/2024"),
        "2 finished",
        ("`clearance`", "stage on route `investor`"),
    ),
    "finished off the route, and completed": (
        row(3, finished="garden: 2023/2024"),
        "5 finished",
        ("`garden`", "stage on route"),
    ),
    "finished after under way": (
        row(2, finished="permit: 2025-01/2025-02"),
        "4 finished",
        ("`permit` done", "`clearance`"),
    ),
    "finished before it began": (
        row(0, finished="permit: 2024-05/2024-03"),
        "2 finished",
        ("`permit` begun", "before it began", "swap"),
    ),
    "finished in the future": (
        row(0, finished="permit: 2025-05/2026-02"),
        "2 finished",
        ("after the data date", "has not ended is under way"),
    ),
    "finished after what waits for it": (
        row(0, stage="handover", stage_start="2025-09", finished="permit: 2025-05; building: 2024/2025-08"),
        "2 finished",
        ("`permit` ended", "`building`, which waits for it, began", "at or before"),
    ),
    "finished after the end of what waits for it": (
        row(0, stage="handover", stage_start="2025-09", finished="permit: 2025-05; building: 2025-04"),
        "2 finished",
        ("`permit` ended", "`building`, which waits for it, ended", "at or before"),
    ),
    "finished after what is under way began": (
        row(0, finished="permit: 2025-11", stage="building", stage_start="2025-04"),
        "2 finished",
        ("`permit` ended", "`building`, which waits for it, began"),
    ),
    "finished after the completion": (
        row(3, finished="permit: 2025-11", completed_on="2025-04"),
        "5 finished",
        ("`permit` ended", "the project was completed"),
    ),
    "finished after the end": (
        row(
            0,
            status="ended",
            stage="",
            stage_start="",
            finished="permit: 2025-05",
            ended_as="cancelled 2025-04",
        ),
        "2 finished",
        ("`permit` ended", "the project ended"),
    ),
    "all is done": (
        row(0, stage="", stage_start="", done="permit;building;handover"),
        "2 status",
        ("every stage of route `investor` is done", "completed_on"),
    ),
    "done with nothing before it": (
        row(0, stage="", stage_start="", done="building"),
        "2 done",
        ("`building` done, but not the stages before it: permit",),
    ),
    "no homes in a homes group": (row(1, homes="0"), "3 homes_group", ("`sites`, for a row of 0 homes",)),
    "no homes, and work that goes by homes": (
        row(0, homes="0"),
        "2 homes",
        ("0 homes, but the time of stage `building` goes by homes", "[[own_durations]]"),
    ),
    "ended in the future": (
        row(0, status="ended", stage="", stage_start="", ended_as="cancelled 2026-02"),
        "2 ended_as",
        ("after the data date", "give the stage it is in"),
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_a_past_that_cannot_be(files: Any, name: str) -> None:
    change, where, words = ERRORS[name]
    change(files)
    reading = files.check()
    errors = errors_of(reading)
    assert where in errors, errors
    for word in words:
        assert word in errors[where]
    assert reading.scenario is None
