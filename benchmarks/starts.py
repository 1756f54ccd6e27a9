"""From the start of a process to its answer."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.commands import asked_of_baseline, ended, must_say_engine, program, usual_futures
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side


def starts(setting: Setting) -> Sequence[Figure]:
    """Board with code compiled before, board on a machine that never ran it, and the help.

    Each is a new process. "Never ran it" is an empty folder of compiled code every time; Python's own bytecode and the
    system's file cache are warm in both.
    """
    with TemporaryDirectory(prefix="housing-sim-") as folder:
        warm, fresh = Path(folder) / "warm", (Path(folder) / f"fresh-{n}" for n in count())
        command = asked_of_baseline(setting.engine, "run", *usual_futures(setting))
        warm.mkdir()
        must_say_engine(ended(command, warm).out, setting.engine)
        if setting.engine == "compiled" and not any(warm.rglob("*")):
            raise RuntimeError(
                "nothing was compiled into the folder given: first and later runs cannot be told apart"
            )

        def first_ever() -> None:
            cache = next(fresh)
            cache.mkdir()
            ended(command, cache)

        often = side_by_side(
            [
                Contender("python", lambda: ended((sys.executable, "-c", "pass"))),
                Contender("help", lambda: ended((*program(), "--help"))),
                Contender("board", lambda: ended(command, warm)),
            ],
            setting.rounds(9),
            clock=time.perf_counter,
        )
        seldom = side_by_side(
            [Contender("board", lambda: ended(command, warm)), Contender("first", first_ever)],
            setting.rounds(3),
            warm_up=False,
            clock=time.perf_counter,
        )
    bare: dict[str, float | str] = {"python_itself_s": median(often["python"])}
    return (
        Figure(
            "start",
            "process start to the board, compiled before",
            "s",
            often["board"],
            must=4,
            aim=3,
            detail=bare,
        ),
        Figure(
            "first_start",
            "first run ever to the board, compilation included",
            "s",
            seldom["first"],
            must=30,
            aim=25,
            detail={"compiled_before_s": median(seldom["board"])},
        ),
        Figure("help", "housing-sim --help", "s", often["help"], must=0.5, aim=0.3, detail=bare),
    )
