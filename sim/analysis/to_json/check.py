"""What is wrong with the files of a scenario."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from sim.analysis.to_json.answer import as_values
from sim.analysis.to_json.parts import JsonObject, NameJson, ScenarioJson
from sim.files import ParsedScenario
from sim.problem_groups import MOST_GROUPS, ProblemGroup, grouped


class ProblemJson(JsonObject):
    """Like things wrong with an input file: where, what stands there, what may, what to do."""

    severity: Literal["error", "warning"] = Field(description="a warning lets the scenario be used")
    file: str = Field(description="the file as the user named it")
    paths: tuple[str, ...] = Field(
        description="dotted paths inside a TOML file; empty for rows of the register"
    )
    rows: tuple[int, ...] = Field(description="as a spreadsheet counts them; empty where it has none")
    count: int = Field(description="how many problems they are")
    column: str | None = Field(description="header of the column")
    found: tuple[NameJson, ...] = Field(description="each once, at most three")
    allowed: NameJson
    action: NameJson

    @classmethod
    def of(cls, group: ProblemGroup) -> ProblemJson:
        """Write problems that are alike."""
        problem = group.first
        return cls(
            severity=problem.severity,
            file=problem.file,
            paths=group.paths,
            rows=group.rows,
            count=group.count,
            column=problem.column,
            found=tuple(NameJson.said(found) for found in group.found),
            allowed=NameJson.said(problem.allowed),
            action=NameJson.said(problem.action),
        )


class CheckJson(JsonObject):
    """Everything wrong with a scenario: `housing-sim check`."""

    scenario: ScenarioJson | None = Field(description="null where its files cannot be used")
    usable: bool
    rows_in: int = Field(description="rows of the register")
    rows_used: int = Field(description="rows without an error of their own")
    rows_rejected: int = Field(description="rows with one")
    rows_set_aside: int = Field(description="rows that are no project: sums, headings of groups, notes")
    problems: tuple[ProblemJson, ...] = Field(
        max_length=MOST_GROUPS, description="errors first, then warnings; those that are alike together"
    )
    problems_left_out: int = Field(description="how many more there are than are told")


def check_json(parsed: ParsedScenario) -> dict[str, Any]:
    """Put everything wrong with a scenario into plain JSON values.

    Parameters
    ----------
    parsed : ParsedScenario

    Returns
    -------
    dict
        As `CheckJson` describes it.
    """
    groups = grouped(parsed.problems)
    return as_values(
        CheckJson(
            scenario=None if parsed.scenario is None else ScenarioJson.of(parsed.scenario),
            usable=parsed.scenario is not None,
            rows_in=parsed.rows_in,
            rows_used=parsed.rows_used,
            rows_rejected=parsed.rows_rejected,
            rows_set_aside=parsed.rows_set_aside,
            problems=tuple(ProblemJson.of(group) for group in groups[:MOST_GROUPS]),
            problems_left_out=sum(group.count for group in groups[MOST_GROUPS:]),
        )
    )
