"""What the operating system refuses, in the reader's language: why, and what to do about it."""

from __future__ import annotations

import errno

from sim.errors import Message, StoreError, msg

_REASONS: tuple[tuple[tuple[int, ...], Message, Message], ...] = (
    (
        (errno.ENOENT,),
        msg("there is no such file or folder"),
        msg("check the path, and make the folder above it first"),
    ),
    (
        (errno.EEXIST, errno.ENOTDIR),
        msg("a file stands where a folder should be"),
        msg("name another folder"),
    ),
    (
        (errno.EISDIR,),
        msg("a folder stands where a file should be"),
        msg("name a file"),
    ),
    (
        (errno.EACCES, errno.EPERM),
        msg("access is not allowed there"),
        msg("close it in other programs, and check that you are allowed to use it"),
    ),
    ((errno.EROFS,), msg("the disk is read-only"), msg("choose a folder on another disk")),
    (
        (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)),
        msg("the disk is full"),
        msg("make room on it, or choose another disk"),
    ),
    ((errno.ENAMETOOLONG,), msg("the name is too long"), msg("choose a shorter name")),
    (
        (errno.ELOOP,),
        msg("links lead round in a circle"),
        msg("name the file or folder itself instead of a link to it"),
    ),
    (
        (errno.EBUSY, getattr(errno, "ETXTBSY", errno.EBUSY)),
        msg("another program is using it"),
        msg("close it there and try again"),
    ),
    ((errno.EIO,), msg("the disk cannot be read or written"), msg("check the disk or its connection")),
)


def os_reason(error: OSError | ValueError) -> Message:
    """Say why the operating system refused something.

    Parameters
    ----------
    error : OSError or ValueError
        A ValueError is raised for a path that no file can have.
    """
    return _in_words(error)[0]


def os_advice(error: OSError | ValueError) -> Message:
    """Say what to do about something that the operating system refused."""
    return _in_words(error)[1]


def cannot_be_written(path: object, error: OSError | ValueError) -> StoreError:
    """Make the error of a file or folder that cannot be written.

    Parameters
    ----------
    path : Path or str
        As the user gave it.
    error : OSError or ValueError
    """
    return StoreError(
        msg(
            "{path} cannot be written: {reason}; {advice}",
            path=str(path),
            reason=os_reason(error),
            advice=os_advice(error),
        )
    )


def cannot_be_read(path: object, error: OSError | ValueError) -> StoreError:
    """Make the error of a file or folder that cannot be read, with the parameters of `cannot_be_written`."""
    return StoreError(
        msg(
            "{path} cannot be read: {reason}; {advice}",
            path=str(path),
            reason=os_reason(error),
            advice=os_advice(error),
        )
    )


def _in_words(error: OSError | ValueError) -> tuple[Message, Message]:
    if not isinstance(error, OSError):
        return msg("no file can have this name"), msg("choose another name")
    for numbers, reason, advice in _REASONS:
        if error.errno in numbers:
            return reason, advice
    said = error.strerror or str(error) or type(error).__name__
    return (
        msg("the system refuses it (“{said}”)", said=said),
        msg("check the path, and ask whoever looks after this machine"),
    )
