"""Which of the simulated futures is told, on which day, in which picture: inputs of the question `trace`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import OptionError, msg
from sim.experiment import MAX_REPLICATIONS, check_within
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.options import SCENARIO
from sim.questions.values import MOST_SHOWN, one_of, picture_path, whole_number

if TYPE_CHECKING:
    from sim.scenario import Scenario

_NAMES = {"10": msg("a bad one (P10)"), "50": msg("a typical one (P50)"), "90": msg("a good one (P90)")}


def _read_percentile(given: str | None, _values: Values) -> int | None:
    return None if given is None else int(one_of("--percentile", tuple(_NAMES))(given))


def _read_replication(given: int | None, _values: Values) -> int | None:
    if given is not None:
        check_within("--replication", given, 0, MAX_REPLICATIONS - 1)
    return given


PERCENTILE: Input[int | None] = Input(
    "percentile",
    "--percentile",
    msg("which future: the one whose homes of the period stand at P10, P50 or P90 of all (default 50)"),
    _read_percentile,
    metavar="10|50|90",
    choice=Choice(msg("Which future"), lambda _around: _NAMES, lambda _around: "50"),
)
FUTURE_NUMBER: Input[int | None] = Input(
    "replication",
    "--replication",
    msg("number of the future, from 0, in place of --percentile"),
    _read_replication,
    kind=int,
    metavar="K",
    parse=whole_number("--replication"),
)


def _months(scenario: Scenario) -> list[date]:
    """First days of all months up to the last simulated one; of the first month the data date."""
    settings = scenario.settings
    first, last_year = settings.data_date, settings.targets.years[-1].year + settings.years_beyond
    months = range(12 * first.year + first.month, 12 * (last_year + 1))
    return [first, *(date(number // 12, number % 12 + 1, 1) for number in months)]


def _read_month(given: str | None, values: Values) -> date:
    scenario = values[SCENARIO].scenario
    assert scenario is not None
    months = {f"{day.year}-{day.month:02d}": day for day in _months(scenario)}
    if given is None:
        return _usual_month(scenario)
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", given) or given not in months:
        raise OptionError(
            msg(
                "--month is “{value}”; it must be a month from {first} to {last}, such as {first}",
                value=given[:MOST_SHOWN],
                first=next(iter(months)),
                last=list(months)[-1],
            )
        )
    return months[given]


def _usual_month(scenario: Scenario) -> date:
    months = _months(scenario)
    return next((day for day in months if day.month == 1 and day != months[0]), months[0])


def _month_names(around: Around) -> Mapping[str, Said]:
    return {f"{day.year}-{day.month:02d}": f"{day.month:02d}/{day.year}" for day in _months(around.scenario)}


MONTH: Input[date] = Input(
    "month",
    "--month",
    msg(
        "month at whose beginning it is told where every project stands (default: the first January after the data "
        "date)"
    ),
    _read_month,
    metavar=msg("YYYY-MM"),
    choice=Choice(
        msg("Where projects stand at the beginning of"),
        _month_names,
        lambda around: "{0.year}-{0.month:02d}".format(_usual_month(around.scenario)),
    ),
)


def _read_projects(given: str | list[str] | None, values: Values) -> tuple[str, ...]:
    # The page gives one project or none, the command line a list.
    said = [each for each in ([given] if isinstance(given, str) else given or []) if each]
    scenario = values[SCENARIO].scenario
    assert scenario is not None
    known = {row.project_id for row in scenario.rows}
    for each in said:
        if each not in known:
            raise OptionError(msg("--project {id}: the register has no such project", id=each[:MOST_SHOWN]))
    return tuple(dict.fromkeys(said))


def _projects(around: Around) -> Mapping[str, Said]:
    rows = (row for row in around.scenario.rows if not row.over)
    return {"": msg("none"), **{row.project_id: f"{row.project_id} – {row.name}" for row in rows}}


STEPS_OF: Input[tuple[str, ...]] = Input(
    "project",
    "--project",
    msg("id of a project whose steps are told one by one; may be given several times"),
    _read_projects,
    kind=list[str],
    metavar="ID",
    choice=Choice(msg("Steps of one project"), _projects, lambda _around: "", width=5),
)
CHART: Input[Path | None] = Input(
    "chart",
    "--chart",
    msg("picture of all projects, .png, .svg or .pdf (needs the extra [app])"),
    lambda given, _values: picture_path(given),
    kind=Path,
    metavar=msg("FILE"),
)
EVENTS: Input[Path | None] = Input(
    "out",
    "--out",
    msg("CSV file for the event log, recorded dates of finished stages among it"),
    lambda given, _values: given,
    kind=Path,
    metavar=msg("FILE"),
)
