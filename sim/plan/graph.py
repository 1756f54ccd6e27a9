"""The stage graph of a route for a project of so many blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from graphlib import TopologicalSorter
from typing import NamedTuple

import numpy as np

from sim.array_types import Flags
from sim.scenario import Route

STAGGER = "@stagger"
"""Stage of the wait that lets each block follow the one before; no stage id can begin with @."""


@dataclass(frozen=True, order=True)
class Node:
    """A step, or a step of one block.

    Ordered by place on the route, then by block: that is how ties between nodes of one project are broken among
    those that could stand either way.
    """

    position: int
    number: int
    stage: str


@dataclass(frozen=True)
class Graph:
    """Nodes with predecessors first.

    Attributes
    ----------
    blocks : int
        Number of blocks.
    nodes : tuple of Node
    predecessors : bool (S, S)
        ``predecessors[s, j]``: node j must have ended before node s is requested.
    """

    blocks: int
    nodes: tuple[Node, ...]
    predecessors: Flags

    @cached_property
    def followers(self) -> tuple[tuple[int, ...], ...]:
        """Nodes that wait for each node."""
        return tuple(tuple(np.flatnonzero(waits).tolist()) for waits in self.predecessors.T)

    @cached_property
    def copies_of(self) -> Mapping[str, int]:
        """Nodes of each stage: one, or one for each block."""
        return Counter(node.stage for node in self.nodes)

    def find(self, stage: str, number: int = 0) -> int:
        """Index of a stage's node; of block `number` where every block has one."""
        positions = [s for s, node in enumerate(self.nodes) if node.stage == stage]
        return positions[number] if len(positions) > 1 else positions[0]


class _Step(NamedTuple):
    """What the graph takes from a step of a route."""

    stage: str
    after: tuple[str, ...]
    per_block: bool


class _Crews(NamedTuple):
    """What the graph takes from a route's rule for blocks."""

    until: str
    at_a_time: int
    has_stagger: bool


def graph_of(route: Route, blocks: int) -> Graph:
    """Unfold a route for a project of `blocks` blocks.

    Every block has its own copy of the steps marked `per_block`. Block b begins them no sooner than b x stagger after
    the project is ready for its blocks, and after the crew that takes it (block b - at_a_time) has moved on.

    Raises
    ------
    graphlib.CycleError
        When the graph has a cycle (a checked scenario has none).
    """
    rule = route.blocks
    crews = None
    if rule is not None:
        crews = _Crews(rule.until, rule.at_a_time, float(rule.stagger.distribution().high) > 0)
    steps = tuple(_Step(step.stage, tuple(step.after), step.per_block) for step in route.steps)
    return _unfolded(steps, crews, blocks)


@lru_cache(maxsize=256)
def _unfolded(steps: tuple[_Step, ...], crews: _Crews | None, blocks: int) -> Graph:
    """Unfold steps; kept, for levers and unknown numbers seldom change them."""
    position = {step.stage: i for i, step in enumerate(steps)}
    split = {step.stage for step in steps if step.per_block and blocks > 1}
    after: dict[Node, set[Node]] = {}
    for step in steps:
        for node in _copies(step.stage, position, split, blocks):
            after[node] = set()
            for stage in step.after:
                same_block = stage in split and step.stage in split
                befores = _copies(stage, position, split, blocks)
                after[node] |= {befores[node.number]} if same_block else set(befores)
    if split:
        assert crews is not None
        _add_crews(steps, crews, position, split, blocks, after)
    return _sorted(blocks, after)


def _copies(stage: str, position: Mapping[str, int], split: set[str], blocks: int) -> list[Node]:
    return [Node(position[stage], number, stage) for number in range(blocks if stage in split else 1)]


def _add_crews(
    steps: Sequence[_Step],
    crews: _Crews,
    position: Mapping[str, int],
    split: set[str],
    blocks: int,
    after: dict[Node, set[Node]],
) -> None:
    moves_on = _copies(crews.until, position, split, blocks)
    firsts = [step for step in steps if step.stage in split and not split & set(step.after)]
    for step in firsts:
        for node in _copies(step.stage, position, split, blocks)[1:]:
            if crews.has_stagger:
                wait = Node(position[firsts[0].stage], node.number, STAGGER)
                after.setdefault(wait, set()).update(after[node] - {wait})
                after[node] = after[node] | {wait}
            if node.number >= crews.at_a_time:
                after[node] = after[node] | {moves_on[node.number - crews.at_a_time]}


def _sorted(blocks: int, after: Mapping[Node, set[Node]]) -> Graph:
    sorter = TopologicalSorter(after)
    sorter.prepare()
    ready: list[Node] = []
    nodes: list[Node] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()])
        nodes.append(ready.pop(0))
        sorter.done(nodes[-1])
    index = {node: s for s, node in enumerate(nodes)}
    predecessors = np.zeros((len(nodes), len(nodes)), dtype=np.bool_)
    for node, befores in after.items():
        predecessors[index[node], [index[before] for before in befores]] = True
    # Shared by all plans with this graph.
    predecessors.flags.writeable = False
    return Graph(blocks, tuple(nodes), predecessors)
