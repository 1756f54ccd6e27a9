"""Where the compiled engine's kernels are kept, so that a machine compiles them once.

Numba keeps them, in a folder it is told. But it judges a kernel by its own file alone, and does not see that a function
it calls, or a constant it has taken in, has changed in another file; and a damaged file makes it fail. So the folder is
named after everything the kernels are made from, is put in place when it is whole, and holds a list of what belongs in
it, so that a damaged one is made anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from sim.cache_folder import KEPT_DAYS, cache_folder
from sim.errors import Message, RunError, msg
from sim.os_errors import os_reason

_SIM = Path(__file__).parents[2]
KERNEL_SOURCES = (
    *(
        path
        for room in ("engines", "model", "plan", "random", "distributions")
        for path in sorted((_SIM / room).rglob("*.py"))
    ),
)
"""Files whose functions and constants the kernels may hold: rather too many than one too few."""

_NAME = re.compile(r"(\.making-\d+-)?kernels-[0-9a-f]{32}")
_READY = "ready"
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


def kernel_folder(sources: Sequence[Path]) -> KernelFolder:
    """Find the folder for the kernels made from some source files, on this machine, by these libraries.

    It stands in the folder of `sim.cache_folder`. One that holds the kernels already may be read-only.

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
        base = cache_folder()
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
        return KernelFolder(None, False, _problem(base, os_reason(error)))
    return KernelFolder(path, False)


@contextmanager
def filled(folder: KernelFolder, fill: Callable[[Path], None]) -> Iterator[Path]:
    """Have a folder that holds the kernels; fill it first where it does not.

    Parameters
    ----------
    folder : KernelFolder
    fill : callable
        Compiles them into an empty folder.

    Yields
    ------
    Path
        Where they are; for a folder that cannot be kept, a temporary one.

    Raises
    ------
    RunError
        When they cannot be made or written.
    """
    with _one_at_a_time:
        if folder.path is None:
            with _readable_problems(folder), tempfile.TemporaryDirectory(prefix="housing-sim-") as temporary:
                fill(Path(temporary))
                yield Path(temporary)
            return
        if not folder.warm:
            with _readable_problems(folder):
                _make(folder.path, fill)
        yield folder.path


def _make(path: Path, fill: Callable[[Path], None]) -> None:
    """Make a folder under another name, and put it in place when it is whole."""
    unfinished = path.with_name(f".making-{os.getpid()}-{path.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(parents=True)
        fill(unfinished)
        (unfinished / _READY).write_bytes(json.dumps(_digests(unfinished), indent=1).encode())
        # Another process may have made it meanwhile.
        if not _is_whole(path):
            shutil.rmtree(path, ignore_errors=True)
            unfinished.replace(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _remove_unused(path.parent)


@contextmanager
def _readable_problems(folder: KernelFolder) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunError(_problem(folder.path or Path(), os_reason(error))) from error


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


def _must_be_writable(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=path):
        pass


def _digests(path: Path) -> dict[str, str]:
    return {
        file.relative_to(path).as_posix(): blake2b(file.read_bytes(), digest_size=16).hexdigest()
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.name != _READY
    }


def _is_whole(path: Path) -> bool:
    try:
        listed = json.loads((path / _READY).read_text(encoding="utf-8"))
        return isinstance(listed, dict) and bool(listed) and listed == _digests(path)
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
