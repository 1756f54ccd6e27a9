"""What makes the user wait, and how far a long run has come, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from sim.engines import ENGINES
from sim.engines.compiled import prepare
from sim.text import Text, number_of_futures

if TYPE_CHECKING:
    from rich.progress import Progress

SHOW_AFTER_SECONDS = 2.0
LINE_EVERY_SECONDS = 10.0


def say_preparation(engine: str | None, text: Text) -> None:
    """Load an engine (None: the default); say before that it has to be compiled first, and meanwhile how far it is."""
    prepare(engine or ENGINES[0], lambda said: print(text(said), file=sys.stderr, flush=True))


class ProgressOnStderr:
    """A bar on a terminal, elsewhere a line now and then; nothing at all for short work.

    Parameters
    ----------
    text : Text
    at_most : bool
        Whether the run may end before its total.
    each : int
        Futures of one scenario, where a question simulates several; 0 where it does not.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self, text: Text, at_most: bool, each: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._text, self._at_most, self._each, self._clock = text, at_most, each, clock
        self._begun = self._said = clock()
        self._bar: Progress | None = None

    def __enter__(self) -> ProgressOnStderr:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` futures are done."""
        now = self._clock()
        if sys.stderr.isatty():
            if now - self._begun >= SHOW_AFTER_SECONDS:
                self._draw(done, total)
        elif now - self._said >= LINE_EVERY_SECONDS:
            self._said = now
            print(self._sentence(done, total), file=sys.stderr, flush=True)

    def _draw(self, done: int, total: int) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, description=self._sentence(done, total))

    def _sentence(self, done: int, total: int) -> str:
        if self._at_most:
            return self._text("{done} done, at most {total}", done=number_of_futures(done), total=total)
        if self._each and total > self._each:
            return self._text(
                "{done} of {futures} done, scenario {scenario} of {scenarios}",
                done=done,
                futures=number_of_futures(total),
                scenario=min(done, total - 1) // self._each + 1,
                scenarios=total // self._each,
            )
        return self._text("{done} of {futures} done", done=done, futures=number_of_futures(total))
