"""What held a row up: the path of spans that leads to its last home handed over.

It is walked backward, as `sim.analysis.bottleneck.critical_path` walks that of many futures at once: from the end of
the last block's last stage to the predecessor that let that stage begin, and so on to the beginning. Where a row does
not get there in the simulated time, or lapses, the walk begins at the stage that is pending then: of several the one
with most median days still ahead of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from sim.analysis.one_future.course import CourseSpan
from sim.analysis.one_future.spans import RowFuture, spans_of
from sim.plan import DONE


def spans_of_row(future: RowFuture, last_nodes: Sequence[int]) -> tuple[CourseSpan, ...]:
    """Cut everything that a row does into spans, and mark those on its path.

    Parameters
    ----------
    future : RowFuture
    last_nodes : sequence of int
        Nodes at whose ends the homes of its blocks are handed over.

    Returns
    -------
    tuple of CourseSpan
        By their beginning, then by the order of the stages.
    """
    path = dict(_path(future, last_nodes))
    entry = min(future.entry, future.horizon)
    spans: list[CourseSpan] = []
    if entry > 0:
        spans.append(
            CourseSpan("", 0, "entry", "", 0.0, entry, over=future.entry < future.horizon, on_path=True)
        )
    for s in range(future.nodes):
        for span in spans_of(future, s):
            spans += _marked(span, path.get(s))
    return tuple(sorted(spans, key=lambda span: span.begin))


def _marked(span: CourseSpan, until: float | None) -> list[CourseSpan]:
    """Mark a span on the path; where what follows began beside it, the part after that is off the path."""
    if until is None or span.begin >= until:
        return [span]
    if span.end <= until:
        return [replace(span, on_path=True)]
    return [replace(span, end=until, on_path=True), replace(span, begin=until)]


def _path(future: RowFuture, last_nodes: Sequence[int]) -> list[tuple[int, float]]:
    """Nodes of the path from its end to its beginning, each with the instant at which the next one began."""
    s = max(last_nodes, key=future.ended)
    open_ = [node for node in last_nodes if future.ended(node) == math.inf]
    if open_:
        known: dict[int, tuple[float, int]] = {}
        s = max((_behind(future, node, known) for node in open_), key=lambda found: found[0])[1]
    until, path = math.inf, []
    while future.state(s) != DONE:
        path.append((s, until))
        before = future.before(s)
        if not before:
            break
        until = future.ready(s)
        s = max(before, key=lambda j: future.lets_go(j, s))
    return path


def _behind(future: RowFuture, s: int, known: dict[int, tuple[float, int]]) -> tuple[float, int]:
    """Pending node that a node which has not ended waits for, after the median days still ahead of it.

    `known` holds those found already, for many ways may lead to one node.
    """
    if s not in known:
        open_ = [j for j in future.before(s) if future.lets_go(j, s) == math.inf]
        if open_ and math.isinf(future.asked(s)):
            # Of equal ones the first, as everywhere.
            known[s] = max((_behind(future, j, known) for j in open_), key=lambda found: found[0])
        else:
            known[s] = (float(future.plan.network.remaining_days[future.p, s]), s)
    return known[s]
