"""`housing-sim warmup`."""

from __future__ import annotations

import sys
import time

from sim.engines.compiled import COMPILED, KERNEL_SOURCES, kernel_folder, load_kernels, preparation
from sim.errors import Message, StoreError, msg_n
from sim.text import Text


def warmup_command(text: Text) -> int:
    """Compile the fast engine, unless it is kept already, and say where it is kept.

    Parameters
    ----------
    text : Text

    Returns
    -------
    int
        0.

    Raises
    ------
    StoreError
        When it cannot be kept.
    RunError
        When it cannot be made.
    """
    folder = kernel_folder(KERNEL_SOURCES)
    if folder.problem is not None:
        raise StoreError(folder.problem)

    def say(said: Message) -> None:
        print(text(said), file=sys.stderr, flush=True)

    waits_for = preparation(COMPILED)
    if waits_for is not None:
        say(waits_for)
    begun = time.monotonic()
    load_kernels(say)
    seconds = time.monotonic() - begun
    if folder.warm:
        print(text("the fast engine is ready; it was kept in {folder}", folder=str(folder.path)))
        return 0
    print(
        text(
            msg_n(
                "the fast engine is ready after {count} second; it is kept in {folder}",
                "the fast engine is ready after {count} seconds; it is kept in {folder}",
                round(seconds),
                folder=str(folder.path),
            )
        )
    )
    return 0
