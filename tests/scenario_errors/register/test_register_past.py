"""What a register says of the past: stages finished, with their dates, and how a project ended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from scenario_errors.register.register_files import BUILDING, FINISHED, PLANNED, csv_text, read_text, said

from sim.scenario import DateRange, EndedAs, FinishedStage

CANCELLED = {
    "project_id": "CT12",
    "name": "Khu nhà ở D",
    "route": "assigned",
    "homes": "90",
    "status": "ended",
    "ended_as": "cancelled 2024-05",
    "counted_before": "no",
    "status_as_of": "2026-06-30",
    "assumption": "thu hồi theo quyết định",
}
MAY = DateRange(first=date(2024, 5, 1), last=date(2024, 5, 31))


@pytest.mark.parametrize(
    ("typed", "begin", "end"),
    [
        ("permit: 2024-03/2024-05", ("2024-03-01", "2024-03-31"), ("2024-05-01", "2024-05-31")),
        ("permit:2024-03-19/2024-05-02", ("2024-03-19",) * 2, ("2024-05-02",) * 2),
        ("permit: 19/03/2024/02/05/2024", ("2024-03-19",) * 2, ("2024-05-02",) * 2),
        ("permit: 08/2023 / 12/2023", ("2023-08-01", "2023-08-31"), ("2023-12-01", "2023-12-31")),
        ("permit: 2022..2023-06/2024", ("2022-01-01", "2023-06-30"), ("2024-01-01", "2024-12-31")),
        ("permit: Q4/2023/Q1/2024", ("2023-10-01", "2023-12-31"), ("2024-01-01", "2024-03-31")),
        ("permit: 2024-05-02", None, ("2024-05-02",) * 2),
        ("permit: 02/05/2024", None, ("2024-05-02",) * 2),
        ("permit: quý II/2024", None, ("2024-04-01", "2024-06-30")),
        ("permit: 2023..2024", None, ("2023-01-01", "2024-12-31")),
    ],
)
def test_a_finished_stage_has_an_end_and_perhaps_a_begin(
    tmp_path: Path, typed: str, begin: tuple[str, str] | None, end: tuple[str, str]
) -> None:
    reading = read_text(tmp_path, csv_text([{**BUILDING, "finished": typed}]))
    assert reading.problems == ()
    dates = [
        told and DateRange(first=date.fromisoformat(told[0]), last=date.fromisoformat(told[1]))
        for told in (begin, end)
    ]
    row = reading.rows[0]
    assert row.finished == (FinishedStage(stage="permit", begin=dates[0], end=dates[1]),)
    assert row.stages_done == ("clearance", "permit")


def test_several_stages_finished(tmp_path: Path) -> None:
    typed = "clearance: 2023/2024-01; permit: 2024-03/2024-05"
    row = read_text(tmp_path, csv_text([{**BUILDING, "finished": typed}])).rows[0]
    assert [one.stage for one in row.finished] == ["clearance", "permit"]
    # Stated twice, it is done once.
    assert row.stages_done == ("clearance", "permit")


@pytest.mark.parametrize("told", [{"done": "permit"}, {"finished": "permit: 2026-03-12"}])
def test_permits_done_and_works_not_begun(tmp_path: Path, told: dict[str, str]) -> None:
    nothing = dict.fromkeys(("stage", "stage_start", "done"), "")
    reading = read_text(tmp_path, csv_text([{**BUILDING, **nothing, **told}]))
    assert reading.problems == ()
    assert (reading.rows[0].under_way, reading.rows[0].stages_done) == ((), ("permit",))


@pytest.mark.parametrize(
    ("typed", "how", "when"),
    [
        ("cancelled 2024-05", "cancelled", MAY),
        ("Lapsed: 05/2024", "lapsed", MAY),
        ("stopped  2019..2021", "stopped", DateRange(first=date(2019, 1, 1), last=date(2021, 12, 31))),
    ],
)
def test_how_and_when_a_project_ended(tmp_path: Path, typed: str, how: str, when: DateRange) -> None:
    reading = read_text(tmp_path, csv_text([{**CANCELLED, "ended_as": typed}]))
    assert reading.problems == ()
    assert reading.rows[0].ended_as == EndedAs(how=how, when=when)
    assert reading.rows[0].over


@pytest.mark.parametrize(
    ("how", "typed", "into"),
    [("merged", "CT02", ("CT02",)), ("split", "CT05; 34/NOXH", ("CT05", "34/NOXH")), ("cancelled", "", ())],
)
def test_into_which_projects_one_went_and_why(
    tmp_path: Path, how: str, typed: str, into: tuple[str, ...]
) -> None:
    cells = {"ended_as": f"{how} 2024-05", "ended_into": typed, "ended_reason": "QĐ 12: liền thửa"}
    reading = read_text(tmp_path, csv_text([{**CANCELLED, **cells}]))
    assert reading.problems == ()
    row = reading.rows[0]
    assert row.ended_as is not None
    assert (row.ended_as.how, row.ended_as.into, row.ended_as.reason) == (how, into, "QĐ 12: liền thửa")
    assert row.passed_on == bool(into)


MERGED, SPLIT = ({**CANCELLED, "ended_as": f"{how} 2024-05"} for how in ("merged", "split"))

# row that is changed, changes, column blamed, words the message must hold
BROKEN: tuple[tuple[dict[str, str], dict[str, str], str, tuple[str, ...]], ...] = (
    (BUILDING, {"finished": "permit"}, "finished", ("permit", "a stage, a colon")),
    (BUILDING, {"finished": "permit 2024/2025"}, "finished", ("a stage, a colon",)),
    (BUILDING, {"finished": "permit: 2024-03/xong"}, "finished", ("one slash",)),
    # Two ways to read it: 2024 to August 2025, August 2024 to 2025.
    (BUILDING, {"finished": "permit: 2024/08/2025"}, "finished", ("2024/08/2025", "as 2024-03")),
    (BUILDING, {"finished": "cấp phép: 2024/2025"}, "finished", ("cấp phép", "an id")),
    (BUILDING, {"finished": "permit: 2024/2025;; design: 2024/2025"}, "finished", ("something is missing",)),
    (BUILDING, {"finished": "permit: 2024/2025; permit: 2024/2025"}, "finished", ("permit, listed twice",)),
    (BUILDING, {"finished": "build: 2024/2025"}, "finished", ("build, which is also under way",)),
    # What follows has not begun: then nothing is said of a stage under way.
    (
        BUILDING,
        {"stage": "", "finished": "permit: 2024"},
        "stage",
        ("an empty cell", "in the column finished"),
    ),
    (BUILDING, {"stage": "", "stage_start": "", "done": ""}, "stage", ("an empty cell",)),
    (BUILDING, {"ended_as": "stopped 2024"}, "ended_as", ("in_progress", "for rows whose status is ended")),
    (PLANNED, {"finished": "permit: 2024/2025"}, "finished", ("in_progress, completed or ended",)),
    (FINISHED, {"ended_as": "lapsed 2024"}, "ended_as", ("for rows whose status is ended",)),
    (CANCELLED, {"ended_as": ""}, "ended_as", ("ended", "cancelled, lapsed, stopped, merged or split")),
    (CANCELLED, {"ended_as": "cancelled"}, "ended_as", ("cancelled, lapsed, stopped", "a space, and when")),
    (CANCELLED, {"ended_as": "2024-05"}, "ended_as", ("2024-05", "cancelled 2024-05")),
    (CANCELLED, {"ended_as": "paused 2024-05"}, "ended_as", ("paused 2024-05", "how the project ended")),
    (CANCELLED, {"ended_as": "cancelled sau Tết"}, "ended_as", ("from when to when",)),
    (CANCELLED, {"entry": "2027"}, "entry", ("for rows whose status is not_started",)),
    (
        CANCELLED,
        {"stage": "build", "stage_start": "2025"},
        "stage",
        ("for rows whose status is in_progress",),
    ),
    (MERGED, {}, "ended_into", ("an empty cell beside merged", "the id of one project")),
    (MERGED, {"ended_into": "CT02; CT03"}, "ended_into", ("2 projects beside merged",)),
    (MERGED, {"ended_into": "CT02; CT02"}, "ended_into", ("CT02, listed twice",)),
    (MERGED, {"ended_into": "CT02;; CT03"}, "ended_into", ("something is missing",)),
    (SPLIT, {"ended_into": "CT02"}, "ended_into", ("1 project beside split", "the ids of several")),
    (CANCELLED, {"ended_into": "CT02"}, "ended_into", ("1 project beside cancelled", "an empty cell")),
    (BUILDING, {"ended_into": "CT02"}, "ended_into", ("for rows whose status is ended",)),
    (PLANNED, {"ended_reason": "chậm"}, "ended_reason", ("for rows whose status is ended",)),
    (CANCELLED, {"ended_reason": "x" * 2001}, "ended_reason", ("at most 2,000",)),
    (CANCELLED, {"completed_on": "2025"}, "completed_on", ("for rows whose status is completed",)),
)


@pytest.mark.parametrize(("row", "changes", "column", "words"), BROKEN, ids=lambda value: str(value)[:40])
def test_a_broken_past(
    tmp_path: Path, row: dict[str, str], changes: dict[str, str], column: str, words: tuple[str, ...]
) -> None:
    reading = read_text(tmp_path, csv_text([{**row, **changes}]))
    matching = [said(p) for p in reading.problems if p.column == column]
    assert any(all(word in text for word in words) for text in matching), [said(p) for p in reading.problems]
    assert reading.rows_rejected == 1


@pytest.mark.parametrize(
    ("typed", "shares"),
    [
        ("60%; -", (0.6, None)),
        ("0,6;0.25", (0.6, 0.25)),
        ("7.5 % ; 99,9%", (0.075, 0.999)),
        ("-; 0.07", (None, 0.07)),
    ],
)
def test_shares_of_work_done_stand_in_the_order_of_the_stages(
    tmp_path: Path, typed: str, shares: tuple[float | None, ...]
) -> None:
    reading = read_text(tmp_path, csv_text([{**BUILDING, "progress": typed}]))
    assert reading.problems == ()
    assert tuple(part.progress for part in reading.rows[0].under_way) == shares


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("60; 0.5", '"60"'),
        ("1; -", '"1"'),
        ("100%; -", '"100%"'),
        ("0; -", '"0"'),
        ("0%; -", '"0%"'),
        ("-0.2; -", '"-0.2"'),
        ("nửa; -", '"nửa"'),
        ("0.5", "1 value for 2 stages under way"),
        ("0.5;;0.5", "in which something is missing"),
    ],
)
def test_shares_that_can_be_taken_for_something_else_are_refused(
    tmp_path: Path, typed: str, words: str
) -> None:
    reading = read_text(tmp_path, csv_text([{**BUILDING, "progress": typed}]))
    assert reading.rows == () and len(reading.problems) == 1
    assert (reading.problems[0].column, words in said(reading.problems[0])) == ("progress", True)


@pytest.mark.parametrize("other", [PLANNED, FINISHED, CANCELLED])
def test_a_share_of_work_belongs_to_a_stage_under_way(tmp_path: Path, other: dict[str, str]) -> None:
    (problem,) = read_text(tmp_path, csv_text([{**other, "progress": "0.5"}])).problems
    assert problem.column == "progress" and "in_progress" in said(problem)


def test_stops_stand_in_the_order_of_the_stages(tmp_path: Path) -> None:
    cells = {**BUILDING, "stopped_since": "-; 03/11/2025", "stops": "2024-03..2024-06, 2025-02; -"}
    reading = read_text(tmp_path, csv_text([cells]))
    assert reading.problems == ()
    first, second = reading.rows[0].under_way
    assert (first.stopped_since, second.stopped_since) == (None, date(2025, 11, 3))
    spring = DateRange(first=date(2024, 3, 1), last=date(2024, 6, 30))
    month = DateRange(first=date(2025, 2, 1), last=date(2025, 2, 28))
    assert (first.stops, second.stops) == ((spring, month), ())


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"stopped_since": "2017; -"}, "more than a month"),
        ({"stopped_since": "2025-11-03"}, "1 value for 2 stages under way"),
        ({"stops": "2024; 2025; 2026"}, "3 values for 2 stages under way"),
        ({"stops": "2024..2023; -"}, "ends before it begins"),
        ({"stops": "mưa; -"}, "not a date"),
    ],
)
def test_stops_that_cannot_be_read_are_refused(tmp_path: Path, cells: dict[str, str], words: str) -> None:
    (problem,) = read_text(tmp_path, csv_text([{**BUILDING, **cells}])).problems
    assert problem.column in cells and words in said(problem)
