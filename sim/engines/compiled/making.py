"""Kernels compiled side by side, each group of them in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence

from sim.errors import RunError, msg

GROUPS = (("simulate",), ("draw", "measure", "run"))
"""Kernels by process, about as much work in each; Numba compiles one function at a time in a process."""

_PROGRAM = (
    "import sys; sys.path[:] = {path}; "
    "from sim.engines.compiled.maker import make_kernels; make_kernels({parts})"
)


def make(groups: Sequence[Sequence[str]] = GROUPS) -> dict[str, bytes]:
    """Compile kernels.

    Returns
    -------
    dict
        Machine code by the name of the kernel.

    Raises
    ------
    RunError
        When a process ended without it.
    """
    workers: list[subprocess.Popen[bytes]] = []
    code: dict[str, bytes] = {}
    try:
        for parts in groups:
            program = _PROGRAM.format(path=sys.path, parts=list(parts))
            workers.append(
                subprocess.Popen(
                    [sys.executable, "-c", program],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
            )
        for worker in workers:
            out, said = worker.communicate()
            if worker.returncode:
                last = said.decode(errors="replace").strip().splitlines()[-1:] or [str(worker.returncode)]
                raise RunError(msg("the fast engine cannot be prepared: {reason}", reason=last[0]))
            code |= {part: b64decode(text) for part, text in json.loads(out).items()}
    finally:
        for worker in workers:
            if worker.poll() is None:
                worker.kill()
            worker.communicate()
    return code
