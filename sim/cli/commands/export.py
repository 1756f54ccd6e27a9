"""`housing-sim export`."""

from __future__ import annotations

from pathlib import Path

from sim.cities import write_register
from sim.cli import scenario_or_default, usable
from sim.register import cells_of
from sim.text import Text
from sim.whole_files import whole_file


def export_command(path: Path | None, kind: str, out: Path | None, text: Text) -> int:
    """Write the register of a scenario as a file that comes in again with the same meaning.

    Parameters
    ----------
    path : Path or None
        The scenario file; None: the one of the current folder, else the program's own.
    kind : {"xlsx", "csv"}
    out : Path or None
        The file; None: one in the current folder, named after the scenario.
    text : Text

    Returns
    -------
    int
        0.

    Raises
    ------
    ScenarioError
        When the scenario cannot be used.
    StoreError
        When the file cannot be written.
    """
    chosen = scenario_or_default(path, text)
    scenario, _ = usable(chosen)
    file = out if out is not None else Path(f"{chosen.stem}-projects.{kind}")
    rows = [cells_of(row) for row in scenario.rows]
    with whole_file(file) as temporary:
        write_register(temporary, scenario.settings, rows, f"register.{kind}")
    print(text("{count} rows written to {file}", count=len(rows), file=str(file)))
    return 0
