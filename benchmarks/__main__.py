"""`python -m benchmarks [NAME ...]`: measure, print a table, keep the figures in benchmarks/results.json."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.against_simpy import planners_model, reference
from benchmarks.answers import answers
from benchmarks.figure import Figure, Setting
from benchmarks.growth import growth
from benchmarks.memory import memory
from benchmarks.page_questions import page_questions
from benchmarks.profile import profile
from benchmarks.questions import questions
from benchmarks.starts import starts
from benchmarks.table import keep, show
from benchmarks.threads import threads
from benchmarks.uniforms import uniforms
from sim.engines import ENGINES

BENCHMARKS: Mapping[str, Callable[[Setting], Sequence[Figure]]] = {
    "reference": reference,
    "planners_model": planners_model,
    "uniforms": uniforms,
    "threads": threads,
    "starts": starts,
    "growth": growth,
    "memory": memory,
    "questions": questions,
    "answers": answers,
    "page_questions": page_questions,
    "profile": profile,
}
RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    """Measure what was asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"one of: {', '.join(BENCHMARKS)}; default all"
    )
    parser.add_argument(
        "--engine", default="compiled", help=f"one of: {', '.join(ENGINES)}; default compiled"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="see that all of it runs; nothing is kept, no figure is worth quoting",
    )
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are: {', '.join(BENCHMARKS)}")
    if asked.engine not in ENGINES:
        parser.error(f"there is no engine {asked.engine}; there are: {', '.join(ENGINES)}")
    setting = Setting(asked.engine, asked.quick)
    console = Console()
    figures: list[Figure] = []
    for name in asked.names or BENCHMARKS:
        with console.status(f"measuring: {name}"):
            measured = BENCHMARKS[name](setting)
        if not setting.quick:
            keep(measured, setting, RESULTS)
        figures += measured
    show(figures, console)


if __name__ == "__main__":
    main()
