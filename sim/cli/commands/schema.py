"""`housing-sim schema`."""

from __future__ import annotations

import json
from pathlib import Path

from sim.cli import must_be_writable
from sim.guide import every_schema, write_schemas
from sim.text import Text


def schema_command(out: Path | None, text: Text) -> int:
    """Print the JSON Schema of every kind of file and of every answer, or write each to a file.

    Parameters
    ----------
    out : Path or None
        Folder to write to; None prints one JSON object, each schema under its name.
    text : Text

    Returns
    -------
    int
        0.

    Raises
    ------
    StoreError
        When the folder cannot be written.
    """
    schemas = every_schema()
    if out is None:
        print(json.dumps(schemas, ensure_ascii=False, indent=1))
        return 0
    must_be_writable(out)
    written = write_schemas(out, schemas)
    print(
        text(
            "written to {folder}: {names}",
            folder=str(out),
            names=[path.relative_to(out).as_posix() for path in written],
        )
    )
    return 0
