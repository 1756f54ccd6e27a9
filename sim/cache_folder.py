"""Where this program keeps what it can make again: compiled kernels, and what stands behind a level of confidence.

A file kept there is never needed: one that is missing, damaged, or cannot be written is made again next time.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

KEPT_DAYS = 90
"""What has not been used for so long is removed."""


def cache_folder() -> Path:
    """Name the folder: ``$HOUSING_SIM_CACHE``, else ``housing-sim`` among the caches of the user.

    Raises
    ------
    RuntimeError
        Where the user has no home folder.
    """
    if given := os.environ.get("HOUSING_SIM_CACHE"):
        return Path(given).expanduser().absolute()
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "housing-sim"
    caches = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (caches if caches.is_absolute() else Path.home() / ".cache") / "housing-sim"


def kept_json(kind: str, key: str) -> Any:
    """Read back what `keep_json` wrote.

    Parameters
    ----------
    kind : str
        Small letters.
    key : str
        Decides the value: what has another value has another key.

    Returns
    -------
    object
        None where nothing is kept, or not whole.
    """
    try:
        path = _path(kind, key)
        digest, _, said = path.read_text(encoding="utf-8").partition("\n")
        if digest != _digest(said):
            return None
        value = json.loads(said)
    except (OSError, ValueError, RuntimeError):
        return None
    with suppress(OSError):
        os.utime(path)
    return value


def keep_json(kind: str, key: str, value: Any) -> None:
    """Keep a value of plain JSON for later starts; where that is not possible, nothing happens.

    The file is put in place when it is whole, so that another process never reads half of it. Files of the same kind
    that have not been read for `KEPT_DAYS` are removed.
    """
    said = json.dumps(value)
    with suppress(OSError, RuntimeError):
        path = _path(kind, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=f".making-{path.stem}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(f"{_digest(said)}\n{said}")
            Path(unfinished).replace(path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        _remove_unused(path.parent, kind)


def _path(kind: str, key: str) -> Path:
    return cache_folder() / f"{kind}-{_digest(key)}.json"


def _digest(said: str) -> str:
    return blake2b(said.encode(), digest_size=16).hexdigest()


def _remove_unused(folder: Path, kind: str) -> None:
    oldest = time.time() - KEPT_DAYS * 86_400
    name = re.compile(rf"(\.making-)?{kind}-[0-9a-f]{{32}}.*")
    for path in folder.iterdir():
        # The user may have named a folder that holds other things.
        if name.fullmatch(path.name) and path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
