"""Where the compiled engine's kernels are kept, so that a machine compiles them once.

Numba keeps kernels too, but judges each by its own file alone: it does not see that a function it calls, or a constant
it has taken in, has changed in another file; and what it keeps takes all of Numba to load. Here the folder is named
after everything the kernels are made from, and holds their machine code and a list of what belongs in it, so that a
damaged or half-made folder is never mistaken for a ready one.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from sim.errors import Message, RunError, msg

COMPILED = "compiled"
ABOUT_SECONDS = 15
"""What compiling takes on an office machine, for the reader who waits."""
KEPT_DAYS = 90
"""Kernels of other versions are removed when they have not been used for so long."""

_SIM = Path(__file__).parents[2]
KERNEL_SOURCES = (
    *(
        path
        for room in ("engines", "model", "plan", "random", "distributions")
        for path in sorted((_SIM / room).rglob("*.py"))
    ),
)
"""Files whose functions and constants the kernels may hold: rather too many than one too few."""

_NAME = re.compile("kernels-[0-9a-f]{32}")
_READY, _KERNEL = "ready", ".o"
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class KernelFolder:
    """Where kernels are kept.

    Attributes
    ----------
    path : Path or None
        None where they cannot be kept; each process then makes its own.
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
    if engine != COMPILED or hasattr(sys.modules.get(f"sim.engines.{COMPILED}.engine"), "simulator"):
        return None
    folder = kernel_folder(KERNEL_SOURCES)
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
        The path of a file decides too, so that two copies of the program do not get in each other's way.

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


def kept_in(
    folder: KernelFolder, names: Sequence[str], make: Callable[[], Mapping[str, bytes]]
) -> Mapping[str, bytes]:
    """Read kernels from their folder; make them, and keep them there, where they are not.

    Parameters
    ----------
    folder : KernelFolder
    names : sequence of str
        Kernels wanted.
    make : callable
        Compiles them all.

    Returns
    -------
    mapping
        Machine code by the name of the kernel.

    Raises
    ------
    RunError
        When the kernels cannot be read, made or written.
    """
    with _one_at_a_time:
        try:
            if folder.path is not None and folder.warm:
                return {name: (folder.path / f"{name}{_KERNEL}").read_bytes() for name in names}
            code = make()
            if folder.path is not None:
                _keep(folder.path, code)
            return code
        except OSError as error:
            raise RunError(_problem(folder.path or Path(), _in_plain_words(error))) from error


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
    with tempfile.TemporaryFile(dir=path):
        pass


def _keep(path: Path, code: Mapping[str, bytes]) -> None:
    for name, kernel in code.items():
        _write(path / f"{name}{_KERNEL}", kernel)
    _write(path / _READY, json.dumps(_digests(path), indent=1).encode())
    _remove_unused(path.parent)


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)


def _digests(path: Path) -> dict[str, str]:
    return {
        kernel.name: blake2b(kernel.read_bytes(), digest_size=16).hexdigest()
        for kernel in sorted(path.glob(f"*{_KERNEL}"))
    }


def _is_whole(path: Path) -> bool:
    try:
        listed = json.loads((path / _READY).read_text(encoding="utf-8"))
        return isinstance(listed, dict) and bool(listed) and listed.items() <= _digests(path).items()
    except (OSError, ValueError, TypeError):
        return False


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
