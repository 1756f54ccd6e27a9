"""Pushes of single projects: how they are asked for, and the table of what they change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim import plan, words
from sim.analysis import projects
from sim.errors import OptionError, msg
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.options import SCENARIO
from sim.questions.refusals import read_all
from sim.questions.sheet import Column, Row, Section, Table
from sim.questions.values import MOST_SHOWN, read_date
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis import TargetChange
    from sim.analysis.projects import Outlooks, ProjectPush


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
    choice=Choice(msg("First in every queue"), _unfinished, lambda _around: ""),
)


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
