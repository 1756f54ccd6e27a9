"""`housing-sim schema`."""

from __future__ import annotations

import json
from pathlib import Path

from sim.errors import OptionError, msg
from sim.guide import every_schema, write_schemas
from sim.questions import one_of
from sim.text import Text


def schema_command(name: str | None, out: Path | None, text: Text) -> int:
    """Write the JSON Schema of every kind of file and of every answer, print one, or list them.

    Parameters
    ----------
    name : str or None
        Schema to print, where there is no folder to write to; None lists them.
    out : Path or None
        Folder to write all of them to.
    text : Text

    Returns
    -------
    int
        0.

    Raises
    ------
    OptionError
        When there is no schema of this name, or both a name and a folder are given.
    StoreError
        When the folder cannot be written.
    """
    schemas = every_schema()
    if name is not None:
        if out is not None:
            raise OptionError(msg("a schema's name and --out exclude each other: give one of them"))
        print(json.dumps(schemas[one_of(text("NAME"), tuple(schemas))(name)], ensure_ascii=False, indent=1))
        return 0
    if out is None:
        print("\n".join(schemas))
        print(
            text(
                "`housing-sim schema NAME` prints one of these; `housing-sim schema --out FOLDER` writes all of them"
            )
        )
        return 0
    written = write_schemas(out, schemas)
    print(
        text(
            "written to {folder}: {names}",
            folder=str(out),
            names=[path.relative_to(out).as_posix() for path in written],
        )
    )
    return 0
