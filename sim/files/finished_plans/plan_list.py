"""The list of finished plans: a CSV file, one row a plan, read into `FinishedPlan` values by class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.errors import Problem, msg
from sim.file_content import file_content
from sim.files.finished_plans.plan_row import PlanRow
from sim.files.wording import proposal, shown
from sim.register import MAX_FILE_MB, CellTable, TableRow, header_name, load_csv
from sim.scenario import FinishedPlan

PLAN_COLUMNS = (
    "class", "place", "place_en", "period", "plan", "plan_en", "planned", "outcome", "unit", "ratio",
    "at_least", "used", "source", "published", "note",
)  # fmt: skip
REQUIRED_PLAN_COLUMNS = ("class", "place", "period", "plan", "ratio", "source")


@dataclass(frozen=True)
class ParsedPlans:
    """What a list of finished plans says.

    Attributes
    ----------
    used : mapping of str to tuple of FinishedPlan
        Plans that may be compared, by class, in file order; a class whose rows are all unused has none.
    problems : tuple of Problem
        Everything found, in row order; problems of the whole file first.
    """

    used: Mapping[str, tuple[FinishedPlan, ...]]
    problems: tuple[Problem, ...]


def load_plans(path: Path, display_name: str) -> ParsedPlans:
    """Read a list of finished plans.

    Row 1 holds the column names, in any order. `planned` and `outcome` may be blank; where both are stated the ratio
    must agree with them. `used` and `at_least` are yes or no; blank means used, and known exactly. CSV with comma,
    semicolon or tab; numbers with a decimal point or comma and no separators of thousands.

    Parameters
    ----------
    path : Path
    display_name : str
        Its name as the user gave it, for the messages.

    Returns
    -------
    ParsedPlans
        Never raises for what a file holds, nor for one that cannot be read: those are problems too.
    """
    data = file_content(path, display_name, msg("a CSV file"), MAX_FILE_MB)
    if isinstance(data, Problem):
        return ParsedPlans({}, (data,))
    table = load_csv(data, display_name, lambda cell: header_name(cell) in PLAN_COLUMNS)
    save_again = msg(
        'save the list as "CSV UTF-8", one plan a row, each cell with both quotation marks or none'
    )
    damage = tuple(replace(problem, action=save_again) for problem in table.problems)
    columns, in_header = _header(table, display_name)
    if any(problem.column in REQUIRED_PLAN_COLUMNS for problem in in_header) or not table.rows:
        return ParsedPlans({}, damage or in_header)
    used, in_rows = _rows(table.rows[1:], columns, display_name)
    return ParsedPlans(used, (*damage, *in_header, *in_rows))


def _header(table: CellTable, file: str) -> tuple[Mapping[str, int], tuple[Problem, ...]]:
    names = [header_name(cell) for cell in table.rows[0].cells] if table.rows else []
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for index, name in enumerate(names):
        if name in columns:
            problems.append(
                Problem(
                    file,
                    msg("the column {name} twice", name=name),
                    msg("each column once"),
                    msg("delete one of the two columns"),
                    row=1,
                    column=name,
                )
            )
        elif name in PLAN_COLUMNS:
            columns[name] = index
        elif name:
            problems.append(
                Problem(
                    file,
                    msg("the unknown column {text}", text=shown(name)),
                    msg("the columns {names}", names=", ".join(PLAN_COLUMNS)),
                    proposal(
                        name, PLAN_COLUMNS, msg("delete the column, or move what it says to the column note")
                    ),
                    row=1,
                    column=name[:60],
                )
            )
    problems += [
        Problem(
            file,
            msg("no column {name}", name=name),
            msg("the columns {names} in row 1", names=", ".join(REQUIRED_PLAN_COLUMNS)),
            msg("add the column {name} and fill it in for every row", name=name),
            row=1,
            column=name,
        )
        for name in REQUIRED_PLAN_COLUMNS
        if name not in columns
    ]
    return columns, tuple(problems)


def _rows(
    lines: Sequence[TableRow], columns: Mapping[str, int], file: str
) -> tuple[Mapping[str, tuple[FinishedPlan, ...]], tuple[Problem, ...]]:
    plans: dict[str, list[FinishedPlan]] = {}
    problems: list[Problem] = []
    first_with: dict[tuple[str, ...], int] = {}
    for line in lines:
        cells = {name: str(line.cell(index)) for name, index in columns.items()}
        row = PlanRow(cells)
        class_id, plan, used = row.class_id(), row.plan(), row.yes("used", otherwise=True)
        own = [Problem(file, *refused, row=line.number, column=name) for name, refused in row.refused.items()]
        same = tuple(cells[name].casefold() for name in ("class", "place", "period", "plan"))
        earlier = first_with.setdefault(same, line.number)
        if earlier != line.number and not own:
            own.append(
                Problem(
                    file,
                    msg("the plan that row {row} already states", row=str(earlier)),
                    msg("each plan once"),
                    msg("delete one of the two rows, or write what tells the plans apart"),
                    row=line.number,
                    column="plan",
                )
            )
        problems += own
        if plan is not None and class_id is not None and not own:
            plans.setdefault(class_id, [])
            plans[class_id] += [plan] if used else []
    return {name: tuple(listed_plans) for name, listed_plans in plans.items()}, tuple(problems)
