"""Rounds and recalls: they follow one another, take their drawn times, and keep to their caps."""

from __future__ import annotations

import numpy as np
from conservation.oracle.pace import pace_of
from futures import Futures

from sim.model import finish_at_pace, work_at_pace
from sim.plan import DROP_OUT, NONE, UNDER_WAY


def rounds_and_recalls_keep_to_their_order_and_caps(futures: Futures) -> None:
    network = futures.plan.network
    for r in range(len(futures.draws.row_homes)):
        for p, g in enumerate(network.graph_of.tolist()):
            for s in range(int(network.node_count[g])):
                if network.rounds_column[g, s] != NONE:
                    _rounds(futures, r, p, g, s)
                if network.recall_of[g, s] != NONE:
                    _recalls(futures, r, p, g, s)
            _lapse(futures, r, p, g)


def _lapse(futures: Futures, r: int, p: int, g: int) -> None:
    """A project lapses at the end of a last round, or at a recall, and at no other time."""
    network, trace = futures.plan.network, futures.trace
    lapsed = trace.lapsed[r, p]
    if np.isnan(lapsed):
        return
    drop_out = (network.fallback[g] == DROP_OUT) & (network.rounds_column[g] != NONE)
    last = trace.fallback[r, p][network.rounds_column[g][drop_out]]
    assert lapsed in last or lapsed in trace.recalled[r, p]
    for kind in ("requested", "noticed", "supplied", "started", "reissued", "round_started", "resumed"):
        times = getattr(trace, kind)[r, p]
        assert not (times > lapsed).any(), kind


def is_plain(futures: Futures, r: int, p: int, s: int) -> bool:
    """Whether a node was gone through as plain work: it began, and was no tender under the law of that instant."""
    started = futures.trace.started[r, p, s]
    kind = futures.plan.network.tender_of[futures.plan.network.graph_of[p], s, version_of(futures, r, p, s)]
    return bool(np.isfinite(started) and kind == NONE)


def version_of(futures: Futures, r: int, p: int, s: int) -> int:
    """Version of the law that a node follows: the first if it was under way on the data date."""
    network, started = futures.plan.network, futures.trace.started[r, p, s]
    if network.state[p, s] == UNDER_WAY or np.isnan(started):
        return 0
    return int((network.version_days[network.graph_of[p], s] <= started).sum()) - 1


def work_of(futures: Futures, r: int, p: int, s: int) -> float:
    """Work of a node gone through as plain work."""
    network, version = futures.plan.network, version_of(futures, r, p, s)
    column = network.rounds_column[network.graph_of[p], s]
    if column == NONE:
        return float(futures.draws.work_days[r, p, s, version])
    return float(futures.draws.round_work[r, p, column, version, 0])


def _rounds(futures: Futures, r: int, p: int, g: int, s: int) -> None:
    network, trace, draws = futures.plan.network, futures.trace, futures.draws
    column = network.rounds_column[g, s]
    begun, over = trace.round_started[r, p, column], trace.round_ended[r, p, column]
    kinds = network.tender_of[g, s]
    is_tender = kinds != NONE
    most = max([1, *network.tenders.rounds[kinds[is_tender]]])
    back = np.flatnonzero(network.recall_rounds_node[g] == s)
    recalls = sum(
        int(np.isfinite(trace.recalled[r, p, network.recall_column[g, other]]).sum()) for other in back
    )
    places = np.flatnonzero(np.isfinite(begun))
    under_way = network.state[p, s] == UNDER_WAY
    plain = is_plain(futures, r, p, s)
    # What is no tender when it starts tells no round, but counts as the first where it is held again.
    first = int(network.rounds_before[p]) if under_way and is_tender[0] else int(plain)
    # In one row without a gap, from the first that was still to come on the data date.
    assert np.array_equal(places, first + np.arange(len(places)))
    assert first + len(places) <= most * (1 + recalls)
    assert (np.diff(begun[places]) >= 0).all()
    assert not np.isfinite(over[np.isnan(begun)]).any()
    table = network.calendars[network.calendar_of[g, s]]
    for a in places:
        now = under_way and a == first and not plain
        version = 0 if now else int((network.version_days[g, s] <= begun[a]).sum()) - 1
        work = float(draws.round_work[r, p, column, version, a])
        pace = pace_of(futures, r, p, s, float(begun[a]))
        at = float(draws.resume_days[r, p, s]) if now else float(begun[a])
        end = finish_at_pace(table.cumulative, table.origin_day, at, work, *pace)
        assert over[a] == end if end < network.horizon_days else np.isnan(over[a])
        work, assigned = float(draws.assign_work[r, p, column, a]), trace.assigned[r, p, column, a]
        end = finish_at_pace(
            table.cumulative,
            table.origin_day,
            float(over[a]),
            work,
            *pace_of(futures, r, p, s, float(over[a])),
        )
        assert np.isnan(assigned) or (work > 0 and assigned == end)
    ended = trace.ended[r, p, s]
    assert np.isnan(ended) or plain or ended in over or ended in trace.assigned[r, p, column]
    gave_up = trace.fallback[r, p, column]
    assert np.isnan(gave_up) or gave_up in over
    assert is_tender.any() or np.isnan(gave_up)


def _recalls(futures: Futures, r: int, p: int, g: int, s: int) -> None:
    network, trace, draws = futures.plan.network, futures.trace, futures.draws
    column, cap = network.recall_column[g, s], network.recalls.cap[network.recall_of[g, s]]
    stalled, recalled, resumed = (
        kind[r, p, column] for kind in (trace.stalled, trace.recalled, trace.resumed)
    )
    assert np.isnan(stalled[cap:]).all()
    begin = 0.0 if network.state[p, s] == UNDER_WAY else float(trace.started[r, p, s])
    table = network.calendars[network.calendar_of[g, s]]
    done, pace = 0.0, pace_of(futures, r, p, s, float(trace.started[r, p, s]))
    kind = network.recall_of[g, s]
    cuts = network.recalls.grace_cut_days[kind].tolist(), network.recalls.grace_cut_shares[kind].tolist()
    for c in range(cap):
        if np.isnan(stalled[c]):
            assert np.isnan([*stalled[c:], *recalled[c:], *resumed[c:]]).all()
            break
        assert stalled[c] >= begin
        done += work_at_pace(table.cumulative, table.origin_day, begin, float(stalled[c]), *pace)
        grace = float(draws.grace_days[r, p, column, c])
        back = finish_at_pace((), 0, float(stalled[c]), grace, *cuts, 1.0)
        assert recalled[c] == back if back < network.horizon_days else np.isnan(recalled[c])
        assert np.isnan(resumed[c]) or resumed[c] >= recalled[c]
        begin = float(resumed[c])
    ended = float(trace.ended[r, p, s])
    if np.isfinite(ended) and np.isfinite(begin):
        # A recall adds time, but neither adds nor takes away work.
        done += work_at_pace(table.cumulative, table.origin_day, begin, ended, *pace)
        assert abs(done - work_of(futures, r, p, s)) < 1e-6
    assert not (np.isfinite(ended) and np.isnan(begin))
