"""The one queue of the server, and what a visit asks of it."""

from __future__ import annotations

import pickle
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import streamlit as st

from sim.ui.jobs.queue import Queue
from sim.ui.jobs.request import RequestStatus, Task
from sim.ui.shelf import Shelf

MOST_BYTES = 64 * 2**20
"""Answers kept for all visits, as they would be written to a file; in memory they take some two to three times that."""


@dataclass(frozen=True)
class VisitQueue:
    """The queue as one visit sees it; the methods are those of `Queue`."""

    queue: Queue
    visit: str

    def ask(self, name: str, tasks: Sequence[Task]) -> None:
        """Ask for answers."""
        self.queue.ask(self.visit, name, tasks)

    def status(self, name: str) -> RequestStatus | None:
        """Say how far a request has come."""
        return self.queue.status(self.visit, name)

    def cancel(self, name: str) -> None:
        """Stop a request."""
        self.queue.cancel(self.visit, name)

    def answer(self, key: Hashable) -> Any | None:
        """Answer to what this key decides, whoever asked; None where there is none any more."""
        return self.queue.answers.get(key)

    def end(self) -> None:
        """Stop and forget all requests."""
        self.queue.leave(self.visit)


@st.cache_resource(show_spinner=False)
def server_queue() -> Queue:
    """The queue of this server."""
    return Queue(Shelf(MOST_BYTES, _written_size))


@st.cache_resource(scope="session", show_spinner=False, on_release=VisitQueue.end)
def visit_queue() -> VisitQueue:
    """The queue as this visit sees it; once the visit has ended, its requests stop."""
    return VisitQueue(server_queue(), uuid4().hex)


def _written_size(answer: object) -> int:
    return len(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
