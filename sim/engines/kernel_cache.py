"""Where the compiled engine's kernels are kept, so that a machine compiles them once.

Numba keeps kernels too, but judges each by its own file alone: it does not see that a function it calls, or a constant
it has taken in, has changed in another file. Here the folder is named after everything the kernels are made from, and
holds a list of what belongs in it, so that a damaged or half-made folder is never mistaken for a ready one.
"""

from __future__ import annotations

import atexit
import errno
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from sim.errors import Message, RunError, msg

ENGINE = "compiled"
ABOUT_SECONDS = 40
"""What compiling takes on an office machine, for the reader who waits."""
KEPT_DAYS = 90
"""Kernels of other versions are removed when they have not been used for so long."""

_SIM = Path(__file__).parents[1]
SOURCES = (
    *(path for room in ("engines", "model", "distributions") for path in sorted((_SIM / room).glob("*.py"))),
    _SIM / "outcomes.py",
)
"""Files whose functions and constants the kernels may hold: rather too many than one too few."""

_NAME = re.compile("kernels-[0-9a-f]{32}")
_READY = "ready"
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class KernelFolder:
    """Where kernels are kept.

    Attributes
    ----------
    path : Path or None
        None where they cannot be kept; a folder of this process alone then serves.
    warm : bool
        Whether all of them are there, whole.
    problem : Message or None
        Why they cannot be kept, and what to do.
    """

    path: Path | None
    warm: bool
    problem: Message | None = None


def preparation(engine: str) -> Message | None:
    """Say what whoever is waiting should know before an engine is loaded.

    Returns
    -------
    Message or None
        That it has to be compiled first; None where it need not.
    """
    if engine != ENGINE or hasattr(sys.modules.get(f"sim.engines.{ENGINE}"), "simulator"):
        return None
    folder = kernel_folder(SOURCES)
    if folder.warm:
        return None
    if folder.problem is None:
        return msg(
            "Preparing the fast engine for this machine, once: about {seconds} seconds …",
            seconds=ABOUT_SECONDS,
        )
    return msg(
        "Preparing takes about {seconds} seconds at every start: {problem}",
        seconds=ABOUT_SECONDS,
        problem=folder.problem,
    )


def kernel_folder(sources: Sequence[Path]) -> KernelFolder:
    """Find the folder for the kernels made from some source files, on this machine, by these libraries.

    It stands in ``$HOUSING_SIM_CACHE``, else in ``housing-sim`` among the caches of the user. A folder that holds the
    kernels already may be read-only.

    Parameters
    ----------
    sources : sequence of Path
        The path of a file decides too, for Numba keeps kernels by it.

    Returns
    -------
    KernelFolder
    """
    name = f"kernels-{_fingerprint(sources)}"
    try:
        base = _base()
    except RuntimeError as error:
        return KernelFolder(None, False, _problem(Path("~"), str(error)))
    path = base / name
    if _is_whole(path):
        with suppress(OSError):
            os.utime(path / _READY)
        return KernelFolder(path, True)
    try:
        _must_be_writable(path)
    except OSError as error:
        return KernelFolder(None, False, _problem(base, _in_plain_words(error)))
    return KernelFolder(path, False)


@contextmanager
def compile_into(folder: KernelFolder) -> Iterator[None]:
    """Let every function decorated inside with ``jit(…, cache=True)`` be kept in a folder, or be loaded from it.

    All kernels must be compiled inside one such block, so their decorators state signatures: at its end the folder is
    taken to be complete.

    Parameters
    ----------
    folder : KernelFolder

    Raises
    ------
    RunError
        When the kernels cannot be written.
    """
    from numba.core import config

    with _one_at_a_time:
        place = None
        try:
            place = _place(folder)
            before, config.CACHE_DIR = config.CACHE_DIR, str(place)  # type: ignore[attr-defined]
            try:
                yield
            finally:
                config.CACHE_DIR = before  # type: ignore[attr-defined]
            if place == folder.path and not folder.warm:
                _mark_ready(place)
                _remove_unused(place.parent)
        except OSError as error:
            where = Path(tempfile.gettempdir()) if place is None else place
            raise RunError(_problem(where, _in_plain_words(error))) from error


def _fingerprint(sources: Sequence[Path]) -> str:
    from llvmlite import binding  # type: ignore[import-untyped]

    parts = [f"{name} {version(name)}" for name in ("numba", "llvmlite", "numpy")]
    parts += [sys.version, binding.get_process_triple(), binding.get_host_cpu_name()]
    # Processors of one name need not know the same instructions: a virtual machine may hide some.
    parts += [binding.get_host_cpu_features().flatten()]
    parts += [f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("NUMBA_")]
    digest = blake2b(digest_size=16)
    for part in [part.encode() for part in parts] + [
        each for path in sources for each in (os.fsencode(path.absolute()), path.read_bytes())
    ]:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _base() -> Path:
    if given := os.environ.get("HOUSING_SIM_CACHE"):
        return Path(given).expanduser().absolute()
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "housing-sim"
    caches = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (caches if caches.is_absolute() else Path.home() / ".cache") / "housing-sim"


def _must_be_writable(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    for folder in (path, *(below for below in path.iterdir() if below.is_dir())):
        with tempfile.TemporaryFile(dir=folder):
            pass


def _place(folder: KernelFolder) -> Path:
    """Folder to give to Numba, which uses none that it cannot write to."""
    if folder.path is None:
        return _temporary()
    if not folder.warm:
        # Left by a compilation that was cut short, or damaged since.
        for kernel in _kernels(folder.path):
            kernel.unlink(missing_ok=True)
        return folder.path
    try:
        _must_be_writable(folder.path)
    except OSError:
        copy = _temporary()
        for kernel in _kernels(folder.path):
            target = copy / kernel.relative_to(folder.path)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(kernel, target)
        return copy
    return folder.path


def _temporary() -> Path:
    path = Path(tempfile.mkdtemp(prefix="housing-sim-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def _kernels(path: Path) -> list[Path]:
    return sorted(path.glob("*/*.nb[ic]"))


def _digests(path: Path) -> dict[str, str]:
    return {
        kernel.relative_to(path).as_posix(): blake2b(kernel.read_bytes(), digest_size=16).hexdigest()
        for kernel in _kernels(path)
    }


def _is_whole(path: Path) -> bool:
    try:
        listed = json.loads((path / _READY).read_text(encoding="utf-8"))
        return isinstance(listed, dict) and listed.items() <= _digests(path).items()
    except (OSError, ValueError, TypeError):
        return False


def _mark_ready(path: Path) -> None:
    temporary = path / f".{_READY}.{os.getpid()}"
    temporary.write_text(json.dumps(_digests(path), indent=1), encoding="utf-8")
    temporary.replace(path / _READY)


def _remove_unused(base: Path) -> None:
    oldest = time.time() - KEPT_DAYS * 86_400
    for path in base.iterdir():
        # The user may have named a folder that holds other things.
        if _NAME.fullmatch(path.name) and path.is_dir():
            ready = path / _READY
            if (ready if ready.exists() else path).stat().st_mtime < oldest:
                shutil.rmtree(path, ignore_errors=True)


def _problem(folder: Path, reason: Message | str) -> Message:
    return msg(
        "the fast engine cannot be kept in {folder}: {reason}; set HOUSING_SIM_CACHE to a folder that can be written",
        folder=str(folder),
        reason=reason,
    )


def _in_plain_words(error: OSError) -> Message | str:
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return msg("a file stands where a folder should be")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return msg("writing is not allowed there")
    if error.errno == errno.ENOSPC:
        return msg("the disk is full")
    return error.strerror or str(error)
