"""A copy of a scenario with another register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.cities import write_register
from sim.files import load_settings, load_toml
from sim.intake.data_date import copied
from sim.os_errors import cannot_be_written
from sim.whole_files import write_whole

_REGISTER = "projects.csv"
"""Name of the register of a copy whose scenario takes its own from the scenario it is based on."""


def copy_with_register(scenario: Path, rows: Sequence[Mapping[str, str]], folder: Path) -> Path:
    """Copy a scenario into a folder, as `copied` does, and give the copy a register of its own.

    Parameters
    ----------
    scenario : Path
        Is not written to.
    rows : sequence of mapping of str to str
        Text of each cell, by column.
    folder : Path
        Made where it does not exist; an earlier copy in it is replaced.

    Returns
    -------
    Path
        The copy of the scenario.

    Raises
    ------
    ScenarioError
        When the scenario file is broken.
    StoreError
        When something cannot be read or written.
    """
    settings = load_settings(scenario)
    own = (load_toml(scenario, str(scenario)).content or {}).get("register")
    name = settings.register_file if isinstance(own, str) else _REGISTER
    try:
        copy = copied(scenario, folder)
        if not isinstance(own, str):
            _name_register(copy)
    except OSError as error:
        raise cannot_be_written(folder, error) from error
    write_whole(folder, {name: lambda path: write_register(path, settings, rows, name)})
    return copy


def _name_register(copy: Path) -> None:
    """State the register in a scenario file that states none; above all tables, as TOML has it."""
    text = copy.read_text(encoding="utf-8-sig")
    copy.write_text(f'register = "{_REGISTER}"\n{text}', encoding="utf-8", newline="\n")
