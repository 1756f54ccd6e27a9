"""Files a user asked for: refused before the work where they cannot be written, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.errors import StoreError, msg


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
        raise _refusal(folder, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary name beside `path`, and rename it to `path` if all went well.

    Raises
    ------
    StoreError
        When the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        if temporary.parent.is_dir():
            temporary.unlink(missing_ok=True)


def _refusal(path: Path, error: OSError) -> StoreError:
    reason = error.strerror or str(error)
    return StoreError(msg("{path} cannot be written: {reason}", path=str(path), reason=reason))
