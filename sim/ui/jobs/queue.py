"""The queue: what visits ask for, done by a few threads of the server, one after the other."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping, Sequence
from contextlib import nullcontext
from threading import Condition, Thread
from typing import Any

from sim.errors import HousingSimError
from sim.ui.jobs.request import Request, RequestStatus, Task
from sim.ui.jobs.right_of_way import RightOfWay
from sim.ui.jobs.turns import Turn, can_begin, turns_in_order

THREADS = 2
_LOG = logging.getLogger(__name__)


class NobodyWaitsError(Exception):
    """Out of the progress that a task tells: it was cancelled."""


class Queue:
    """Requests of all visits of a server.

    A visit has one request under a name: a new one takes the place of the one before, which is cancelled. A request
    may want several answers, the rough one first; after each it queues up again. What is answered already is not worked
    on. Threads live while there is work.

    Parameters
    ----------
    answers : mutable mapping
        Where answers are put, by their keys; it may forget some, and must be safe for threads.
    threads : int
        Works done at a time.
    way : RightOfWay, optional
        Short work takes it, long work steps aside for it.
    """

    def __init__(
        self, answers: MutableMapping[Any, Any], threads: int = THREADS, way: RightOfWay | None = None
    ) -> None:
        self.answers = answers
        self.way = RightOfWay() if way is None else way
        self._threads, self._alive = threads, 0
        self._changed = Condition()
        self._requests: dict[tuple[str, str], Request] = {}
        self._running: list[Turn] = []
        self._served: dict[str, int] = {}
        self._asked = self._turns = 0

    def ask(self, visit: str, name: str, tasks: Sequence[Task]) -> None:
        """Ask for answers.

        Parameters
        ----------
        visit, name : str
        tasks : sequence of Task
            One or more, in the order in which their answers are wanted.
        """
        with self._changed:
            self._drop(visit, name)
            self._asked += 1
            request = self._requests[visit, name] = Request(visit, tuple(tasks), self._asked)
            self._pass_answered(request)
            self._begin_thread()

    def status(self, visit: str, name: str) -> RequestStatus | None:
        """Say how far a request has come; None where there is none."""
        with self._changed:
            request = self._requests.get((visit, name))
            return None if request is None else request.status(self._ahead(request))

    def cancel(self, visit: str, name: str) -> None:
        """Stop a request after the blocks under way; answers made so far stay."""
        with self._changed:
            request = self._requests.get((visit, name))
            if request is not None and request.phase in ("waiting", "running"):
                request.phase = "cancelled"
                self._changed.notify_all()

    def leave(self, visit: str) -> None:
        """Stop and forget everything that a visit asked for."""
        with self._changed:
            for of, name in tuple(self._requests):
                if of == visit:
                    self._drop(of, name)
            self._served.pop(visit, None)

    def wait(self, visit: str, name: str, seconds: float) -> RequestStatus | None:
        """Wait until no answer is to come any more, or so long; then say how far a request has come."""

        def ended() -> bool:
            request = self._requests.get((visit, name))
            return request is None or request.phase not in ("waiting", "running")

        with self._changed:
            self._changed.wait_for(ended, seconds)
            return self.status(visit, name)

    def _drop(self, visit: str, name: str) -> None:
        request = self._requests.pop((visit, name), None)
        if request is not None:
            request.phase = "cancelled"
            self._changed.notify_all()

    def _pass_answered(self, request: Request) -> None:
        """Go on to the first answer that is missing; none is once the last is there."""
        keys = [task.key for task in request.tasks]
        whole = keys[-1] in self.answers
        missing = (step for step in range(request.step, len(keys)) if keys[step] not in self.answers)
        request.step = len(keys) if whole else next(missing, len(keys))
        request.told = (0, 0)
        request.phase = "waiting" if request.step < len(keys) else "done"
        self._changed.notify_all()

    def _ahead(self, request: Request) -> int:
        return self._order().index(request) if request.phase == "waiting" else 0

    def _order(self) -> list[Request]:
        """Requests that wait, in the order in which they will be begun."""
        waiting = {each.turn: each for each in self._requests.values() if each.phase == "waiting"}
        return [waiting[turn] for turn in turns_in_order(waiting, self._served)]

    def _next(self) -> Request | None:
        order = self._order()
        return next((each for each in order if can_begin(each.turn, self._running, self._threads)), None)

    def _begin_thread(self) -> None:
        if self._alive < self._threads and self._next() is not None:
            self._alive += 1
            Thread(target=self._serve, name="questions", daemon=True).start()

    def _serve(self) -> None:
        """Task until there is nothing that may begin."""
        while True:
            with self._changed:
                request = self._next()
                if request is None:
                    self._alive -= 1
                    return
                turn, task = request.turn, request.task
                request.phase = "running"
                self._running.append(turn)
                self._turns += 1
                self._served[turn.visit] = self._turns
                # Several may have waited for the same work to end.
                self._begin_thread()
            error = self._do(request, task)
            with self._changed:
                self._running.remove(turn)
                self._end(request, error)

    def _do(self, request: Request, task: Task) -> Exception | None:
        def told(done: int, to_do: int) -> None:
            if request.phase == "cancelled":
                raise NobodyWaitsError
            request.told = (done, to_do)
            if not task.short:
                self.way.step_aside()

        try:
            with self.way.taken() if task.short else nullcontext():
                self.answers[task.key] = task.do(told)
        except Exception as error:
            if not isinstance(error, NobodyWaitsError | HousingSimError):
                _LOG.exception("a question could not be answered")
            return error
        return None

    def _end(self, request: Request, error: Exception | None) -> None:
        if request.phase != "cancelled":
            if error is None:
                request.step += 1
                self._pass_answered(request)
            else:
                request.phase, request.error = "failed", error
        # The same answer may have been waited for elsewhere.
        for other in self._requests.values():
            if other.phase == "waiting":
                self._pass_answered(other)
        self._changed.notify_all()
