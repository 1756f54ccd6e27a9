"""Draws of what nobody knows, for one replication.

Mirrors `sim.model.unknown_values`. An *address* is here an index of the uniforms drawn for a set of unknown numbers
(row j of `scratch.of_set`) or for a future (row j of `scratch.of_future`).
"""

import math

from sim.engines.compiled.jit import jitted
from sim.engines.compiled.kernels.numerics import quantile, scores_of


@jitted
def homes_of_block(homes, number, blocks):
    """Homes of a block: equal parts of the row's, the remainder to the first blocks (rule 7).

    Mirrors `sim.model.unknown_values.part_of`.

    Parameters
    ----------
    homes : int
        Homes of the row.
    number, blocks : int
        Block, from 0, and of how many.

    Returns
    -------
    int
    """
    return homes // blocks + (1 if number < homes % blocks else 0)


@jitted
def growth(model, row_homes, land_ha, number, blocks):
    """Factor (size / reference) ^ exponent by which work grows with size (rule 3).

    Mirrors `_Drawing._growth` of `sim.model.drawing`.

    Parameters
    ----------
    model : DURATION_MODEL
    row_homes : int
        Homes of the row in this future.
    land_ha : float
        Its hectares.
    number, blocks : int
        Block, from 0, and of how many; (0, 1) for the whole row.

    Returns
    -------
    float
    """
    if model.scale_by == 0:
        return 1.0
    size = float(homes_of_block(row_homes, number, blocks)) if model.scale_by == 1 else land_ha / blocks
    return (size / model.reference) ** model.exponent


@jitted
def draw_unknowns(unknowns, tables, j, r, draws, counts, scratch):
    """Draw what nobody knows (rule 14): factors, likelihoods, hazards, delivered cuts, sizes, account of the statistic.

    Mirrors `sim.model.unknown_values`. The uniforms of the set stand in row j of `scratch.of_set`.

    Parameters
    ----------
    unknowns : Unknowns
    tables : LookupArrays
    j, r : int
    draws : FutureDrawArrays
        Written to: `likelihoods`, `hazards_per_day`, `delivered`, `row_homes`.
    counts : CountDraws
        Written to: `homes`, `counted_before`.
    scratch : DrawWorkspace
        Written to: `unknowns`, `scales` and `land_ha` of row j, and `set_scores`.
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
    """Draw the unknown factors into row j of `scratch.unknowns` (rule 14), and the days of one unit of each duration.

    Those of a correlated group share a score (rule 9). Mirrors `sim.model.unknown_values.factor_of`.
    """
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
        factor = scratch.unknowns[j, unknowns.model_unknowns[k]] if unknowns.model_unknowns[k] >= 0 else 1.0
        scratch.scales[j, k] = unknowns.days_per_unit[k] * factor


@jitted
def _draw_rates(unknowns, tables, j, r, draws, scratch):
    """Draw likelihoods (of rules 5, 6) and hazards (of rule 6, a day) by state of the market.

    Mirrors `likelihood_of` and `hazard_of` of `sim.model.unknown_values`.
    """
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
    """Which account of the statistic holds in a future (rule 1).

    Mirrors `sim.model.unknown_values.account_of`.

    Parameters
    ----------
    uniforms : float64 (addresses of sets,)

    Returns
    -------
    int
        0 where there is but one.
    """
    account = 0
    if len(unknowns.account_ends) > 0:
        u = uniforms[unknowns.account_address[0]]
        while account < len(unknowns.account_ends) - 1 and unknowns.account_ends[account] <= u:
            account += 1
    return account


@jitted
def _add_up(unknowns, account, uniforms, homes):
    """Draw the homes of an account's rows, row by row, given that all of them add up to its total (rules 1 and 14).

    Mirrors `sim.model.unknown_values._add_up`.

    Parameters
    ----------
    account : int
    uniforms : float64 (addresses of sets,)
    homes : int64 (P,)
        Homes of each row; those of the account's rows are replaced.
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
    """Chance that the homes of the rows after one of an account add up to a number in a range (rule 1).

    Parameters
    ----------
    k : int
        The row, by its index among the rows of all accounts.
    low, high : int
        Ends of the range, both included.

    Returns
    -------
    float
    """
    first, last = unknowns.rest_first[k], unknowns.rest_first[k + 1] - 1
    above, below = high - unknowns.rest_low[k], low - 1 - unknowns.rest_low[k]
    chance = 0.0 if above < 0 else unknowns.rests[min(first + above, last)]
    return chance - (0.0 if below < 0 else unknowns.rests[min(first + below, last)])


@jitted
def _count_homes(unknowns, account, r, draws, counts):
    """Share each row's homes out to its blocks (rule 7), and note which the statistic had before (rule 1).

    Mirrors `homes_of_blocks` and `counted_before_of` of `sim.model.unknown_values`.

    Parameters
    ----------
    account : int
        The one that holds in this future.
    """
    b = 0
    for p in range(len(unknowns.rows)):
        for number in range(unknowns.blocks_of[p]):
            counts.homes[r, b] = homes_of_block(draws.row_homes[r, p], number, unknowns.blocks_of[p])
            counts.counted_before[r, b] = unknowns.counted_in[account, b]
            b += 1


@jitted
def _draw_sizes(unknowns, j, r, draws, scratch):
    """Draw homes and hectares of every row; those of a group are rescaled to its total, in whole homes (rule 14).

    `scratch.shares` holds the homes before they are rounded down. Mirrors `sim.model.unknown_values.sizes_of`.
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
    """Rescale the rows of a homes group to its total; homes left over go to the largest remainders (rule 14).

    Mirrors `sim.model.unknown_values._whole_numbers`.

    Parameters
    ----------
    total : TOTAL
    """
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
