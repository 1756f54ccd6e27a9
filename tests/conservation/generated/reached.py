"""What the generated scenarios bring about, so that a test over them can prove that it met every rule."""

from __future__ import annotations

from typing import Any

import numpy as np
from conservation.generated.scenario_dated import CUT_OF_A_STAGE
from futures import Futures

from sim.plan import ASSIGN, DONE, DROP_OUT, NONE, TO_DO, UNDER_WAY, UnderWayNode

RULES = 52


def _hazard_starts(futures: Futures) -> np.ndarray:
    return np.array([row.start_hazard != NONE for row in futures.plan.chances.rows])


def _under_way(futures: Futures) -> list[UnderWayNode]:
    return [part for row in futures.plan.chances.rows for part in row.under_way]


def _differs(futures: Futures, of_node: np.ndarray, came_about: np.ndarray) -> bool:
    """Whether a stage has not the same of something on two routes, where something came about on both."""
    network, found = futures.plan.network, dict[str, set[int]]()
    for _, p, s in np.argwhere(came_about).tolist():
        g = network.graph_of[p]
        found.setdefault(futures.plan.labels.stages[g][s], set()).add(int(of_node[g, s]))
    return any(len(kinds) > 1 for kinds in found.values())


def _own_cut(paces: Any) -> np.ndarray:
    """Kinds of pace whose stage was promised a cut of its own: shares of time are multiples of 0.05 of it."""
    parts = paces.shares / (0.05 * CUT_OF_A_STAGE)
    own = ((parts > 0) & np.isclose(parts, np.round(parts), atol=1e-9)).any(axis=1)
    return np.append(own, False)


def reached(futures: Futures) -> set[str]:
    """Which of the things that a scenario can bring about came about here."""
    network, draws, trace = futures.plan.network, futures.draws, futures.trace
    g = network.graph_of
    begun, over = np.isfinite(trace.started), np.isfinite(trace.ended)
    fresh = network.state == TO_DO
    tender_now = network.tender_of[:, :, 0][g] != NONE
    tender_later = (network.tender_of[:, :, 1:] != NONE).any(axis=2)[g] & ~tender_now
    later = network.version_days[g][:, :, 1:].min(axis=2, initial=np.inf)
    pooled, stocked = network.pool_of[g] != NONE, network.stock_of[g] != NONE
    waited = begun & fresh & (trace.started > trace.requested)
    gave_up = np.zeros(trace.started.shape, dtype=bool)
    for p, s in np.argwhere(network.rounds_column[g] != NONE):
        gave_up[:, p, s] = np.isfinite(trace.fallback[:, p, network.rounds_column[g[p], s]])
    rounds, recalls = np.isfinite(trace.round_started), np.isfinite(trace.recalled)
    lapsed = np.isfinite(trace.lapsed)
    changes = np.isfinite(draws.market_days).sum(axis=1)
    slots = network.pool_change_slots[:, :1]
    held = [((network.pool_of[g] == q) & (network.state == UNDER_WAY)).sum() for q in range(len(slots))]
    outcomes = futures.outcomes
    paced = network.pace_of[g] != NONE
    first_cut = np.append(network.paces.days[:, 0] if network.paces.days.size else np.empty(0), np.inf)[
        network.pace_of[g]
    ]
    overlaps = np.isfinite(network.overlap_days).any(axis=2)[g]
    of_recall = network.recall_of[g]
    hazard_cut, grace_cut = (
        np.append(np.isfinite(days).any(axis=1), False)[of_recall]
        for days in (network.recalls.hazard_cut_days, network.recalls.grace_cut_days)
    )
    stalled = np.zeros(network.state.shape, dtype=bool)
    for p, s in np.argwhere(of_recall != NONE):
        stalled[p, s] = np.isfinite(trace.stalled[:, p, network.recall_column[g[p], s]]).any()
    times = {
        "work sped up while under way": (
            paced & (trace.started < first_cut) & (trace.ended > first_cut)
        ).any(),
        "work begun on a fast track": (paced & fresh & (trace.started >= first_cut)).any(),
        "a stage with a cut of its own": (_own_cut(network.paces)[network.pace_of[g]] & over & fresh).any(),
        "a stage beside its predecessor": (overlaps & over).any(),
        "a hazard cut by date": (hazard_cut & stalled).any(),
        "a grace period cut by date": (grace_cut & stalled).any(),
        "a queue rule from a date": np.isfinite(network.pool_rule_days).any() and (waited & pooled).any(),
        "a round after the first": rounds[:, :, :, 1:].any(),
        "a row under way in a later round": (
            (network.rounds_before > 0) & (network.state == UNDER_WAY).any(1)
        ).any(),
        "an investor assigned": (gave_up & (network.fallback[g] == ASSIGN) & over).any(),
        "an investor whose assignment takes time": np.isfinite(trace.assigned).any(),
        "a pool of one route": _differs(futures, network.pool_of, waited),
        "a calendar of one route": _differs(futures, network.calendar_of, over & fresh),
        "a tender of one route": _differs(futures, network.tender_of[:, :, 0], over),
        "a project that drops out": (gave_up & (network.fallback[g] == DROP_OUT)).any() and lapsed.any(),
        "a slot held through a loop": (network.tenders.holds_loop.any() and rounds[:, :, :, 1:].any()),
        "a stall": np.isfinite(trace.stalled).any(),
        "a recall": recalls.any(),
        "a second recall": recalls[:, :, :, 1:].any(),
        "work resumed": np.isfinite(trace.resumed).any(),
        "a project that lapses after a recall": (np.isin(trace.lapsed, trace.recalled) & lapsed).any(),
        "a branch that outlives its project": (trace.ended > trace.lapsed[:, :, None]).any(),
        "a market that changes": (changes > 0).any(),
        "a market at its cap": (changes >= futures.plan.chances.market.max_switches).any() and changes.any(),
        "a stage under a later law": (fresh & (trace.started >= later)).any(),
        "a tender made by a law": (tender_later & fresh & (trace.started >= later)).any(),
        "a void notice": np.isfinite(trace.reissued).any(),
        "a valid notice": ((network.notice_node[g] != NONE) & begun & np.isnan(trace.reissued) & fresh).any(),
        "a wait for a slot": (waited & pooled & ~stocked).any(),
        "a wait for a stock": (waited & stocked & ~pooled).any(),
        "homes entered to meet a target": outcomes.early.any(),
        "a block entered in part": (
            (outcomes.blocks.early.sum(axis=2) > 0)
            & (outcomes.blocks.early.sum(axis=2) < outcomes.blocks.homes)
        ).any(),
        "several blocks": len(outcomes.blocks.homes[0]) > len(g),
        "sizes that add up": any(
            account.rows and account.adds_up < 1 for account in futures.plan.chances.accounts
        ),
        "a homes group": bool(futures.plan.chances.groups),
        "a common factor over work under way": any(f[1] > 0 for f in futures.plan.chances.factors)
        and (network.state == UNDER_WAY).any(),
        "a stage that had ended by the data date": (
            (network.state == UNDER_WAY) & (trace.ended == 0) & (trace.started < 0)
        ).any(),
        "a share of work reported": any(
            part.reported is not None and part.start.low == part.start.high for part in _under_way(futures)
        ),
        "a share of work reported of a start that nobody knows": any(
            part.reported is not None and part.start.low < part.start.high for part in _under_way(futures)
        ),
        "a stop that is over": any(
            part.stops and part.stopped is None and (draws.idle_work > 0).any()
            for part in _under_way(futures)
        ),
        "work that stands still": (draws.resume_days > 0).any() and (trace.ended > draws.resume_days).any(),
        "an investor recalled whose work had stopped": any(
            part.stopped is not None
            and part.stopped.resumes == NONE
            and np.isfinite(trace.recalled[:, p, network.recall_column[g[p], part.node], 0]).any()
            for p, row in enumerate(futures.plan.chances.rows)
            for part in row.under_way
        ),
        "a row of which only stages done are told": (
            ~network.enters_at_entry
            & (network.state == DONE).any(1)
            & (network.state == TO_DO).any(1)
            & ~(network.state == UNDER_WAY).any(1)
        ).any(),
        "a row of 0 homes that takes a slot": (
            (draws.row_homes == 0)[:, :, None] & begun & fresh & pooled & ~network.ended[:, None]
        ).any(),
        "a row that has ended": bool(network.ended.any()),
        "correlated factors": bool(futures.plan.chances.correlated),
        "more slots held than there are": any(n > slots[q, 0] for q, n in enumerate(held)),
        "a row that never begins": (network.enters_at_entry & ~draws.begins).any(),
        "a row under way that never begins": ((network.state == UNDER_WAY).any(axis=1) & ~draws.begins).any(),
        "a row that starts at a hazard": (_hazard_starts(futures) & np.isfinite(draws.entry_days)).any(),
        "a row that waits to the horizon": (
            _hazard_starts(futures) & (draws.entry_days >= network.horizon_days)
        ).any(),
        "ties": any(
            np.unique(x[np.isfinite(x)]).size < np.isfinite(x).sum() for x in trace.requested[:, :, 1:]
        ),
    }
    return {name for name, came_about in times.items() if came_about}
