"""How fast a node's work went, and when a node need not wait for another any more."""

from __future__ import annotations

from collections.abc import Sequence

from futures import Futures

from sim.plan import NONE, TO_DO


def pace_of(
    futures: Futures, r: int, p: int, s: int, begun: float
) -> tuple[Sequence[float], Sequence[float], float]:
    """Days and shares of the cuts that hold for work begun at an instant, and the part that is delivered."""
    network = futures.plan.network
    kind, paces = int(network.pace_of[network.graph_of[p], s]), network.paces
    if kind == NONE or (paces.spares_lodged[kind] and begun < paces.days[kind, 0]):
        return (), (), 0.0
    delivered = float(futures.draws.delivered[r, paces.track[kind]])
    return paces.days[kind].tolist(), paces.shares[kind].tolist(), delivered


def lets_go(futures: Futures, r: int, p: int, j: int, s: int) -> float:
    """When node s need not wait for its predecessor j any more: its end, or its begin where they overlap."""
    begun = float(futures.trace.started[r, p, j])
    network = futures.plan.network
    overlaps = network.state[p, j] == TO_DO and begun >= network.overlap_days[network.graph_of[p], s, j]
    return begun if overlaps else float(futures.trace.ended[r, p, j])


def keeps_its_turn(futures: Futures, pool: int, requested: float) -> bool:
    """Whether a request came before its pool's queue rule held."""
    return bool(requested < futures.plan.network.pool_rule_days[pool])
