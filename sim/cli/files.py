"""Files a user asked for: refused before the work where they cannot be written, whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sim.os_errors import cannot_be_written


def must_be_writable(folder: Path) -> None:
    """Make sure that files can be written to a folder, making it if need be.

    Raises
    ------
    StoreError
        When they cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise cannot_be_written(folder, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary name beside `path`, and rename it to `path` if all went well.

    Raises
    ------
    StoreError
        When the file cannot be written.
    """
    try:
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
    except ValueError:
        # No name at all: the current folder, or the root of a disk.
        raise cannot_be_written(path, IsADirectoryError(errno.EISDIR, "")) from None
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise cannot_be_written(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
