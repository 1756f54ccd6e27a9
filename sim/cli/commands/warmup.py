"""`housing-sim warmup`."""

from __future__ import annotations

import time

from sim.cli import say_preparation
from sim.engines import engine_named
from sim.engines.compiled import ENGINE, KERNEL_SOURCES, kernel_folder
from sim.errors import StoreError, msg_n
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
    """
    folder = kernel_folder(KERNEL_SOURCES)
    if folder.problem is not None:
        raise StoreError(folder.problem)
    say_preparation(ENGINE, text)
    begun = time.monotonic()
    engine_named(ENGINE)
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
