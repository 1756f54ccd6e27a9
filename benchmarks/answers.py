"""Questions as a planner asks them, from the start of the process to the printed answer, against one board."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.cities import BASELINE
from benchmarks.commands import ended, must_say_engine, program, run_of_baseline
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side
from sim.engines import ENGINES

LIMITS: Mapping[str, float] = {"drivers": 12, "seek_also": 12, "when": 5, "bottleneck": 2}
"""What each question may take, in boards of 10,000 futures."""


def answers(setting: Setting) -> Sequence[Figure]:
    """`drivers`, `seek --also`, `when` and `bottleneck` against `run`, all processors, code compiled before.

    Each is a new process. The figure is wall time, as a user waits for it; the ratio of processor time stands beside
    it, for other people's work on the machine moves it less.
    """
    board = run_of_baseline(setting.engine, setting.futures(10_000))
    commands = {"board": board, **_questions(setting)}
    used: dict[str, list[float]] = {name: [] for name in commands}
    with TemporaryDirectory(prefix="housing-sim-") as folder:
        warm, rounds = Path(folder), setting.rounds(5)
        must_say_engine(ended(board, warm).out, setting.engine)

        def asked(name: str) -> Callable[[], None]:
            return lambda: used[name].append(ended(commands[name], warm).processor_seconds)

        times = side_by_side(
            [Contender(name, asked(name)) for name in commands], rounds, clock=time.perf_counter
        )
    busy = {name: np.array(seconds[-rounds:]) for name, seconds in used.items()}
    return tuple(
        Figure(
            f"answer_{name}",
            f"`{' '.join(commands[name][len(program()) :])}` / the board, process start to print".replace(
                str(BASELINE), "can-tho-2026.toml"
            ),
            "×",
            times[name] / times["board"],
            must=limit,
            aim=limit,
            detail={
                "board_s": median(times["board"]),
                f"{name}_s": median(times[name]),
                "processor_time": f"{median(busy[name] / busy['board'])} ×",
                "board_processor_s": median(busy["board"]),
                f"{name}_processor_s": median(busy[name]),
            },
        )
        for name, limit in LIMITS.items()
    )


def _questions(setting: Setting) -> dict[str, tuple[str, ...]]:
    """Commands by name; the engine is named only where it is not the default."""
    engine = () if setting.engine == ENGINES[0] else ("--engine", setting.engine)
    given: Mapping[str, tuple[str, int, tuple[str, ...]]] = {
        "drivers": ("drivers", 10_000, ()),
        "seek_also": (
            "seek",
            1_000,
            (
                *("--lever", "green_lane", "--also", "clearance_teams", "--target", "period"),
                *("--most", str(setting.futures(32_000))),
            ),
        ),
        "when": ("when", 10_000, ("--lever", "green_lane=50")),
        "bottleneck": ("bottleneck", 2_000, ()),
    }
    return {
        name: (
            *(*program(), command, str(BASELINE), "--lang", "en"),
            *("--replications", str(setting.futures(replications)), *options, *engine),
        )
        for name, (command, replications, options) in given.items()
    }
