"""Draws of what happens to the city as a whole, and of when rows enter, for one replication.

Mirrors `sim.model.market_path` and `sim.model.entries`. Addresses are indices as in `unknowns`.
"""

import math

from sim.engines.compiled.jit import jitted
from sim.engines.compiled.kernels.numerics import quantile, score_of, uniform
from sim.model import event_time


@jitted
def draw_shared(unknowns, seed, index, horizon_days, j, r, draws, scratch):
    """Draw the market's path, which rows begin and when they enter (rule 1) and the common factors (rule 9).

    Mirrors `sim.model.market_path.market_path` and `sim.model.entries`. Likelihoods and hazards have been drawn.

    Parameters
    ----------
    unknowns : Unknowns
    seed, index : uint64, int
    horizon_days : float
        Changes of the market at or after it are left out, days.
    j, r : int
    draws : FutureDrawArrays
        Written to: `market_days`, `market_states`, `begins`, `entry_days`.
    scratch : DrawWorkspace
        Written to: `factors` of row j, and `start_cuts`.
    """
    _draw_market(unknowns, seed, index, horizon_days, draws.market_days[r], draws.market_states[r])
    _draw_start_cuts(unknowns, j, scratch)
    for p in range(len(unknowns.rows)):
        row = unknowns.rows[p]
        draws.begins[r, p] = True
        if row.never_begins >= 0:
            likelihood = draws.likelihoods[r, row.never_begins, 0]
            draws.begins[r, p] = scratch.of_future[j, row.begins_address] >= likelihood
        draws.entry_days[r, p] = row.entry_low
        if row.start >= 0:
            draws.entry_days[r, p] = _start_day(unknowns, row, j, r, draws, scratch)
        elif row.entry_low < row.entry_high:
            draws.entry_days[r, p] += scratch.of_future[j, row.entry_address] * (
                row.entry_high - row.entry_low
            )
    for f in range(len(unknowns.factor_addresses)):
        scratch.factors[j, f] = score_of(scratch.of_future[j, unknowns.factor_addresses[f]])


@jitted
def draw_push(unknowns, tables, j, r, counts, scratch):
    """Draw the share that can be entered in the statistic, and the push of each target year (rule 13).

    Mirrors `_Drawing._push` of `sim.model.drawing`. Comes after `draw_unknowns`, which leaves the scores of the set.
    """
    if len(unknowns.push_luck) == 0:
        return
    score = scratch.set_scores[unknowns.push_share[0]]
    counts.push_share[r] = quantile(tables, unknowns.push_tables[0], score)
    for y in range(len(unknowns.push_luck)):
        counts.push_luck[r, y] = scratch.of_future[j, unknowns.push_luck[y]]
        score = score_of(scratch.of_future[j, unknowns.push_beyond[y]])
        counts.push_beyond[r, y] = quantile(tables, unknowns.push_tables[1], score)


@jitted
def _draw_start_cuts(unknowns, j, scratch):
    """Draw by which share the hazard of each stock is lower in each of its periods (rule 1), into `scratch.start_cuts`.

    A share below 0 means that the hazard is higher. Mirrors `sim.model.entries.start_cuts_of`.
    """
    for k in range(len(unknowns.starts)):
        start = unknowns.starts[k]
        for i in range(start.first_period, start.first_period + start.periods):
            period = unknowns.periods[i]
            score = score_of(scratch.of_future[j, period.address])
            scratch.start_cuts[i] = 1.0 - period.times * math.exp(start.year_sigma * score)


@jitted
def _start_day(unknowns, row, j, r, draws, scratch):
    """When a row starts at the hazard of its stock (rule 1).

    Mirrors `sim.model.entries.entries_of`.

    Parameters
    ----------
    row : ROW

    Returns
    -------
    float
        Days; inf for never.
    """
    start = unknowns.starts[row.start]
    first, last = start.first_period, start.first_period + start.periods
    return event_time(
        draws.market_days[r],
        draws.market_states[r],
        draws.hazards_per_day[r, start.hazard],
        unknowns.period_days[first:last],
        scratch.start_cuts[first:last],
        row.entry_low,
        -math.log1p(-scratch.of_future[j, row.entry_address]),
    )


@jitted
def _draw_market(unknowns, seed, index, horizon_days, days, states):
    """Draw when the market changes, and its states (rule 9).

    Mirrors `sim.model.market_path.market_path`.

    Parameters
    ----------
    horizon_days : float
        Changes at or after it are left out, days.
    days : float64 (W,)
        Written to: instants of the changes, days; inf for padding.
    states : int64 (W + 1,)
        Written to: state from the data date on, and after each change.
    """
    width, last = unknowns.market[1], len(unknowns.passages_per_day) - 1
    states[0] = unknowns.market[0]
    now = 0.0
    for w in range(width):
        state = states[w]
        leaving = 0.0
        for m in range(last + 1):
            leaving += unknowns.passages_per_day[state, m]
        states[w + 1], days[w] = state, math.inf
        if now == math.inf or leaving == 0.0:
            now = math.inf
            continue
        now -= math.log1p(-uniform(seed, unknowns.shared_key[0], unknowns.stay_words[w], index)) / leaving
        if not now < horizon_days:
            now = math.inf
            continue
        u = uniform(seed, unknowns.shared_key[0], unknowns.next_words[w], index) * leaving
        following, end = 0, unknowns.passages_per_day[state, 0]
        while following < last and end <= u:
            following += 1
            end += unknowns.passages_per_day[state, following]
        days[w], states[w + 1] = now, following
