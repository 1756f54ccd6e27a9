"""Like problems are told once, with their rows, their count and a few of the values found."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario_errors.register.register_files import PLANNED, csv_text, read_text

from sim.analysis.to_json import check_json
from sim.cli import lines
from sim.errors import Problem, msg
from sim.files import ParsedScenario
from sim.problem_groups import MOST_FOUND, MOST_GROUPS, MOST_PATHS, grouped, row_list
from sim.register import COLUMNS
from sim.register.reader import MAX_PROBLEMS
from sim.text import Text


def problem(row: int | None, found: str = "x", column: str | None = "homes", file: str = "f.csv") -> Problem:
    return Problem(
        file, msg("{text} homes", text=found), msg("a number"), msg("correct it"), row=row, column=column
    )


def test_like_problems_are_one_group() -> None:
    (group,) = grouped([problem(row, str(row)) for row in (5, 2, 3, 9)])
    assert (group.rows, group.count, len(group.found)) == ((2, 3, 5, 9), 4, MOST_FOUND)
    assert row_list(group.rows) == "2–3, 5, 9"


@pytest.mark.parametrize(
    "other",
    [
        problem(3, column="land_ha"),
        problem(3, file="g.csv"),
        Problem(
            "f.csv", msg("{text} homes", text="x"), msg("a number"), msg("delete it"), row=3, column="homes"
        ),
        Problem("f.csv", msg("{text}", text="x"), msg("a number"), msg("correct it"), row=3, column="homes"),
        Problem(
            "f.csv", msg("{text} homes", text="x"), msg("none"), msg("correct it"), row=3, column="homes"
        ),
    ],
)
def test_what_asks_for_something_else_is_another_group(other: Problem) -> None:
    assert [group.count for group in grouped([problem(2), other])] == [1, 1]


def test_problems_without_a_row_are_told_one_by_one() -> None:
    assert len(grouped([problem(None, "a"), problem(None, "b"), problem(None, "a")])) == 2


def at(path: str, found: str = "`office`") -> Problem:
    return Problem("city.toml", msg(found), msg("one of: offce, site"), msg("correct the name"), path=path)


def test_one_key_of_several_tables_is_told_once_with_its_paths() -> None:
    tables = [f"stages.s{n}.calendar" for n in range(7)]
    many = [at(path) for path in (*tables, "pools.teams.calendar[1]")]
    (group,) = grouped(many)
    assert (group.count, group.paths) == (8, (*tables, "pools.teams.calendar[1]"))
    (_, where, *_) = lines(many, Text("en"))
    shown = ", ".join(tables[:MOST_PATHS])
    assert where == f"  error: {shown}, …: 8 of them"


@pytest.mark.parametrize("other", [at("stages.b.duration"), at("stages.b.calendar", "`site`")])
def test_another_key_or_another_find_is_another_group(other: Problem) -> None:
    assert [group.paths for group in grouped([at("stages.a.calendar"), other])] == [
        ("stages.a.calendar",),
        (other.path,),
    ]


def test_at_most_so_many_groups_are_told_and_the_rest_is_counted() -> None:
    many = [problem(2, column=f"c{n}") for n in range(MOST_GROUPS)] + [
        problem(n, column="last") for n in (3, 4)
    ]
    said = list(lines(many, Text("en")))
    assert sum(line.startswith("  error: ") for line in said) == MOST_GROUPS
    assert said[-1] == "and 2 problems more"
    told = check_json(ParsedScenario(None, tuple(many), 1, 0, 1))
    assert (len(told["problems"]), told["problems_left_out"]) == (MOST_GROUPS, 2)


def test_nothing_is_lost_on_the_way_into_groups(tmp_path: Path) -> None:
    rows = [{**PLANNED, "project_id": f"P{n}", "homes": "?" * (n % 3), "entry": "bao giờ"} for n in range(40)]
    found = read_text(tmp_path, csv_text(rows)).problems
    groups = grouped(found)
    assert sum(group.count for group in groups) == len(found) > 40
    assert len(groups) <= 3


def test_a_file_of_faults_alone_is_not_read_to_its_end(tmp_path: Path) -> None:
    reading = read_text(tmp_path, csv_text([dict.fromkeys(COLUMNS, "?")] * 2_000))
    assert MAX_PROBLEMS < len(reading.problems) < MAX_PROBLEMS + 100
    assert (reading.rows_in, reading.rows_rejected) == (2_000, 2_000)
    assert "not read" in str(reading.problems[-1].found.template)
