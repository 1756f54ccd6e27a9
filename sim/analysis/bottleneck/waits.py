"""What a home can wait for: the causes among which the days of its critical path are shared out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.array_types import Floats, Ints
from sim.plan import NONE, STAGGER, Plan

CauseKind = Literal[
    "work", "pool", "stock", "rounds", "recall", "notice", "calendar", "blocks", "not_entered", "lapsed"
]
IN_A_STAGE = ("work", "calendar", "notice", "stock", "pool", "rounds", "recall")
"""Ways in which a day passes while a project is at one stage."""
_ELSEWHERE: tuple[CauseKind, ...] = ("blocks", "not_entered", "lapsed")
NOT_WAITING = ("work", "not_entered", "lapsed")
"""Causes that are no wait of a project under way: its work, the time before it begins, and after it has dropped out."""


@dataclass(frozen=True)
class WaitCause:
    """A cause; `id` is that of the stage (work), pool or stock, empty for all others."""

    kind: CauseKind
    id: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is a wait of a project under way."""
        return self.kind not in NOT_WAITING


@dataclass(frozen=True)
class Ledger:
    """Where days are entered, and how entries add up to causes and stages.

    Days are entered in cells: for each stand (a stage with the pool that it uses on a route) one for every way of
    `IN_A_STAGE`, then one for `blocks`, `not_entered` and `lapsed`.

    Attributes
    ----------
    stages : tuple of str
        Ids of the stages that some route of the register has, as they come first on its routes.
    causes : tuple of WaitCause
    shares : float64 (cells, causes + stages)
        1 where a cell belongs to a cause or to a stage, else 0.
    stands : int
        How many stands there are; as many as stages, where no route has a pool of its own for a stage.
    stand_of : int64 (G, S)
        Stand of each node; `NONE` for a stagger and for padding.
    """

    stages: tuple[str, ...]
    causes: tuple[WaitCause, ...]
    shares: Floats
    stands: int
    stand_of: Ints

    @property
    def cells(self) -> int:
        """Number of cells."""
        return len(self.shares)

    def cell(self, kind: str, stand: int = NONE) -> int:
        """Index of the cell for days spent in one way at a stand, or outside stages; a stagger counts as `blocks`."""
        if stand == NONE:
            index = _ELSEWHERE.index(kind) if kind in _ELSEWHERE else 0
            return self.stands * len(IN_A_STAGE) + index
        return stand * len(IN_A_STAGE) + IN_A_STAGE.index(kind)


def ledger_of(plan: Plan) -> Ledger:
    """Make the ledger of a plan: its causes in the order in which answers show them, and its cells."""
    network, labels = plan.network, plan.labels
    order = list(dict.fromkeys(stage for stages in labels.stages for stage in stages if stage != STAGGER))
    stand_of = np.full(network.pool_of.shape, NONE, dtype=np.int64)
    stands: dict[tuple[str, int, int], int] = {}
    for g, stages in enumerate(labels.stages):
        for s, stage in enumerate(stages):
            if stage != STAGGER:
                stand = stage, int(network.pool_of[g, s]), int(network.stock_of[g, s])
                stand_of[g, s] = stands.setdefault(stand, len(stands))
    causes = (
        *(WaitCause("work", stage) for stage in order),
        *(WaitCause("pool", pool) for pool in labels.pools),
        *(WaitCause("stock", stock) for stock in labels.stocks),
        *(WaitCause(kind) for kind in ("rounds", "recall", "notice", "calendar")),
        *(WaitCause(kind) for kind in _ELSEWHERE),
    )
    shares = np.zeros((len(stands) * len(IN_A_STAGE) + len(_ELSEWHERE), len(causes) + len(order)))
    ledger = Ledger(tuple(order), causes, shares, len(stands), stand_of)
    for (stage, pool, stock), i in stands.items():
        ids = {
            "work": stage,
            "pool": "" if pool == NONE else labels.pools[pool],
            "stock": "" if stock == NONE else labels.stocks[stock],
        }
        for kind in IN_A_STAGE:
            cause = WaitCause(kind, ids.get(kind, ""))  # type: ignore[arg-type]
            shares[ledger.cell(kind, i), len(causes) + order.index(stage)] = 1.0
            if cause in causes:
                shares[ledger.cell(kind, i), causes.index(cause)] = 1.0
    for kind in _ELSEWHERE:
        shares[ledger.cell(kind), causes.index(WaitCause(kind))] = 1.0
    return ledger
