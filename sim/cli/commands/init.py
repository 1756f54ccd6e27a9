"""`housing-sim init`."""

from __future__ import annotations

import shlex
from pathlib import Path

from sim.cities import CITIES, write_city
from sim.text import Text


def init_command(folder: Path, city: str, text: Text) -> int:
    """Write the files of a city to begin with, and say what to do with them.

    Parameters
    ----------
    folder : Path
        Must not exist yet.
    city : str
        Name of one of `CITIES`.
    text : Text

    Returns
    -------
    int
        0.

    Raises
    ------
    StoreError
        When the folder exists, or cannot be written.
    """
    written = write_city(folder, CITIES[city])
    print(
        text(
            "written to {folder}: {names}",
            folder=str(folder),
            names=[path.name + ("/" if path.is_dir() else "") for path in written],
        )
    )
    print(
        text(
            "next: housing-sim check {path}; then, in that folder, housing-sim run",
            path=shlex.quote(str(written[0])),
        )
    )
    return 0
