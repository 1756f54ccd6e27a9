"""`housing-sim check`."""

from __future__ import annotations

from pathlib import Path

from sim.analysis import to_json
from sim.cli import REFUSED, lines, scenario_or_default
from sim.errors import msg_n
from sim.files import ParsedScenario, check_scenario
from sim.text import Text


def check_command(path: Path | None, as_json: bool, text: Text) -> int:
    """Say everything wrong with a scenario.

    Parameters
    ----------
    path : Path or None
        The scenario file; None: the one of the current folder, else the program's own.
    as_json : bool
        Whether a program reads the answer.
    text : Text

    Returns
    -------
    int
        0 where the scenario can be used, warnings or not, else 2.
    """
    parsed = check_scenario(scenario_or_default(path, text))
    print(to_json.json_text(to_json.check_json(parsed)) if as_json else "\n".join(_said(parsed, text)))
    return REFUSED if parsed.scenario is None else 0


def _said(parsed: ParsedScenario, text: Text) -> list[str]:
    errors = sum(problem.severity == "error" for problem in parsed.problems)
    warnings = len(parsed.problems) - errors
    rows = text(
        "rows: {rows_in} in = {used} used + {aside} set aside + {rejected} rejected",
        rows_in=parsed.rows_in,
        used=parsed.rows_used,
        aside=parsed.rows_set_aside,
        rejected=parsed.rows_rejected,
    )
    found = ", ".join(
        text(said)
        for said in (
            msg_n("{count} error", "{count} errors", errors),
            msg_n("{count} warning", "{count} warnings", warnings),
        )
    )
    verdict = text("the scenario can be used") if parsed.scenario else text("the scenario cannot be used")
    return [*lines(parsed.problems, text), rows, f"{found}: {verdict}"]
