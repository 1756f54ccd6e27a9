"""What a node needs before it begins: a valid notice, its amount of a stock, its slot (rules 3 and 4).

Operations of a node, see `steps`.
"""

import math

from sim.engines.compiled.jit import merged
from sim.engines.compiled.kernels.durations import draw_when_needed
from sim.engines.compiled.kernels.queues import ask, give_back
from sim.engines.compiled.kernels.work import finish_on_calendar, version_at
from sim.engines.compiled.records import BEGIN, NOW, SLOT_TAKEN, STOCK_TAKEN, TAKE_SLOT, TAKE_STOCK
from sim.plan import FIRST_COME, MOST_HOMES_FIRST, NONE

BEFORE_THE_RULE = -1e300
"""Rank of a request made before a pool's queue rule holds: before all that the rule orders, after who goes first."""


@merged
def request(future, p, s, at):
    """Request a node; have its notice issued again where it is void by now, and wait for that (rule 3).

    Mirrors `Simulation._valid_notice` of the reference.

    Returns
    -------
    int, float
        `TAKE_STOCK`, and when: `NOW` or the instant at which the new notice is at hand, days.
    """
    rules, draws, times = future.rules, future.draws, future.times
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    n, node = first + s, rules.nodes[base + s]
    times.requested[n] = at
    if node.notice == NONE:
        return TAKE_STOCK, NOW
    notice = future.events.states[first + node.notice]
    if at - notice.issued_days > node.notice_valid_days:
        if math.isnan(draws.reissue_days[n, 0]):
            draw_when_needed(future, future.chance.reissue_draws[n], 1)
        times.reissued[n] = notice.issued_days = at
        work = draws.reissue_days[n, version_at(rules, base + node.notice, at)]
        calendar = rules.nodes[base + node.notice].calendar
        notice.reissued_until = finish_on_calendar(rules, calendar, at, work)
    if notice.reissued_until > at:
        return TAKE_STOCK, notice.reissued_until
    return TAKE_STOCK, NOW


@merged
def take_stock(future, p, s, at):
    """Ask for the amount of a stock that a node needs (rules 3 and 4).

    Mirrors `Asking._take_stock` of the reference.

    Returns
    -------
    int, float
        `STOCK_TAKEN` and inf where it asks; `TAKE_SLOT` and `NOW` where it needs nothing.
    """
    rules, events, times = future.rules, future.events, future.times
    n = p * rules.widths[0] + s
    node = rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    times.noticed[n] = at
    events.states[n].host, events.states[n].after = s, BEGIN
    if node.stock != NONE and future.draws.stock_amount[n] > 0.0:
        amount = future.draws.stock_amount[n]
        rank = -math.inf if rules.goes_first[p] else 0.0
        ask(rules, events, len(rules.pool_rule) + node.stock, rank, at, n, p, s, amount)
        return STOCK_TAKEN, math.inf
    times.supplied[n] = at
    return TAKE_SLOT, NOW


@merged
def stock_taken(future, p, s, at):
    """Go on with an amount of stock, or put it back where the project has lapsed (rules 4 and 6).

    Mirrors the end of `Asking._take_stock` of the reference, and `_put_back_stock`.

    Returns
    -------
    int, float
        `TAKE_SLOT` and `NOW`; `STOCK_TAKEN` and inf where the project has lapsed.
    """
    rules, times = future.rules, future.times
    n = p * rules.widths[0] + s
    if times.lapsed[p] <= at:
        resource = len(rules.pool_rule) + rules.nodes[rules.graph_of[p] * rules.widths[0] + s].stock
        give_back(rules, future.events, resource, future.draws.stock_amount[n], at)
        return STOCK_TAKEN, math.inf
    times.supplied[n] = at
    return TAKE_SLOT, NOW


@merged
def take_slot(future, p, s, at, now):
    """Ask for a slot of the pool of the node's host, in the order of the pool's queue rule (rule 4).

    The host is the node whose rounds are held, else the node itself. A row ahead of the city stops before a pool that
    orders requests by another rule than time: `TAKE_SLOT` comes again when the city has reached that instant. Mirrors
    `Asking._take_slot` and `PlanLists.queue_key` of the reference.

    Returns
    -------
    int, float
        `SLOT_TAKEN` and inf where it asks, and `NOW` where there is no pool; `TAKE_SLOT` and `at` where the row must
        wait.
    """
    rules, events = future.rules, future.events
    first = p * rules.widths[0]
    host = events.states[first + s].host
    pool = rules.nodes[rules.graph_of[p] * rules.widths[0] + host].pool
    if pool == NONE:
        return SLOT_TAKEN, NOW
    if at > now and rules.pool_rule[pool] != FIRST_COME:
        return TAKE_SLOT, at
    rank, position = 0.0, first + host
    if rules.goes_first[p]:
        rank = -math.inf
    elif at < rules.pool_rule_days[pool]:
        rank = BEFORE_THE_RULE
    elif rules.pool_rule[pool] == MOST_HOMES_FIRST:
        rank = -float(future.draws.row_homes[p])
    elif rules.pool_rule[pool] != FIRST_COME:
        rank = rules.remaining_days[position]
    ask(rules, events, pool, rank, at, position, p, s, 1.0)
    return SLOT_TAKEN, math.inf


@merged
def slot_taken(future, p, s, at):
    """Go on with a slot, or give back all that was taken where the project has lapsed (rule 6).

    Mirrors the end of `Asking._take_slot` of the reference.

    Returns
    -------
    int, float
        Operation for which the slot was taken, and `NOW`; inf where the project has lapsed.
    """
    rules, events = future.rules, future.events
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    n = first + s
    state, node = events.states[n], rules.nodes[base + s]
    if not future.times.lapsed[p] <= at:
        return state.after, NOW
    pool = rules.nodes[base + state.host].pool
    if pool != NONE:
        give_back(rules, events, pool, 1.0, at)
    if state.after == BEGIN and node.stock != NONE:
        resource = len(rules.pool_rule) + node.stock
        give_back(rules, events, resource, future.draws.stock_amount[n], at)
    return state.after, math.inf
