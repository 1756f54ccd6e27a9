"""Problems that many checks find: a name that stands for nothing, a cell of the register at fault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.errors import Message, Problem, Severity, msg
from sim.files.wording import cut_short, listed, proposal
from sim.scenario import ProjectRow


def unknown_name(
    file: str, path: str, name: str, known: Iterable[str], what: Message, **cell: Any
) -> Problem:
    """Make the problem of a name that stands for nothing.

    Parameters
    ----------
    file, path : str
        Where the name stands.
    name : str
        As written.
    known : iterable of str
        Names that exist; the reader is shown them and the one most like what was written.
    what : Message
        What the name should stand for: a stage, a calendar.
    **cell
        `row` and `column` of the register, where it stands there.
    """
    names = sorted(known)
    return Problem(
        file,
        msg("`{name}`: there is no such {what}", name=cut_short(name), what=what),
        msg("one of: {choices}", choices=listed(names)),
        proposal(name, names, msg("correct the name, or add what it names")),
        path=path,
        **cell,
    )


def in_row(
    file: str,
    row: ProjectRow,
    column: str,
    found: Message,
    allowed: Message,
    action: Message,
    *,
    warning: bool = False,
) -> Problem:
    """Make the problem of a cell of the register: what stands there, what may stand there, what to do."""
    severity: Severity = "warning" if warning else "error"
    return Problem(file, found, allowed, action, row=row.row, column=column, severity=severity)


def leads_elsewhere(file: str, path: str, name: str) -> Problem:
    """Make the problem of a file name that leads out of the folder of the file that names it."""
    return Problem(
        file,
        msg("`{name}` leads out of the scenario's folder", name=name),
        msg("a file beside the scenario file, or in a folder below it"),
        msg("move the file there and write its name without `..` and without a drive or leading slash"),
        path=path,
    )


def nested_too_deeply(file: str) -> Problem:
    """Make the problem of a file whose tables no reader can follow down."""
    return Problem(
        file,
        msg("lists or tables nested too deeply"),
        msg("the tables that `housing-sim fields` explains"),
        msg("check that this is the right file"),
    )
