"""`housing-sim import`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.cli import REFUSED, lines, rows_said
from sim.cli.commands.list_questions import answers_typed, can_ask, command, open_questions_listed
from sim.errors import msg, msg_n
from sim.files import load_settings
from sim.intake import (
    COLUMN_NAMES,
    Destination,
    Intake,
    destination,
    reason_groups,
    state_name,
    understood,
    write_intake,
)
from sim.problem_groups import row_list
from sim.scenario import ENDED_HOW, Settings
from sim.text import Text
from sim.whole_files import whole_file

ROWS_SHOWN, MOST_ROWS_SHOWN = 3, 20
"""Rows that are shown of a long list, and the most that a short one has."""
_IN_SHORT = (
    *("name", "homes", "status", "stage", "stage_start", "progress", "stopped_since", "done", "finished"),
    *("entry", "completed_on", "ended_as", "ended_into"),
)


def import_command(
    path: Path, folder: Path, map_file: Path | None, answers: Sequence[str], text: Text
) -> int:
    """Take a department's list into the folder of a scenario.

    Parameters
    ----------
    path : Path
        The list.
    folder : Path
        Folder of a scenario; made as `init` makes it where it does not exist.
    map_file : Path or None
        How the list is read.
    answers : sequence of str
        COLUMN=VALUE, for all rows.
    text : Text

    Returns
    -------
    int
        0 where the register was written, else 2; then nothing is written, save the map where `map_file` names one that
        does not exist yet.

    Raises
    ------
    HousingSimError
        Where the list, the map, an answer or the folder cannot be used.
    """
    proposal = map_file if map_file is not None and not map_file.exists() else None
    kept = None if proposal is not None else map_file
    where = destination(folder, kept, answers)
    settings = load_settings(where.scenario)
    intake = understood(path, where)
    print("\n".join(_understood(intake, settings, text)))
    typed: list[str] = []
    offered = intake.offers
    while can_ask((*intake.questions, *offered)):
        # What a state means decides what else has to be asked of its rows: nothing is asked of half of them.
        states = tuple(question for question in intake.questions if question.table == "states")
        said, whole = answers_typed(states or (*intake.questions, *offered), intake, settings, text)
        offered = offered if states else ()
        typed += said
        where = destination(folder, kept, [*answers, *typed])
        intake = understood(path, where)
        if not whole:
            break
    if typed:
        print("\n".join(_rows(intake, text)))
    code = _use(intake, where, proposal, text)
    if code == REFUSED and typed:
        again = command(path, folder, map_file, answers if proposal is not None else [*answers, *typed])
        print(text("to go on with what was answered: {command}", command=again), file=sys.stderr)
    return code


def _use(intake: Intake, where: Destination, proposal: Path | None, text: Text) -> int:
    """Account for every row, say what is wrong, and write the register where nothing stands in the way."""
    if proposal is not None:
        with whole_file(proposal) as temporary:
            toml = intake.list_map.toml(intake.questions)
            temporary.write_text(toml, encoding="utf-8", newline="\n")
        print(text("the map is written to {file}", file=str(proposal)))
    if not intake.questions:
        print("\n".join(_counted(intake, text)))
    found = [problem for problems in intake.refused.values() for problem in problems]
    for line in lines([*intake.problems, *found], text):
        print(line, file=sys.stderr)
    if intake.questions:
        print("\n".join(open_questions_listed(intake, load_settings(where.scenario), text)), file=sys.stderr)
        return REFUSED
    if intake.refused:
        refused = msg_n(
            "nothing is written: {count} row is refused",
            "nothing is written: {count} rows are refused",
            len(intake.refused),
        )
        print(text(refused), file=sys.stderr)
        return REFUSED
    if any(problem.severity == "error" for problem in intake.problems):
        print(text("nothing is written: the scenario cannot be used with this list"), file=sys.stderr)
        return REFUSED
    return _written(intake, where, text)


def _written(intake: Intake, where: Destination, text: Text) -> int:
    before = load_settings(where.scenario).data_date
    written = write_intake(intake, where)
    names = [path.name for path in written]
    print(text("written to {folder}: {names}", folder=str(where.folder), names=names))
    scenario = where.folder / where.scenario.name
    day = load_settings(scenario).data_date
    if not where.new and day != before:
        print(
            text(
                "the data date of {scenario} moves from {before} to {day}, the day of the list",
                scenario=str(scenario),
                before=before,
                day=day,
            )
        )
    if where.new:
        print(text("the scenario is new, and illustrative; its data date is {day}", day=day))
        if intake.offers:
            keys = ", ".join(offer.key for offer in intake.offers)
            print(
                text(
                    "still illustrative, to be changed in {scenario}: {keys}",
                    scenario=str(scenario),
                    keys=keys,
                )
            )
    print(
        text("next: housing-sim check {path}; then housing-sim run {path}", path=shlex.quote(str(scenario)))
    )
    return 0


def _understood(intake: Intake, settings: Settings, text: Text) -> Iterator[str]:
    """Say how the headings and states are understood, and show the first rows so."""
    heads = intake.layout.header_rows or (1,)
    rows = msg_n("headings in row {rows}", "headings in rows {rows}", len(heads), rows=row_list(heads))
    yield text(rows)
    for heading, column in intake.list_map.columns.items():
        yield f"  {heading} → {_said(column, text(COLUMN_NAMES[column])) if column in COLUMN_NAMES else column}"
    for column, value in intake.list_map.all_rows.items():
        yield f"  {text(msg('all rows'))}: {column} = {value}"
    for key, value in intake.list_map.city.items():
        yield f"  {text(msg('the city'))}: {key} = {value}"
    if intake.states:
        yield text("states")
    for state, count in intake.states.items():
        meant = intake.list_map.state(state)
        said = text("not known") if meant is None else _said(meant, state_name(meant, settings, text))
        yield f"  {state} ({count}) → {said}"
    yield from _rows(intake, text)


def _rows(intake: Intake, text: Text) -> Iterator[str]:
    """Show how rows are understood, in short: all of them where they are few."""
    if intake.cells:
        yield text("rows as they are understood")
    few = len(intake.cells) <= MOST_ROWS_SHOWN
    for number, cells in list(intake.cells.items())[: None if few else ROWS_SHOWN]:
        said = "; ".join(f"{column} = {cells[column]}" for column in _IN_SHORT if column in cells)
        yield f"  {text(msg('row {row}', row=str(number)))}: {said}"


def _said(code: str, name: str) -> str:
    """Words, and their code in brackets."""
    return f"{name} ({code})" if code else name


def _counted(intake: Intake, text: Text) -> Iterator[str]:
    """Say what became of every row."""
    yield text(
        "rows: {rows_in} in = {used} used + {aside} set aside + {rejected} rejected",
        rows_in=intake.rows_in,
        used=len(intake.rows),
        aside=len(intake.set_aside),
        rejected=len(intake.refused),
    )
    own = [row.homes for row in intake.rows if not row.passed_on]
    least, most = (sum(int(getattr(homes, end)) for homes in own) for end in ("low", "high"))
    homes = msg("{count}", count=least) if least == most else msg("{least} to {most}", least=least, most=most)
    yield "  " + text("homes of the rows used: {homes}", homes=homes)
    for how in ENDED_HOW:
        over = [row.row for row in intake.rows if row.ended_as is not None and row.ended_as.how == how]
        if over:
            yield "  " + text("ended, {how}, kept: {rows}", how=how, rows=text(rows_said(over, len(over))))
    none = [row.row for row in intake.rows if row.without_homes]
    if none:
        yield "  " + text("0 homes, kept: {rows}", rows=text(rows_said(none, len(none))))
    for reason, rows in reason_groups(intake.set_aside):
        yield "  " + text("set aside: {rows}: {reason}", rows=text(rows_said(rows, len(rows))), reason=reason)
