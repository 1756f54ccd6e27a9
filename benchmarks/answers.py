"""Questions as a planner asks them, from the start of the process to the printed answer, against one board."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.cities import BASELINE
from benchmarks.commands import FEW, asked_of_baseline, ended, must_say_engine, program, usual_futures
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side

LIMITS: Mapping[str, float] = {"drivers": 12, "seek_also": 12, "when": 5, "bottleneck": 2}
"""What each question may take, in boards."""


def answers(setting: Setting) -> Sequence[Figure]:
    """`drivers`, `seek --also`, `when` and `bottleneck` against `run`, all processors, code compiled before.

    Each is a new process. The figure is wall time, as a user waits for it; the ratio of processor time stands beside
    it, for other people's work on the machine moves it less.
    """
    board = asked_of_baseline(setting.engine, "run", *usual_futures(setting))
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
    """Commands by name, as a user asks them: with the futures that the product takes by itself."""
    few = usual_futures(setting)
    given: Mapping[str, tuple[str, ...]] = {
        "drivers": ("drivers",),
        "seek_also": (
            *("seek", "--lever", "green_lane", "--also", "clearance_teams", "--target", "period"),
            *(("--most", FEW) if few else ()),
        ),
        "when": ("when", "--lever", "green_lane=50"),
        "bottleneck": ("bottleneck",),
    }
    return {
        name: asked_of_baseline(setting.engine, question, *options, *few)
        for name, (question, *options) in given.items()
    }
