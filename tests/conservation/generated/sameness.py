"""Equal to the last bit: draws, traces and whole futures of two scenarios, found by name and not by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from futures import Futures, simulate
from numpy.typing import NDArray

from sim.model import Draws, Trace
from sim.plan import NONE
from sim.scenario import Scenario

ARRAYS = tuple(field.name for field in fields(Draws) if field.name != "first")
Cells = dict[tuple[Any, ...], NDArray[Any]]


def same(first: Any, second: Any) -> bool:
    """Equal bytes, NaN and signed zeros included."""
    return bool(first.shape == second.shape and first.tobytes() == second.tobytes())


def edited(scenario: Scenario, **changes: Any) -> Scenario:
    """The scenario with parts of its settings, or its rows, replaced."""
    rows = changes.pop("rows", scenario.rows)
    return Scenario(
        settings=scenario.settings.model_copy(update=changes), rows=rows, sources=scenario.sources
    )


def added(table: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    return {name: value, **table}


def cells(futures: Futures) -> Cells:
    """All that a future says of rows, blocks and nodes, under names that do not depend on what stands beside them."""
    draws, trace, labels = futures.draws, futures.trace, futures.plan.labels
    said: Cells = {}
    for b, (project, block) in enumerate(labels.block_keys):
        for kind in ("homes", "counted_before"):
            said["draws", project, block, kind] = getattr(draws, kind)[:, b].copy()
        said["days", _key(project, block.partition("#")[0]), block] = futures.outcomes.blocks.days[
            :, b
        ].copy()
    for p, key in enumerate(labels.keys):
        for kind in ("row_homes", "entry_days"):
            said["draws", key, kind] = getattr(draws, kind)[:, p].copy()
        said["trace", key, "lapsed"] = trace.lapsed[:, p].copy()
        g = int(futures.plan.network.graph_of[p])
        for s, (stage, number) in enumerate(zip(labels.stages[g], labels.numbers[g], strict=True)):
            for (where, *kind), value in _of_node(futures, p, g, s).items():
                said[where, key, stage, number, *kind] = value.copy()
    return said


def _key(project: str, block: str) -> str:
    return f"{project}/{block}" if block else project


def _of_node(futures: Futures, p: int, g: int, s: int) -> Cells:
    """What is drawn for a node and becomes of it, without the padding that others bring."""
    draws, trace, network = futures.draws, futures.trace, futures.plan.network
    node = futures.plan.chances.rows[p].nodes[s]
    versions = len(node.durations)
    found: Cells = {("draws", "work_days"): draws.work_days[:, p, s, :versions]}
    for kind in ("start_days", "stock_amount"):
        found["draws", kind] = getattr(draws, kind)[:, p, s]
    found["draws", "reissue_days"] = draws.reissue_days[:, p, s, : len(node.notice_durations)]
    for kind in ("requested", "started", "ended", "reissued", "noticed", "supplied"):
        found["trace", kind] = getattr(trace, kind)[:, p, s]
    e, f = int(network.rounds_column[g, s]), int(network.recall_column[g, s])
    if e != NONE:
        for kind in ("round_work", "gap_days"):
            found["draws", kind] = getattr(draws, kind)[:, p, e, :versions, : node.rounds]
        for kind in ("round_luck", "assign_work"):
            found["draws", kind] = getattr(draws, kind)[:, p, e, : node.rounds]
        for kind in ("round_started", "round_ended", "assigned"):
            found["trace", kind] = getattr(trace, kind)[:, p, e, : node.rounds]
        found["trace", "fallback"] = trace.fallback[:, p, e]
    if f != NONE:
        for kind in ("stall_budget", "grace_days", "lapse_luck"):
            found["draws", kind] = getattr(draws, kind)[:, p, f, : node.recalls]
        for kind in ("stalled", "recalled", "resumed"):
            found["trace", kind] = getattr(trace, kind)[:, p, f, : node.recalls]
    return found


def unchanged(before: Scenario, after: Scenario, but: frozenset[str] = frozenset()) -> bool:
    """Whether all that was said of every row is still said, the rows named aside; new rows do not matter."""
    old, new = cells(simulate(before, 5)), cells(simulate(after, 5))
    return all(same(value, new[place]) for place, value in old.items() if place[1] not in but)


def join(parts: Sequence[Draws]) -> Draws:
    """Draws of consecutive replications as one; a market path is as wide as its longest in each part."""
    width = max(part.market_days.shape[1] for part in parts)
    wide = [_widened(part, width) for part in parts]
    return Draws(
        parts[0].first, **{name: np.concatenate([getattr(one, name) for one in wide]) for name in ARRAYS}
    )


def _widened(part: Draws, width: int) -> Draws:
    more = width - part.market_days.shape[1]
    days = np.pad(part.market_days, ((0, 0), (0, more)), constant_values=np.inf)
    return replace(
        part, market_days=days, market_states=np.pad(part.market_states, ((0, 0), (0, more)), "edge")
    )


def same_draws(first: Draws, second: Draws) -> bool:
    return all(same(getattr(first, name), getattr(second, name)) for name in ARRAYS)


def same_trace(parts: Sequence[Trace], whole: Trace) -> bool:
    return all(
        same(np.concatenate([getattr(part, field.name) for part in parts]), getattr(whole, field.name))
        for field in fields(Trace)
    )
