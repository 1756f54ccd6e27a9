"""Every project by name, and what a push changes: roughly at once, then with the usual number of futures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from sim.analysis.projects import Outlooks, ProjectPush, PushEffect, project_outlooks, push_effects
from sim.engines import ENGINES
from sim.engines.compiled import preparation
from sim.errors import msg
from sim.experiment import QUICK_FUTURES, Progress
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui.shelf import Shelf, shared_shelf

_MOST_KEPT = 60

Answer = TypeVar("Answer")
Ask = Callable[[int, Progress | None], Answer]
"""Number of futures, progress -> the answer."""


def outlooks_of(scenario: Scenario, reading: Reading) -> tuple[tuple[str, ...], Ask[Outlooks]]:
    """Give the key and the question for every project of a scenario."""

    def ask(futures: int, progress: Progress | None) -> Outlooks:
        return project_outlooks(scenario, reading, replications=futures, progress=progress)

    return ("outlooks", scenario.fingerprint, reading), ask


def push_of(
    scenario: Scenario, reading: Reading, push: ProjectPush
) -> tuple[tuple[str, ...], Ask[PushEffect]]:
    """Give the key and the question for one push."""

    def ask(futures: int, progress: Progress | None) -> PushEffect:
        return push_effects(scenario, reading, (push,), replications=futures, progress=progress)[0]

    said = (push.project, push.stage or "", "" if push.day is None else push.day.isoformat())
    return ("push", scenario.fingerprint, reading, *said), ask


def with_push(found: Outlooks, effect: PushEffect) -> Outlooks:
    """Every project by name, with what a push changes."""
    return replace(found, pushes=(effect,))


class Refining:
    """Answers of a page: what is known is given at once, else a rough answer, and `finish` makes that better.

    Parameters
    ----------
    futures : int
        As many as an answer shall rest on in the end.
    text : Text
    """

    def __init__(self, futures: int, text: Text) -> None:
        self._futures, self._text = futures, text
        self._left: list[tuple[tuple[str, ...], Ask[Any]]] = []

    def __call__(self, asked: tuple[tuple[str, ...], Ask[Answer]]) -> tuple[Answer, bool]:
        """Answer something; returns the answer, and whether it is only a rough one."""
        key, ask = asked
        found: Answer | None = _kept().get((*key, self._futures))
        if found is not None:
            return found, False
        rough = min(QUICK_FUTURES, self._futures)
        kept: Answer | None = _kept().get((*key, rough))
        if kept is None:
            with st.spinner(self._text(preparation(ENGINES[0]) or msg("Simulating …"))):
                kept = _kept()[(*key, rough)] = ask(rough, None)
        if rough == self._futures:
            return kept, False
        self._left.append(asked)
        return kept, True

    def finish(self) -> None:
        """Refine the first answer that is still rough, below all that is shown, and draw the page anew.

        When the reader turns to something else, Streamlit ends the script inside a report of progress; what was
        simulated for this answer is lost then, and the rough one stands.
        """
        if not self._left:
            return
        key, ask = self._left[0]
        bar = st.progress(0.0, self._text("The figures above are rough; more futures are being simulated …"))

        def progress(done: int, to_do: int) -> None:
            said = self._text("{done} of {futures} futures simulated", done=done, futures=to_do)
            bar.progress(min(done / to_do, 1.0), said)

        _kept()[(*key, self._futures)] = ask(self._futures, progress)
        st.rerun()


def _kept() -> Shelf[tuple[Any, ...], Any]:
    return shared_shelf("projects", _MOST_KEPT)
