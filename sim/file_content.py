"""The bytes of a file that a user named, or why there are none: read the same way for every kind of file."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from sim.errors import Message, Problem, msg
from sim.os_errors import os_advice, os_reason


def file_content(path: Path, display_name: str, kind: Message, most_mb: int) -> bytes | Problem:
    """Read a whole file, if it is one and not too large; never waits for a pipe or a device.

    Parameters
    ----------
    path : Path
        The file, or a link to one.
    display_name : str
        File name as the user gave it, for the problem.
    kind : Message
        What is allowed there, such as "a TOML file".
    most_mb : int
        Megabytes. Larger files are refused, without being read.

    Returns
    -------
    bytes or Problem
    """
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(about.st_mode):
            return Problem(
                display_name,
                msg("a pipe or a device"),
                kind,
                msg("save what it holds in a file, and name that file"),
            )
        if about.st_size <= most_mb * 1_000_000:
            return path.read_bytes()
    except FileNotFoundError:
        return Problem(
            display_name, msg("there is no such file"), kind, msg("check the file name and folder")
        )
    except (OSError, ValueError) as error:
        return Problem(
            display_name,
            msg("a file that cannot be opened: {reason}", reason=os_reason(error)),
            msg("{kind} that may be read", kind=kind),
            os_advice(error),
        )
    return Problem(
        display_name,
        msg("a file of more than {limit} MB", limit=most_mb),
        msg("at most {limit} MB", limit=most_mb),
        msg("check that this is the right file; keep only the list in it, without pictures and other sheets"),
    )
