"""Pushes of single projects: how they are asked for, and the table of what they change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sim import analysis, plan, words
from sim.analysis import projects
from sim.errors import Message, OptionError, msg
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.options import SCENARIO
from sim.questions.refusals import read_all
from sim.questions.sheet import Column, Row, Section, Table
from sim.questions.spreadsheet import Field, Spreadsheet, Value
from sim.questions.values import MOST_SHOWN, read_date
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis import TargetChange
    from sim.analysis.board import Goal
    from sim.analysis.projects import Outlooks, ProjectPush, PushEffect, When


_FIRST, _STEP, _DAY = "", "push_step", "push_day"


def _read_pushes(given: str | list[str] | None, values: Values) -> tuple[ProjectPush, ...]:
    # The page gives one project or none, the command line a list.
    said = [given] if isinstance(given, str) else given or []
    scenario = values[SCENARIO].scenario
    assert scenario is not None
    made = plan.make_plan(scenario) if any(said) else None

    def read(text: str) -> ProjectPush:
        assert made is not None
        push = _parsed_push(text)
        projects.what_if_of(scenario, made, push)
        return push

    return read_all([text for text in said if text], read)


def _parsed_push(text: str) -> ProjectPush:
    project, has_step, step = text.partition("=")
    if not has_step:
        return projects.ProjectPush(project.strip())
    stage, has_day, day = step.partition(",")
    if not has_day:
        raise OptionError(
            msg(
                "--push {text}: after the = a step and a day are needed, such as --push {project}={begin},2026-07-01",
                text=text[:MOST_SHOWN],
                project=project[:MOST_SHOWN],
                begin=projects.BEGIN,
            )
        )
    return projects.ProjectPush(project.strip(), stage.strip(), read_date("--push", day.strip()))


def _unfinished(around: Around) -> Mapping[str, Said]:
    rows = (row for row in around.scenario.rows if not row.over)
    return {"": msg("none"), **{row.project_id: f"{row.project_id} – {row.name}" for row in rows}}


def _ways(around: Around) -> Mapping[str, Said]:
    """Ways to push the project chosen: first in every queue, or one of its next steps done by a day."""
    project = around.chosen.get("pushes", "")
    if not project:
        return {}
    steps = projects.next_steps(around.scenario, project)
    done = {
        step: msg("it begins by a day")
        if step == projects.BEGIN
        else msg("“{stage}” is done by a day", stage=words.stage_name(step, around.scenario))
        for step in steps
    }
    return {_FIRST: msg("it goes first in every queue"), **done}


def _days(around: Around) -> Mapping[str, Said]:
    """First days of quarters by which a step can be done; none where no step is chosen."""
    if around.chosen.get(_STEP, _FIRST) == _FIRST:
        return {}
    days = analysis.quarters_of(around.scenario)
    return {
        day.isoformat(): msg("{day}", day=day) for day in days if day > around.scenario.settings.data_date
    }


def _first_day(around: Around) -> str:
    return next(iter(_days(around)), "")


def _as_option(project: str, around: Around) -> str:
    """Write the push as the option does: ID, or ID=STEP,DATE."""
    step = around.chosen.get(_STEP, _FIRST)
    return project if not project or step == _FIRST else f"{project}={step},{around.chosen[_DAY]}"


PUSHES: Input[tuple[ProjectPush, ...]] = Input(
    "pushes",
    "--push",
    msg(
        "project to push: ID has it first in every queue, ID=STEP,DATE its step under way (or begin) done by a day; "
        "may be given several times"
    ),
    _read_pushes,
    kind=list[str],
    metavar="ID[=STEP,DATE]",
    choice=Choice(
        msg("Project to push"),
        _unfinished,
        lambda _around: "",
        _as_option,
        further={
            _STEP: Choice(msg("How"), _ways, lambda _around: _FIRST),
            _DAY: Choice(msg("Done by"), _days, _first_day, width=3),
        },
    ),
)


def push_sentence(around: Around) -> Message:
    """Ask what the project chosen brings if it is pushed; where none is, which one should be."""
    if project := around.chosen[PUSHES.name]:
        return msg("What does it bring to push project {project}?", project=project)
    return msg("Which project should be pushed?")


def push_table(found: Outlooks, text: Text) -> Table:
    """Make the table of what pushes change: a section each, a row a target."""
    columns = (
        Column(text("Target"), right=False),
        Column(text("Before"), no_wrap=True, min_width=6),
        Column(text("After"), no_wrap=True, min_width=6),
        Column(text("Points"), no_wrap=True, large=True),
        Column(text("95% interval"), no_wrap=True),
        Column(text("Homes, 95% interval")),
    )

    def row(change: TargetChange) -> Row:
        goal = change.goal
        name = text("all years") if goal.kind == "all_years" else words.span_of(goal)
        if change.unchanged:
            return Row((name, words.chance_label(change.before, text), text("unchanged")), pale=True)
        return Row(
            (
                name,
                words.chance_label(change.before, text),
                words.chance_label(change.after, text),
                words.points_label(change.chance, text),
                words.points_range(change.chance.interval, text),
                words.homes_change_label(change.homes, text),
            )
        )

    sections = tuple(
        Section(
            tuple(row(change) for change in effect.changes if change.goal.kind != "cumulative"),
            text(words.push_in_words(effect, found.scenario)),
        )
        for effect in found.pushes
    )
    return Table(columns, sections, title=text("What a push changes"))


def told_goals(found: Outlooks) -> tuple[Goal, ...]:
    """Targets of the spreadsheets: sums of years stand in the JSON only."""
    return tuple(goal for goal in found.goals if goal.kind != "cumulative")


def goal_field(goal: Goal) -> str:
    """Name of a target in a CSV file: year_2027, period_2026_2030, all_years."""
    return goal.kind if goal.kind == "all_years" else f"{goal.kind}_{words.span_of(goal).replace('–', '_')}"


def date_cell(when: When, found: Outlooks, text: Text) -> Value:
    """A date as a cell holds it; words where there is no day."""
    return words.when_label(when, found.last_year, text) if when.day is None else when.day


def push_spreadsheet(found: Outlooks, text: Text) -> Spreadsheet:
    """Make a row of each push and target: the chance before and after, the change, its interval, and homes."""
    interval = (text("from (95%)"), text("to (95%)"))
    fields = (
        Field("project", text("Project"), "text", 16),
        Field("name", text("Name"), "text", 44),
        Field("step", text("Step"), "text", 24),
        Field("done_by", text("Done by"), "day"),
        Field("target", text("Target"), "text", 24),
        Field("chance_before", text("Before"), "percent"),
        Field("chance_after", text("After"), "percent"),
        Field("change", text("Change"), "percent"),
        Field("change_low", interval[0], "percent"),
        Field("change_high", interval[1], "percent"),
        Field("homes", text("Homes")),
        Field("homes_low", interval[0]),
        Field("homes_high", interval[1]),
        Field("p50_before", text("Last home: P50 before"), "date", 14),
        Field("p50_after", text("Last home: P50 after"), "date", 14),
    )
    rows = tuple(row for effect in found.pushes for row in _push_rows(effect, found, text))
    return Spreadsheet("pushes", fields, rows, title=text("What a push changes"))


def _push_rows(effect: PushEffect, found: Outlooks, text: Text) -> Iterator[tuple[Value, ...]]:
    push = effect.push
    dates = (date_cell(effect.before, found, text), date_cell(effect.after, found, text))
    for change in effect.changes:
        if change.goal.kind != "cumulative":
            yield (
                *(push.project, effect.name, push.stage, push.day, goal_field(change.goal)),
                *(change.before.share, change.after.share, change.chance.share, *change.chance.interval),
                *(change.homes.mean, *change.homes.interval, *dates),
            )
