"""The compiled kernels as one function of this process: found or compiled, loaded once, or known not to be had."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any

from sim.engines.compiled.compilation import Say, compile_into
from sim.engines.compiled.kernel_cache import KERNEL_SOURCES, filled, kernel_folder
from sim.errors import Message, RunError, msg

COMPILED = "compiled"
ABOUT_SECONDS = 25
"""What compiling takes on a machine with two processors and little else to do, for the reader who waits."""

Run = Callable[..., None]
_one_at_a_time = threading.Lock()
_loaded: list[Run] = []
_failed: list[RunError] = []


def preparation(engine: str) -> Message | None:
    """Say what whoever is waiting should know before an engine is loaded.

    Returns
    -------
    Message or None
        That it has to be compiled first, or cannot be used here; None where there is nothing to say.
    """
    if engine != COMPILED or _loaded:
        return None
    if _failed:
        return _instead(_failed[0])
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


def prepare(engine: str, say: Say) -> None:
    """Load an engine; say what whoever is waiting should know before, and how far it is meanwhile.

    Parameters
    ----------
    engine : str
        Any but the compiled one is ready.
    say : callable
        Given one message at a time.
    """
    waits_for = preparation(engine)
    if waits_for is not None:
        say(waits_for)
    if engine == COMPILED and not _failed:
        try:
            load_kernels(say)
        except RunError as error:
            say(_instead(error))


def load_kernels(say: Say = lambda _: None) -> Run:
    """Load the kernels, compiled first where they have never been.

    Parameters
    ----------
    say : callable
        Told how far compiling is.

    Returns
    -------
    callable
        `run_batches` of `sim.engines.compiled.kernels`, given its array tuples as `Handed`, without the three kernels
        at its end; it does not hold the interpreter's lock.

    Raises
    ------
    RunError
        When they cannot be made, written or loaded: at once, when that is known.
    """
    with _one_at_a_time:
        if _failed:
            raise _failed[0]
        if not _loaded:
            try:
                _loaded.append(_load(say))
            except RunError as error:
                _failed.append(error)
                raise
    return _loaded[0]


def _load(say: Say) -> Run:
    if os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0"):
        raise RunError(msg("the fast engine cannot be prepared: {reason}", reason="NUMBA_DISABLE_JIT"))
    try:
        with filled(kernel_folder(KERNEL_SOURCES), lambda path: compile_into(path, say)) as path:
            return _kernels(path)
    except RunError:
        raise
    except Exception as error:
        # Whatever a Numba that was never tried may raise: the reference engine does the same.
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        raise RunError(msg("the fast engine cannot be prepared: {reason}", reason=reason)) from error


def _kernels(path: Any) -> Run:
    """Load the kernels from their folder."""
    from sim.engines.compiled.signatures import keeping_in, kernel

    with keeping_in(path):
        batches = [kernel(part) for part in ("simulate", "draw", "measure")]
        run = kernel("run")

    def run_batches(*given: Any) -> None:
        run(*given, *batches)

    return run_batches


def _instead(error: RunError) -> Message:
    return msg(
        "The reference engine computes the futures instead, more than a hundred times slower: {reason}",
        reason=error.message,
    )
