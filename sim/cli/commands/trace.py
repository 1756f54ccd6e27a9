"""`housing-sim trace`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from sim.cli import say_preparation, say_warnings, scenario_or_default, usable
from sim.engines import ENGINES
from sim.errors import msg_n
from sim.experiment import DEFAULT_SEED, replay
from sim.model import Event
from sim.register import guarded
from sim.text import Text
from sim.whole_files import whole_file


def trace_command(
    path: Path | None,
    replication: int,
    seed: int | None,
    engine: str | None,
    futures_per_set: int | None,
    out: str,
    text: Text,
) -> int:
    """Write the event log of one future as CSV.

    Parameters
    ----------
    path : Path or None
        The scenario file; None: the one of the current folder, else the program's own.
    replication : int
        Number of the future, 0 or more.
    seed : int or None
        Seed of the run it belongs to; None for the default.
    engine : str or None
        None for the default engine.
    futures_per_set : int or None
        Of that run; None for its default.
    out : str
        File to write (UTF-8 with a byte order mark, which Excel needs), or ``-`` for stdout.
    text : Text

    Returns
    -------
    int
        0.
    """
    path = scenario_or_default(path, text)
    scenario, warnings = usable(path)
    say_warnings(path, warnings, text)
    seed, engine = DEFAULT_SEED if seed is None else seed, engine or ENGINES[0]
    say_preparation(engine, text)
    events = replay(scenario, replication, seed=seed, engine=engine, futures_per_set=futures_per_set)
    if out == "-":
        _write(sys.stdout, events)
        return 0
    with whole_file(Path(out)) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        _write(file, events)
    said = msg_n("{count} event written to {path}", "{count} events written to {path}", len(events), path=out)
    print(text(said), file=sys.stderr)
    return 0


def _write(file: TextIO, events: Sequence[Event]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(Event._fields)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in event] for event in events)
