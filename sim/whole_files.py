"""Files and folders written whole or not at all: under a temporary name first, put in place when all is written.

Every command that writes what a user names does it here, so that one rule holds for all: a file is replaced, a link
stays a link, a pipe or a device is refused, and what a killed run left behind goes.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sim.errors import StoreError, msg
from sim.os_errors import cannot_be_written

_MAKING = ".making-"
_LEFT_BEHIND_HOURS = 24


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary name beside a file, and put it in the file's place if all goes well.

    A link stays a link: the file that it leads to is replaced. A pipe or a device is refused.

    Parameters
    ----------
    path : Path

    Yields
    ------
    Path
        To be written by the caller.

    Raises
    ------
    StoreError
        When the file cannot be written.
    """
    try:
        place = _place(path)
        temporary = place.with_name(f"{_MAKING}{os.getpid()}-{place.name}")
    except (OSError, ValueError) as error:
        # A ValueError is that of a path which no file can have, never one of whoever writes.
        raise cannot_be_written(path, error) from error
    _remove_left_behind(place.parent)
    try:
        yield temporary
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(place.stat().st_mode))
        temporary.replace(place)
    except OSError as error:
        raise cannot_be_written(path, error) from error
    finally:
        _remove(temporary)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a new folder under a temporary name, and its own name if all goes well.

    Parameters
    ----------
    folder : Path
        Must not exist, not even as an empty folder or as a link; the folder above it must.

    Yields
    ------
    Path
        To be filled by the caller.

    Raises
    ------
    StoreError
        When there is something of this name, or it cannot be written.
    """
    try:
        if folder.exists() or folder.is_symlink():
            raise StoreError(
                msg("{path} exists already; nothing was written: name a new folder", path=str(folder))
            )
        temporary = folder.with_name(f"{_MAKING}{os.getpid()}-{folder.name}")
        _remove_left_behind(folder.parent)
        temporary.mkdir()
    except (OSError, ValueError) as error:
        raise cannot_be_written(folder, error) from error
    try:
        yield temporary
        temporary.rename(folder)
    except OSError as error:
        raise cannot_be_written(folder, error) from error
    finally:
        _remove(temporary)


def write_whole(folder: Path, writers: Mapping[str, Callable[[Path], object]]) -> tuple[Path, ...]:
    """Write files of a folder: all are written before the first is put in place.

    Parameters
    ----------
    folder : Path
        Made if missing; files of the same names in it are replaced, in the order given.
    writers : mapping
        For each file name, with / where it lies in a folder below, what writes it to the path that it is given.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    StoreError
        When the folder cannot be made or written to. Files that stood there before are then as they were.
    """
    try:
        for below in (folder, *((folder / name).parent for name in writers)):
            below.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise cannot_be_written(folder, error) from error
    with ExitStack() as placed:
        # Entered from the last to the first, so that they are put in place from the first to the last.
        opened = {name: placed.enter_context(whole_file(folder / name)) for name in reversed(list(writers))}
        for name, write in writers.items():
            try:
                write(opened[name])
            except OSError as error:
                raise cannot_be_written(folder / name, error) from error
    return tuple(folder / name for name in writers)


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


def file_must_be_writable(path: Path) -> None:
    """Make sure that a file can be written, without making anything.

    Raises
    ------
    StoreError
        When it cannot.
    """
    try:
        with tempfile.TemporaryFile(dir=_place(path).parent):
            pass
    except (OSError, ValueError) as error:
        raise cannot_be_written(path, error) from error


def _place(path: Path) -> Path:
    """Where the file stands, links followed."""
    if not path.name:
        # The current folder, or the root of a disk.
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        place = path.resolve()
    except RuntimeError as error:  # what Python before 3.13 makes of links in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
    with suppress(FileNotFoundError):
        mode = place.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise StoreError(
                msg("{path} is a pipe or a device, which is not written to; name a file", path=str(path))
            )
    return place


def _remove_left_behind(folder: Path) -> None:
    """Remove temporary files and folders of runs that were killed: such as have not been touched for a day."""
    oldest = time.time() - _LEFT_BEHIND_HOURS * 3600
    with suppress(OSError):
        for path in folder.glob(f"{_MAKING}*"):
            if re.match(rf"{re.escape(_MAKING)}\d+-", path.name) and path.stat().st_mtime < oldest:
                _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink()
