"""Kernels compiled side by side, each group of them in a process of its own, into one folder."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sim.errors import Message, RunError, msg

_SHARES = {"measure": 0.15, "run": 0.05, "draw": 0.55, "simulate": 1.0}
"""Kernels, and how long each takes to compile, of the time of the longest."""
GROUPS = (("simulate",), ("measure", "run", "draw"))
"""Kernels by process: Numba compiles one function at a time in a process."""

Say = Callable[[Message], None]

_PROGRAM = (
    "import sys; sys.path[:] = {path}; "
    "from sim.engines.compiled.compilation import compile_here; compile_here({folder!r}, {parts})"
)


def compile_here(folder: str, parts: Sequence[str]) -> None:
    """Compile kernels into a folder, in this process; print the name of each when it is done."""
    from sim.engines.compiled.signatures import keeping_in, kernel

    with keeping_in(Path(folder)):
        for part in parts:
            kernel(part)
            print(part, flush=True)


class _Progress:
    """Tells how many kernels are compiled, and about how long the others take."""

    def __init__(self, groups: Sequence[Sequence[str]], say: Say) -> None:
        self._say, self._begun = say, time.monotonic()
        self._total, self._count = sum(map(len, groups)), 0
        self._left = {group: sum(map(_share, group)) for group in map(tuple, groups)}
        self._done = dict.fromkeys(self._left, 0.0)

    def note(self, group: Sequence[str], part: str) -> None:
        """Note that a kernel of a group is compiled."""
        self._left[tuple(group)] -= _share(part)
        self._done[tuple(group)] += _share(part)
        self._count += 1
        if self._count < self._total:
            spent = time.monotonic() - self._begun
            seconds = spent / max(self._done.values()) * max(self._left.values())
            self._say(
                msg(
                    "{done} of {total} parts of the fast engine are compiled, about {seconds} seconds left",
                    done=self._count,
                    total=self._total,
                    seconds=max(round(seconds), 1),
                )
            )


def _share(part: str) -> float:
    return _SHARES.get(part, 1.0)


def compile_into(folder: Path, say: Say, groups: Sequence[Sequence[str]] = GROUPS) -> None:
    """Compile kernels into a folder.

    Parameters
    ----------
    folder : Path
    say : callable
        Told after each kernel how many are done, and about how long it takes until all are.
    groups : sequence of sequences of str
        Kernels by process.

    Raises
    ------
    RunError
        When a process ended without them.
    """
    progress = _Progress(groups, say)
    workers: list[subprocess.Popen[str]] = []

    def follow(group: Sequence[str]) -> None:
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
            program = _PROGRAM.format(path=sys.path, folder=str(folder), parts=list(group))
            with subprocess.Popen(
                [sys.executable, "-c", program],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            ) as worker:
                workers.append(worker)
                for line in worker.stdout or ():
                    progress.note(group, line.strip())
            if worker.returncode:
                errors.seek(0)
                said = errors.read().strip().splitlines() or [str(worker.returncode)]
                raise RunError(msg("the fast engine cannot be prepared: {reason}", reason=said[-1]))

    with ThreadPoolExecutor(len(groups)) as pool:
        try:
            for one in [pool.submit(follow, group) for group in groups]:
                one.result()
        finally:
            for worker in workers:
                if worker.poll() is None:
                    worker.kill()
