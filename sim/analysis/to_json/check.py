"""What is wrong with the files of a scenario."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from sim.analysis.to_json.answer import as_values
from sim.analysis.to_json.parts import JsonObject, NameJson, ScenarioJson
from sim.errors import Problem
from sim.files import ParsedScenario


class ProblemJson(JsonObject):
    """One thing wrong with an input file: where, what stands there, what may, what to do."""

    severity: Literal["error", "warning"] = Field(description="a warning lets the scenario be used")
    file: str = Field(description="the file as the user named it")
    path: str = Field(description="dotted path inside a TOML file; empty for rows of the register")
    row: int | None = Field(description="as a spreadsheet counts them: the header is row 1")
    column: str | None = Field(description="header of the column")
    found: NameJson
    allowed: NameJson
    action: NameJson

    @classmethod
    def of(cls, problem: Problem) -> ProblemJson:
        """Write a problem."""
        return cls(
            severity=problem.severity,
            file=problem.file,
            path=problem.path,
            row=problem.row,
            column=problem.column,
            found=NameJson.said(problem.found),
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
    problems: tuple[ProblemJson, ...] = Field(description="errors first, then warnings")


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
    return as_values(
        CheckJson(
            scenario=None if parsed.scenario is None else ScenarioJson.of(parsed.scenario),
            usable=parsed.scenario is not None,
            rows_in=parsed.rows_in,
            rows_used=parsed.rows_used,
            rows_rejected=parsed.rows_rejected,
            problems=tuple(ProblemJson.of(problem) for problem in parsed.problems),
        )
    )
