"""Draws of what nobody knows, and of what all projects share, for one replication.

Mirrors `sim.model.unknown_values`. `unknowns` is an `Unknowns`, `draws` a `FutureDrawArrays`, `counts` a `CountDraws`,
`scratch` a `DrawWorkspace`; row j of the scratch arrays and row r of the draws are those of the replication.
"""

import math

from sim.engines.compiled.jit import jitted
from sim.engines.compiled.kernels.lookup import quantile
from sim.engines.compiled.kernels.normal import score_of, scores_of
from sim.engines.compiled.kernels.philox import uniform
from sim.model import event_time


@jitted
def homes_of_block(homes, number, blocks):
    """Homes (int) of block `number` of a row of `blocks`: equal parts, the remainder to the first blocks (rule 7)."""
    return homes // blocks + (1 if number < homes % blocks else 0)


@jitted
def growth(law, row_homes, land_ha, number, blocks):
    """Factor (size / reference) ^ exponent by which work grows (rule 3).

    Parameters
    ----------
    law : LAW
        Duration model.
    row_homes : int
        Homes of the row in this future.
    land_ha : float
        Its hectares.
    number, blocks : int
        Block, of how many.
    """
    if law.scale_by == 0:
        return 1.0
    size = float(homes_of_block(row_homes, number, blocks)) if law.scale_by == 1 else land_ha / blocks
    return (size / law.reference) ** law.exponent


@jitted
def draw_unknowns(unknowns, tables, j, r, draws, counts, scratch):
    """Draw what nobody knows: factors, likelihoods, hazards, delivered cuts, sizes, the account of the statistic.

    The uniforms of the set stand in row j of `scratch.of_set`; see `sim.engines.compiled.kernels.draws` for the rest.
    """
    scores = scratch.set_scores
    scores_of(scratch.of_set[j], len(scores), scores, scratch.tails, scratch.positions)
    _draw_factors(unknowns, tables, j, scratch)
    _draw_rates(unknowns, tables, j, r, draws, scratch)
    for k in range(len(unknowns.delivered)):
        score = scores[unknowns.delivered[k].address]
        draws.delivered[r, k] = min(max(quantile(tables, unknowns.delivered[k].table, score), 0.0), 1.0)
    _draw_sizes(unknowns, j, r, draws, scratch)
    account = _account(unknowns, scratch.of_set[j])
    if account < len(unknowns.account_totals):
        _add_up(unknowns, account, scratch.of_set[j], draws.row_homes[r])
    _count_homes(unknowns, account, r, draws, counts)


@jitted
def _draw_factors(unknowns, tables, j, scratch):
    """Draw the unknown factors into row j of `scratch.unknowns`, and the days of one unit of each duration model."""
    scores = scratch.set_scores
    for k in range(len(unknowns.groups)):
        scratch.groups[k] = scores[unknowns.groups[k].address]
    for k in range(len(unknowns.unknowns)):
        unknown = unknowns.unknowns[k]
        score = scores[unknown.address]
        if unknown.group >= 0:
            correlation = unknowns.groups[unknown.group].correlation
            score = (
                math.sqrt(correlation) * scratch.groups[unknown.group] + math.sqrt(1.0 - correlation) * score
            )
        scratch.unknowns[j, k] = quantile(tables, unknown.table, score)
    for k in range(len(unknowns.days_per_unit)):
        factor = scratch.unknowns[j, unknowns.law_unknowns[k]] if unknowns.law_unknowns[k] >= 0 else 1.0
        scratch.scales[j, k] = unknowns.days_per_unit[k] * factor


@jitted
def _draw_rates(unknowns, tables, j, r, draws, scratch):
    """Draw likelihoods (of rules 5, 6) and hazards (of rule 6, a day) by state of the market."""
    for k in range(len(unknowns.likelihood_addresses)):
        score = scratch.set_scores[unknowns.likelihood_addresses[k]]
        for m in range(unknowns.likelihood_tables.shape[1]):
            draws.likelihoods[r, k, m] = unknowns.likelihood_means[k, m]
            if unknowns.likelihood_tables[k, m] >= 0:
                draws.likelihoods[r, k, m] = quantile(tables, unknowns.likelihood_tables[k, m], score)
    for k in range(len(unknowns.hazard_unknowns)):
        factor = scratch.unknowns[j, unknowns.hazard_unknowns[k]] if unknowns.hazard_unknowns[k] >= 0 else 1.0
        for m in range(unknowns.hazards_per_day.shape[1]):
            draws.hazards_per_day[r, k, m] = unknowns.hazards_per_day[k, m] * factor


@jitted
def _account(unknowns, uniforms):
    """Which account of the statistic holds in a future (rule 1): int, 0 where there is but one."""
    account = 0
    if len(unknowns.account_ends) > 0:
        u = uniforms[unknowns.account_address[0]]
        while account < len(unknowns.account_ends) - 1 and unknowns.account_ends[account] <= u:
            account += 1
    return account


@jitted
def _add_up(unknowns, account, uniforms, homes):
    """Draw the homes of an account's rows, one after the other, given that all of them add up to its total (rule 14).

    Mirrors `sim.model.unknown_values._add_up`.
    """
    low, high = unknowns.account_totals[account, 0], unknowns.account_totals[account, 1]
    for k in range(unknowns.account_first[account], unknowns.account_first[account + 1]):
        p = unknowns.account_rows[k]
        row = unknowns.rows[p]
        first, end = int(row.homes_low), int(row.homes_high)
        total = 0.0
        for size in range(first, end):
            total += _adds_up(unknowns, k, low - size, high - size)
        passed, so_far = uniforms[row.homes_address] * total, 0.0
        for size in range(first, end):
            so_far += _adds_up(unknowns, k, low - size, high - size)
            homes[p] = size
            if so_far > passed or so_far >= total:
                break
        low -= homes[p]
        high -= homes[p]


@jitted
def _adds_up(unknowns, k, low, high):
    """Chance that what comes after a row of an account (by its position among all such) lies between two numbers."""
    first, last = unknowns.rest_first[k], unknowns.rest_first[k + 1] - 1
    above, below = high - unknowns.rest_low[k], low - 1 - unknowns.rest_low[k]
    chance = 0.0 if above < 0 else unknowns.rests[min(first + above, last)]
    return chance - (0.0 if below < 0 else unknowns.rests[min(first + below, last)])


@jitted
def _count_homes(unknowns, account, r, draws, counts):
    """Share each row's homes out to its blocks (rule 7), and note which the statistic had before (rule 1)."""
    b = 0
    for p in range(len(unknowns.rows)):
        for number in range(unknowns.blocks_of[p]):
            counts.homes[r, b] = homes_of_block(draws.row_homes[r, p], number, unknowns.blocks_of[p])
            counts.counted_before[r, b] = unknowns.counted_in[account, b]
            b += 1


@jitted
def _draw_sizes(unknowns, j, r, draws, scratch):
    """Draw homes and hectares of every row; those of a group are rescaled to its total, in whole homes.

    `scratch.shares` holds the homes before they are made whole.
    """
    homes, land, share, uniforms = draws.row_homes, scratch.land_ha, scratch.shares, scratch.of_set[j]
    for p in range(len(unknowns.rows)):
        row = unknowns.rows[p]
        share[p], land[j, p] = row.homes_low, row.land_low
        if row.homes_low < row.homes_high:
            share[p] += uniforms[row.homes_address] * (row.homes_high - row.homes_low)
        if row.land_low < row.land_high:
            land[j, p] += uniforms[row.land_address] * (row.land_high - row.land_low)
        homes[r, p] = math.floor(share[p])
    for k in range(len(unknowns.totals)):
        _rescale(unknowns, unknowns.totals[k], j, r, draws, scratch)


@jitted
def _rescale(unknowns, total, j, r, draws, scratch):
    """Rescale the rows of a homes group to its total (TOTAL); homes left over go to the largest remainders."""
    homes, share = draws.row_homes, scratch.shares
    first, last = total.first_member, total.first_member + total.members
    raw, short = 0.0, total.homes
    for i in range(first, last):
        raw += share[unknowns.members[i]]
    for i in range(first, last):
        p = unknowns.members[i]
        part = share[p] / raw
        if not math.isnan(total.land_ha):
            scratch.land_ha[j, p] = part * total.land_ha
        homes[r, p] = math.floor(part * total.homes)
        share[p] = part * total.homes - homes[r, p]
        short -= homes[r, p]
    if first == last:
        return
    for _ in range(short):
        most = unknowns.members[first]
        for i in range(first, last):
            if share[unknowns.members[i]] > share[most]:
                most = unknowns.members[i]
        homes[r, most] += 1
        share[most] = -1.0


@jitted
def draw_shared(unknowns, seed, index, horizon_days, j, r, draws, scratch):
    """Draw the market's path, which rows begin and when they enter (rule 1) and the common factors (rule 9).

    Mirrors `sim.model.market_path.market_path` and `sim.model.entries`. Likelihoods and hazards have been drawn.

    Parameters
    ----------
    seed, index : uint64, int
        Seed of the run, number of the replication.
    horizon_days : float
        Changes of the market at or after it are left out, days.
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

    Mirrors `sim.model.drawing`. Comes after `draw_unknowns`, which leaves the scores of the set.
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
    """Draw into `scratch.start_cuts` by which share the hazard of each stock is lower in each of its periods."""
    for k in range(len(unknowns.starts)):
        start = unknowns.starts[k]
        for i in range(start.first_period, start.first_period + start.periods):
            period = unknowns.periods[i]
            score = score_of(scratch.of_future[j, period.address])
            scratch.start_cuts[i] = 1.0 - period.times * math.exp(start.year_sigma * score)


@jitted
def _start_day(unknowns, row, j, r, draws, scratch):
    """When a row (ROW) starts at the hazard of its stock, days; inf for never."""
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
    """Draw when the market changes (days, float64 (W,), inf for padding) and its states (int64 (W + 1,))."""
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
