"""The compiled engine's kernels: draws, events and outcomes of replications, in machine code.

All jitted code stands in this module, beside the scalar time arithmetic of `sim.model.clock` and
`sim.model.market_path`, which the reference calls too. Kernels are single-threaded, release the interpreter's lock and
allocate nothing per replication. Every index comes from a checked plan.

`_future` says the same as `sim.engines.reference.simulation`, as a machine of states instead of processes: each node of
each project is at one `op`, and waits for an instant (in `timers`), for its turn (in `turns`) or for a giver (in
`queues`).
"""

from __future__ import annotations

import math
from types import FunctionType

import numba
import numpy as np

from sim.engines.compiled.by_address import call
from sim.engines.compiled.instructions import product
from sim.engines.compiled.records import (
    AGAIN,
    BATCH,
    BEGIN,
    BY_ITSELF,
    COUNT_ALL,
    DRAW_ALL,
    END,
    GAP,
    GO_ON,
    GRACE,
    IN_ITS_TURN,
    LAPSE,
    LUCK,
    NEXT_ROUND,
    RECALL,
    REQUEST,
    RESUME,
    RESUMED,
    ROUND,
    ROUND_OVER,
    ROUND_WORK,
    SIMULATE_ALL,
    SLOT_TAKEN,
    STALL,
    STOCK_TAKEN,
    STRAIGHT,
    TAKE_SLOT,
    TAKE_STOCK,
    WORK,
    WORK_DONE,
)
from sim.engines.reference import TIME_RESOLUTION
from sim.model import (
    ALREADY_COUNTED,
    BEFORE_DATA_DATE,
    BEYOND_HORIZON,
    FACTOR_CELLS,
    LAPSED,
    REACHED,
    finish,
    finish_at_pace,
    stall_time,
    state_at,
    work_at_pace,
    work_between,
)
from sim.model import RESOLUTION as SAME_WORK
from sim.plan import DONE, DROP_OUT, FIRST_COME, MOST_HOMES_FIRST, NONE, TO_DO, UNDER_WAY

OPTIONS = {
    "nogil": True,
    "error_model": "numpy",
    "_nrt": False,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
}
_jit = numba.njit(**OPTIONS)
_inlined = numba.njit(**OPTIONS, forceinline=True)


def _calling(function, **jitted):
    """Make the same function, in which these names are jitted functions."""
    return FunctionType(function.__code__, {**function.__globals__, **jitted}, function.__name__)


_finish = _jit(finish)
_work_between = _jit(work_between)
_finish_at_pace = _jit(_calling(finish_at_pace, finish=_finish, work_between=_work_between))
_work_at_pace = _jit(_calling(work_at_pace, work_between=_work_between))
_state_at = _jit(state_at)
_stall_time = _jit(stall_time)


@_inlined
def _set_next(next_days, winners, p, days):
    """Set a project's next instant, in a tree in which every inner place holds the least below it, and whose it is."""
    i, winner = (len(next_days) >> 1) + p, np.uint32(p)
    next_days[i] = days
    while i > 1:
        other, theirs = next_days[i ^ 1], winners[i ^ 1]
        sooner = other < days
        days, winner = other if sooner else days, theirs if sooner else winner
        i >>= 1
        next_days[i], winners[i] = days, winner


@_inlined
def _take_due(timers, live, first, count, here, ahead, ready, turns, n_turns):
    """Move nodes whose instant has come from the timers of a project to `ready`, or to `turns` what waits for all that
    ends then; return how many stay, are ready and have a turn.

    Ahead of the others it leaves those that ask for a slot.
    """
    n_ready, i, end = 0, first, first + count
    while i < end:
        node = timers[i].node
        if timers[i].days == here and not (ahead and live[first + node].op == TAKE_SLOT):
            if timers[i].is_turn:
                turns[n_turns] = node
                n_turns += 1
            else:
                ready[n_ready] = node
                n_ready += 1
            end -= 1
            last = timers[end]
            timers[i].days, timers[i].node, timers[i].is_turn = last.days, last.node, last.is_turn
        else:
            i += 1
    return end - first, n_ready, n_turns


@_inlined
def _add_timer(timers, first, count, days, node, is_turn):
    """Note an instant for a node of the project whose nodes begin at `first`; return how many it has."""
    timer = timers[first + count]
    timer.days, timer.node, timer.is_turn = days, node, is_turn
    return count + 1


@_jit
def _before(rank, days, place, node, other):
    """Whether a request goes before another."""
    if rank != other.rank:
        return rank < other.rank
    if days != other.days:
        return days < other.days
    if place != other.place:
        return place < other.place
    return node < other.node


# A processor waits when it is to read at once what was written in parts: records just written are copied by fields.


@_jit
def _copy(one, other):
    """Copy a request to another place of its queue."""
    other.rank, other.days, other.place, other.amount = one.rank, one.days, one.place, one.amount
    other.project, other.node = one.project, one.node


@_jit
def _enqueue(queues, first, count, rank, days, place, project, node, amount):
    """Put a request into the queue that begins at `first` and holds so many."""
    i = count
    while i > 0:
        parent = (i - 1) >> 1
        if not _before(rank, days, place, node, queues[first + parent]):
            break
        _copy(queues[first + parent], queues[first + i])
        i = parent
    new = queues[first + i]
    new.rank, new.days, new.place, new.amount = rank, days, place, amount
    new.project, new.node = project, node


@_jit
def _drop_first(queues, first, count):
    """Take the first of so many requests out of the queue that begins at `first`."""
    count, i = count - 1, 0
    last = queues[first + count]
    rank, days, place, node = last.rank, last.days, last.place, last.node
    while True:
        child = 2 * i + 1
        if child >= count:
            break
        if child + 1 < count:
            one = queues[first + child + 1]
            child += _before(one.rank, one.days, one.place, one.node, queues[first + child])
        if _before(rank, days, place, node, queues[first + child]):
            break
        _copy(queues[first + child], queues[first + i])
        i = child
    _copy(last, queues[first + i])


@_jit
def _sort(values, count):
    """Put the first `count` values in order; they are few."""
    for i in range(1, count):
        value = values[i]
        j = i
        while j > 0 and values[j - 1] > value:
            values[j] = values[j - 1]
            j -= 1
        values[j] = value


@_jit
def _note_due(rules, desk, giver):
    """Note when a giver is to look at its queue: when the first request could be served."""
    days, first = math.inf, rules.first_place[giver]
    if desk.queued[giver] > 0:
        request = desk.queues[first]
        days = request.days
        if request.amount > desk.free[giver] + TIME_RESOLUTION:
            more = rules.changes[desk.changed[giver]].days
            if desk.returning[giver] > 0:
                more = min(more, desk.returns[first].days)
            days = max(days, more)
    desk.due[giver] = days


@_inlined
def _next_due(due):
    """Giver that is to look at its queue next, and when; the last stands for none and is never due."""
    giver, days = 0, due[0]
    for other in range(1, len(due)):
        sooner = due[other] < days
        giver, days = other if sooner else giver, due[other] if sooner else days
    return giver, days


@_jit
def _ask(rules, desk, giver, rank, days, place, project, node, amount):
    """Put a request of a node of a project into the queue of a giver."""
    _enqueue(
        desk.queues, rules.first_place[giver], desk.queued[giver], rank, days, place, project, node, amount
    )
    desk.queued[giver] += 1
    _note_due(rules, desk, giver)
    desk.waiting[project] += 1


@_jit
def _give_back(rules, desk, giver, amount, days):
    """Return a slot or an amount at an instant, now or later."""
    first, i = rules.first_place[giver], desk.returning[giver]
    desk.returning[giver] += 1
    while i > 0:
        parent = (i - 1) >> 1
        above = desk.returns[first + parent]
        if above.days <= days:
            break
        desk.returns[first + i].days, desk.returns[first + i].amount = above.days, above.amount
        i = parent
    desk.returns[first + i].days, desk.returns[first + i].amount = days, amount
    _note_due(rules, desk, giver)


@_jit
def _drop_return(returns, first, count):
    """Take the first return out of so many in the heap that begins at `first`."""
    count -= 1
    last = returns[first + count]
    days, amount = last.days, last.amount
    i = 0
    while True:
        child = 2 * i + 1
        if child >= count:
            break
        if child + 1 < count and returns[first + child + 1].days < returns[first + child].days:
            child += 1
        if days <= returns[first + child].days:
            break
        below = returns[first + child]
        returns[first + i].days, returns[first + i].amount = below.days, below.amount
        i = child
    returns[first + i].days, returns[first + i].amount = days, amount


@_jit
def _take_in(rules, desk, giver, now):
    """Add to what is free what has come by an instant, in the order in which it came."""
    first = rules.first_place[giver]
    while True:
        change = rules.changes[desk.changed[giver]]
        if desk.returning[giver] > 0 and desk.returns[first].days < change.days:
            if desk.returns[first].days > now:
                break
            desk.free[giver] += desk.returns[first].amount
            _drop_return(desk.returns, first, desk.returning[giver])
            desk.returning[giver] -= 1
        elif change.days <= now:
            desk.free[giver] += change.amount
            desk.changed[giver] += 1
        else:
            break


@_jit
def _version(version_days, k, now):
    """Version of the law in force at an instant."""
    version = 0
    while version + 1 < version_days.shape[1] and version_days[k, version + 1] <= now:
        version += 1
    return version


@_jit
def _end(calendars, calendar, start_days, work_days):
    """`sim.model.clock.finish` on a calendar, to the last bit; instead of a search, a table says where to look."""
    totals, lengths, origins, day_of_work = calendars
    above, origin = lengths[calendar] - 1, origins[calendar]
    if not (work_days > 0.0 and max(origin, 0) <= start_days < origin + above):
        # No calendar, no work, or an instant off the table or before the data date.
        return _finish(totals[calendar, : above + 1], origin, start_days, work_days)
    whole_days = int(start_days)
    below = whole_days - origin
    before = totals[calendar, below]
    rate = totals[calendar, below + 1] - before
    target = before + (start_days - whole_days) * rate + work_days
    short = target - SAME_WORK
    if totals[calendar, above] < short:
        return math.inf
    day = max(below, day_of_work[calendar, int(short) + 1])
    while day > below and totals[calendar, day - 1] >= short:
        day -= 1
    total, end_days = totals[calendar, day], float(origin + day)
    if total > target + SAME_WORK:
        before = totals[calendar, day - 1]
        end_days = origin + day - 1 + (target - before) / (total - before)
    return max(end_days, start_days)


@_jit
def _end_at_pace(calendars, node, cut_days, cut_shares, delivered, begun_days, start_days, work_days):
    """Instant at which work of a node ends that a fast track covers."""
    totals, lengths, origins, _ = calendars
    total, days = totals[node.calendar, : lengths[node.calendar]], cut_days[node.pace]
    if node.spares_lodged and begun_days < days[0]:
        return _finish(total, origins[node.calendar], start_days, work_days)
    shares, part = cut_shares[node.pace], delivered[node.track]
    return _finish_at_pace(total, origins[node.calendar], start_days, work_days, days, shares, part)


@_jit
def _done_at_pace(calendars, node, cut_days, cut_shares, delivered, begun_days, start_days, end_days):
    """Work of a node done between two instants, if a fast track covers it."""
    totals, lengths, origins, _ = calendars
    total, days = totals[node.calendar, : lengths[node.calendar]], cut_days[node.pace]
    if node.spares_lodged and begun_days < days[0]:
        return _work_between(total, origins[node.calendar], start_days, end_days)
    shares, part = cut_shares[node.pace], delivered[node.track]
    return _work_at_pace(total, origins[node.calendar], start_days, end_days, days, shares, part)


# Philox4x64-10 (Salmon and others 2011, Parallel random numbers: as easy as 1, 2, 3), as in NumPy.
_ROUND_0, _ROUND_1 = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
_KEY_0, _KEY_1 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
_DROPPED, _FOUR = np.uint64(12), np.uint64(4)
_STEP = 2.0**-52


@_jit
def _philox(seed, key, counter, word):
    """Four random words of an address: replications 4 x counter and the three after it."""
    # NumPy steps the counter before its first block.
    c0, c1, c2, c3 = counter + np.uint64(1), word, np.uint64(0), np.uint64(0)
    k0, k1 = seed, key
    for _ in range(10):
        high_0, low_0 = product(_ROUND_0, c0)
        high_1, low_1 = product(_ROUND_1, c2)
        c0, c1, c2, c3 = high_1 ^ c1 ^ k0, low_1, high_0 ^ c3 ^ k1, low_0
        k0 += _KEY_0
        k1 += _KEY_1
    return c0, c1, c2, c3


@_jit
def _to_uniform(word):
    return (np.float64(word >> _DROPPED) + 0.5) * _STEP


@_jit
def _uniform(seed, key, word, index):
    """One uniform of an address, bit-equal to `sim.random.addresses.uniforms`."""
    words = _philox(seed, key, np.uint64(index) // _FOUR, word)
    return _to_uniform(words[index % 4])


# The inverse of the normal distribution function, relative error about 1e-16: Wichura 1988, Applied Statistics 37, 477,
# algorithm AS 241 (PPND16).
_A = (3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125)
_A += (45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727)
_B = (1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077)
_B += (21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610)
_C = (1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504)
_C += (1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4)
_D = (1.0, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550)
_D += (
    0.148103976427480074590,
    0.0151986665636164571966,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9,
)
_E = (6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230)
_E += (
    0.0265321895265761230930,
    0.00124266094738807843860,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7,
)
_F = (1.0, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525)
_F += (
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15,
)


# The first terms of the exponential, and of twice the inverse hyperbolic tangent.
_EXP = (1.0, 1.0, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320, 1 / 362880)
_LOG = tuple(2 / n for n in range(1, 17, 2))
# The square root of a half, as a word.
_ROOT = np.sqrt(np.float64(0.5)).view(np.int64)


@_jit
def _log_of_finite(x):
    """Logarithm of a number (below 1e-300, of 0), within 1e-13 of itself: a processor does several at once."""
    word = np.float64(x).view(np.int64)
    power = (word - _ROOT) >> 52
    # Without its power of two it lies between the square roots of a half and of two.
    part = np.int64(word - (power << 52)).view(np.float64)
    s = (part - 1.0) / (part + 1.0)
    z = s * s
    y = _LOG[7]
    y = y * z + _LOG[6]
    y = y * z + _LOG[5]
    y = y * z + _LOG[4]
    y = y * z + _LOG[3]
    y = y * z + _LOG[2]
    y = y * z + _LOG[1]
    y = y * z + _LOG[0]
    return power * math.log(2.0) + s * y if x >= 1e-300 else x - math.inf


@_jit
def _ratio(a, b, x):
    above = ((((((a[7] * x + a[6]) * x + a[5]) * x + a[4]) * x + a[3]) * x + a[2]) * x + a[1]) * x + a[0]
    below = ((((((b[7] * x + b[6]) * x + b[5]) * x + b[4]) * x + b[3]) * x + b[2]) * x + b[1]) * x + b[0]
    return above / below


@_jit
def _tail_score(log_p):
    """Normal score that a small share of cases exceeds, from the share's logarithm (below -2)."""
    r = math.sqrt(-log_p)
    if r <= 5.0:
        return _ratio(_C, _D, r - 1.6)
    if r <= 27.0:
        return _ratio(_E, _F, r - 5.0)
    score = math.sqrt(-2.0 * log_p)
    for _ in range(4):
        # Newton's steps on the logarithm; there the hazard of a normal score is close to the score itself.
        score += (_log_share_below(-score) - log_p) / score
    return score


@_jit
def _score(u):
    """Normal score of a uniform."""
    q = u - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(_A, _B, 0.180625 - q * q)
    tail = _tail_score(math.log(u if q < 0.0 else 1.0 - u))
    return -tail if q < 0.0 else tail


@_jit
def _scores_of(uniforms, count, scores, tails, places):
    """Normal scores of so many uniforms: for all as if they lay in the middle, then for those that do not."""
    for d in range(count):
        q = uniforms[d] - 0.5
        scores[d] = q * _ratio(_A, _B, 0.180625 - q * q)
    n = 0
    for d in range(count):
        places[n], tails[n] = d, uniforms[d]
        n += abs(uniforms[d] - 0.5) > 0.425
    for i in range(n):
        tails[i] = _ratio(_C, _D, math.sqrt(-_log_of_finite(min(tails[i], 1.0 - tails[i]))) - 1.6)
    for i in range(n):
        u = uniforms[places[i]]
        score = tails[i] if u > 0.5 else -tails[i]
        # The ratio holds for scores up to 6.7.
        scores[places[i]] = score if 2e-11 < u < 1.0 - 2e-11 else _score(u)


@_jit
def _score_of_log_survival(log_survival):
    """Normal score that a share of cases exceeds, from the share's logarithm."""
    if log_survival >= 0.0:
        return -math.inf
    if log_survival < -2.5:
        return math.inf if log_survival == -math.inf else _tail_score(log_survival)
    below = -math.expm1(log_survival)
    if below < 0.075:
        return -_tail_score(math.log(below))
    q = below - 0.5
    return q * _ratio(_A, _B, 0.180625 - q * q)


@_jit
def _log_share_below(score):
    """Logarithm of the normal distribution function."""
    if score > 0.0:
        return math.log1p(-0.5 * math.erfc(score * math.sqrt(0.5)))
    if score > -37.0:
        return math.log(0.5 * math.erfc(-score * math.sqrt(0.5)))
    if score == -math.inf:
        return -math.inf
    # NIST DLMF 7.12.1.
    inverse = 1.0 / (score * score)
    series = 1.0 - inverse * (1.0 - inverse * (3.0 - inverse * (15.0 - 105.0 * inverse)))
    return -0.5 * score * score - math.log(-score) - 0.5 * math.log(2.0 * math.pi) + math.log(series)


@_inlined
def _cell_at(tables, table, x):
    """Cell of a table in which a number between its ends lies."""
    b = min(int((x - table.low) * table.bins_per_unit), table.bins - 1)
    i = tables.bins[table.first_bin + b]
    # A step is as likely as not, which a processor cannot foresee; more than one is rare.
    i += x >= tables.cells[i].right
    while x >= tables.cells[i].right:
        i += 1
    return i


@_jit
def _look_up(tables, t, x):
    """Value of a table; see `sim.engines.compiled.tables.lookup`."""
    table = tables.tables[t]
    if x < table.low:
        return table.below
    if x >= table.high:
        return table.above
    cell = tables.cells[_cell_at(tables, table, x)]
    s = (x - cell.left) * cell.inverse_width
    return cell.c0 + s * (cell.c1 + s * (cell.c2 + s * cell.c3))


@_inlined
def _factor_and_log(tables, t, score):
    """Duration at a normal score as a factor of an exponential, and its logarithm: an atom of the law is all factor."""
    table = tables.tables[t]
    if score < table.low:
        return table.below, 0.0
    if score >= table.high:
        return table.above, 0.0
    cell = tables.cells[_cell_at(tables, table, score)]
    if cell.inverse_width == 0.0:
        return cell.c0, 0.0
    s = (score - cell.left) * cell.inverse_width
    return 1.0, cell.c0 + s * (cell.c1 + s * (cell.c2 + s * cell.c3))


@_jit
def _quantile(tables, t, score):
    """Duration at a normal score; an atom of the law comes out exactly."""
    factor, log = _factor_and_log(tables, t, score)
    return factor * math.exp(log)


@_jit
def _part(homes, number, blocks):
    """Homes of one of so many blocks, the first taking what does not divide."""
    return homes // blocks + (1 if number < homes % blocks else 0)


@_jit
def _growth(law, row_homes, land_ha, number, blocks):
    """How much longer or shorter a piece of work is for its size."""
    if law.scale_by == 0:
        return 1.0
    size = float(_part(row_homes, number, blocks)) if law.scale_by == 1 else land_ha / blocks
    return (size / law.reference) ** law.exponent


@_jit
def _draw_unknowns(unknowns, tables, j, r, draws, counts, bench):
    """Draw what nobody knows for one replication: factors, likelihoods, hazards, sizes, accounts."""
    uniforms, scores = bench.of_set[j], bench.set_scores
    _scores_of(uniforms, len(scores), scores, bench.tails, bench.places)
    for k in range(len(unknowns.groups)):
        bench.groups[k] = scores[unknowns.groups[k].address]
    for k in range(len(unknowns.unknowns)):
        unknown = unknowns.unknowns[k]
        score = scores[unknown.address]
        if unknown.group >= 0:
            correlation = unknowns.groups[unknown.group].correlation
            score = (
                math.sqrt(correlation) * bench.groups[unknown.group] + math.sqrt(1.0 - correlation) * score
            )
        bench.unknowns[j, k] = _quantile(tables, unknown.table, score)
    for k in range(len(unknowns.days_per_unit)):
        factor = bench.unknowns[j, unknowns.law_unknowns[k]] if unknowns.law_unknowns[k] >= 0 else 1.0
        bench.scales[j, k] = unknowns.days_per_unit[k] * factor
    for k in range(len(unknowns.likelihood_addresses)):
        score = scores[unknowns.likelihood_addresses[k]]
        for m in range(unknowns.likelihood_tables.shape[1]):
            draws.likelihoods[r, k, m] = unknowns.likelihood_means[k, m]
            if unknowns.likelihood_tables[k, m] >= 0:
                draws.likelihoods[r, k, m] = _quantile(tables, unknowns.likelihood_tables[k, m], score)
    for k in range(len(unknowns.hazard_unknowns)):
        factor = bench.unknowns[j, unknowns.hazard_unknowns[k]] if unknowns.hazard_unknowns[k] >= 0 else 1.0
        for m in range(unknowns.hazards_per_day.shape[1]):
            draws.hazards_per_day[r, k, m] = unknowns.hazards_per_day[k, m] * factor
    account = 0
    if len(unknowns.account_ends) > 0:
        u = uniforms[unknowns.account_address[0]]
        while account < len(unknowns.account_ends) - 1 and unknowns.account_ends[account] <= u:
            account += 1
    for k in range(len(unknowns.delivered)):
        score = scores[unknowns.delivered[k].address]
        draws.delivered[r, k] = min(max(_quantile(tables, unknowns.delivered[k].table, score), 0.0), 1.0)
    counts.early_threshold[r] = math.inf
    if unknowns.early[0] >= 0:
        score = scores[unknowns.early_address[0]]
        counts.early_threshold[r] = _quantile(tables, unknowns.early[0], score)
        for m in range(counts.early_likelihood.shape[1]):
            counts.early_likelihood[r, m] = draws.likelihoods[r, unknowns.early[1], m]
    _draw_sizes(unknowns, j, r, draws, bench)
    b = 0
    for p in range(len(unknowns.rows)):
        for number in range(unknowns.blocks_of[p]):
            counts.homes[r, b] = _part(draws.row_homes[r, p], number, unknowns.blocks_of[p])
            counts.counted_before[r, b] = unknowns.counted_in[account, b]
            b += 1


@_jit
def _draw_sizes(unknowns, j, r, draws, bench):
    """Draw homes and hectares of every row; those of a group are rescaled to its total, in whole homes."""
    homes, land, share, uniforms = draws.row_homes, bench.land_ha, bench.shares, bench.of_set[j]
    for p in range(len(unknowns.rows)):
        row = unknowns.rows[p]
        share[p], land[j, p] = row.homes_low, row.land_low
        if row.homes_low < row.homes_high:
            share[p] += uniforms[row.homes_address] * (row.homes_high - row.homes_low)
        if row.land_low < row.land_high:
            land[j, p] += uniforms[row.land_address] * (row.land_high - row.land_low)
        homes[r, p] = math.floor(share[p])
    for k in range(len(unknowns.totals)):
        total = unknowns.totals[k]
        first, last = total.first_member, total.first_member + total.members
        raw, short = 0.0, total.homes
        for i in range(first, last):
            raw += share[unknowns.members[i]]
        for i in range(first, last):
            p = unknowns.members[i]
            part = share[p] / raw
            if not math.isnan(total.land_ha):
                land[j, p] = part * total.land_ha
            homes[r, p] = math.floor(part * total.homes)
            share[p] = part * total.homes - homes[r, p]
            short -= homes[r, p]
        if first == last:
            continue
        for _ in range(short):
            most = unknowns.members[first]
            for i in range(first, last):
                if share[unknowns.members[i]] > share[most]:
                    most = unknowns.members[i]
            homes[r, most] += 1
            share[most] = -1.0


@_jit
def _draw_shared(unknowns, seed, index, horizon_days, j, r, draws, bench):
    """Draw the market's path and the rows' entries."""
    days, states = draws.market_days, draws.market_states
    width, last = unknowns.market[1], len(unknowns.passages_per_day) - 1
    states[r, 0] = unknowns.market[0]
    now = 0.0
    for w in range(width):
        state = states[r, w]
        leaving = 0.0
        for m in range(last + 1):
            leaving += unknowns.passages_per_day[state, m]
        states[r, w + 1], days[r, w] = state, math.inf
        if now == math.inf or leaving == 0.0:
            now = math.inf
            continue
        now -= math.log1p(-_uniform(seed, unknowns.shared_key[0], unknowns.stay_words[w], index)) / leaving
        if not now < horizon_days:
            now = math.inf
            continue
        u = _uniform(seed, unknowns.shared_key[0], unknowns.next_words[w], index) * leaving
        following, end = 0, unknowns.passages_per_day[state, 0]
        while following < last and end <= u:
            following += 1
            end += unknowns.passages_per_day[state, following]
        days[r, w], states[r, w + 1] = now, following
    for p in range(len(unknowns.rows)):
        row = unknowns.rows[p]
        draws.entry_days[r, p] = row.entry_low
        if row.entry_low < row.entry_high:
            draws.entry_days[r, p] += bench.of_future[j, row.entry_address] * (row.entry_high - row.entry_low)


@_inlined
def _pick(edges, first, weights, ends, count, u):
    """Draw from cells by their weights, every instant of a cell equally likely; return it and its cell."""
    end = 0.0
    for c in range(count):
        end += weights[c]
        ends[c] = end
    at, cell = u * end, 0
    for c in range(count - 1):
        cell += ends[c] <= at
    share = (at - (ends[cell] - weights[cell])) / weights[cell] if weights[cell] > 0.0 else 0.0
    share = min(max(share, 0.0), 1.0)
    return edges[first + cell] + share * (edges[first + cell + 1] - edges[first + cell]), cell


@_jit
def _add_shares(seen, stage, first_score, alive):
    """Add a stage's shares at `first_score` and each step of its factor from there on.

    The steps of one score to the next are the same, and so is their place between two rows of the table: one set of
    weights, of the cubic through four of them, serves all.
    """
    f, parts = stage.factor, seen.parts[stage.shares]
    step = (seen.edges[1] - seen.edges[0]) * seen.slopes[f] * seen.inverses[f]
    place = (first_score - seen.lowest[stage.shares]) / step + FACTOR_CELLS
    place = min(max(place, 0.0), float(seen.shares.shape[1] - FACTOR_CELLS - 1))
    n = int(place)
    q = min(int((place - n) * parts), parts - 1)
    s = (place - n) * parts - q
    w0, w1 = -s * (s - 1.0) * (s - 2.0) / 6.0, (s + 1.0) * (s - 1.0) * (s - 2.0) / 2.0
    w2, w3 = -s * (s + 1.0) * (s - 2.0) / 2.0, s * (s + 1.0) * (s - 1.0) / 6.0
    row = seen.first_row[stage.shares] + q
    t0, t1 = seen.shares[row, n:], seen.shares[row + 1, n:]
    t2, t3 = seen.shares[row + 2, n:], seen.shares[row + 3, n:]
    for c in range(FACTOR_CELLS):
        alive[c] += w0 * t0[c] + w1 * t1[c] + w2 * t2[c] + w3 * t3[c]


@_inlined
def _draw_factor(seen, f, j, bench):
    """Draw a common factor given the stages under way that it moves."""
    u = bench.of_future[j, seen.addresses[f]]
    slope, inverse = seen.slopes[f], seen.inverses[f]
    known, weights, alive = 0, bench.weights, bench.alive
    for k in range(len(seen.under_way)):
        stage = seen.under_way[k]
        if stage.factor != f or slope == 0.0:
            continue
        for c in range(FACTOR_CELLS):
            alive[c] = 0.0
            if known == 0:
                weights[c] = seen.prior[c]
        known += 1
        first = 0.5 * (seen.edges[0] + seen.edges[1])
        for i in range(stage.terms):
            _add_shares(seen, stage, (slope * first - bench.cells[k, i]) * inverse, alive)
        # The greater the factor, the likelier the stage is still under way.
        c = 0
        while c < FACTOR_CELLS and alive[c] < 1e-9 * stage.cells:
            # So far out the cubic misses more than 1e-7 of a share.
            z = 0.5 * (seen.edges[c] + seen.edges[c + 1])
            alive[c] = 0.0
            for i in range(stage.cells):
                alive[c] += 0.5 * math.erfc((bench.cells[k, i] - slope * z) * inverse * math.sqrt(0.5))
            c += 1
        least = 1e-300 * stage.cells
        most = max(alive[FACTOR_CELLS - 1], least)
        for c in range(FACTOR_CELLS):
            weights[c] *= max(alive[c], least) / most
    if known == 0:
        bench.factors[j, f] = _score(u)
    else:
        bench.factors[j, f], _ = _pick(seen.edges, 0, weights, bench.ends, FACTOR_CELLS, u)


@_jit
def _draw_seen(seen, laws, tables, calendars, j, r, draws, bench):
    """Draw the common factors, since when the stages under way have been so, and what is left of them."""
    for k in range(len(seen.under_way)):
        stage = seen.under_way[k]
        p = stage.project
        law, first = laws[stage.law], stage.first_cell
        growth = _growth(law, draws.row_homes[r, p], bench.land_ha[j, p], stage.number, stage.blocks)
        bench.stage_scales[k] = bench.scales[j, stage.law] * growth
        log_scale = math.log(bench.stage_scales[k])
        if stage.factor >= 0 and law.slope > 0.0:
            middle, steepness = log_scale + law.offset, 1.0 / law.slope
            for i in range(stage.cells):
                bench.cells[k, i] = (seen.log_spent[first + i] - middle) * steepness
        else:
            table = stage.survival_table if stage.factor < 0 else stage.score_table
            for i in range(stage.cells):
                bench.cells[k, i] = _look_up(tables, table, seen.log_spent[first + i] - log_scale)
    for f in range(len(seen.addresses)):
        _draw_factor(seen, f, j, bench)
    for k in range(len(seen.under_way)):
        stage = seen.under_way[k]
        first, scale = stage.first_cell + k, bench.stage_scales[k]
        start, cell = seen.starts[first], 0
        if stage.cells > 1:
            start, cell = _draw_start(seen, stage, k, first, j, bench)
        spent, log_spent = _spent(calendars, stage.calendar, start, scale)
        alive = _look_up(tables, stage.survival_table, log_spent)
        if alive == -math.inf:
            # A cell may hold starts so early that the stage could not have lasted until now: its middle could.
            start = (seen.starts[first + cell] + seen.starts[first + cell + 1]) / 2.0
            spent, log_spent = _spent(calendars, stage.calendar, start, scale)
            alive = _look_up(tables, stage.survival_table, log_spent)
        draws.start_days[r, stage.node] = start
        u = bench.of_future[j, stage.left_address]
        left = scale * _draw_left(
            seen, tables, stage, laws[stage.law].table, spent, log_spent, alive, u, j, bench
        )
        if stage.column < 0:
            draws.work_days[r, stage.node, 0] = left
        else:
            draws.round_work[r, stage.column, 0, stage.attempt] = left


@_inlined
def _draw_start(seen, stage, k, first, j, bench):
    """Draw when a stage under way began, each possible start weighted by the chance of still being under way.

    Return it and its cell.
    """
    count, weights = stage.cells, bench.weights
    for i in range(count):
        weights[i] = bench.cells[k, i]
        if stage.factor >= 0:
            common = seen.slopes[stage.factor] * bench.factors[j, stage.factor]
            weights[i] = _log_share_below((common - weights[i]) * seen.inverses[stage.factor])
    # The latest start weighs most. What weighs less than e^-60 of it weighs nothing.
    top = weights[count - 1]
    for i in range(count):
        less = max(weights[i] - top, -60.0)
        weights[i] = _exp_of_small(less) if less > -60.0 else 0.0
    # A future in which the stage could not have lasted so long keeps it.
    weights[count - 1] = 1.0
    return _pick(seen.starts, first, weights, bench.ends, count, bench.of_future[j, stage.start_address])


@_inlined
def _spent(calendars, calendar, start_days, scale):
    """Work that a calendar allowed since an instant before the data date, in the unit of its law; and its logarithm."""
    totals, lengths, origins = calendars
    total = totals[calendar, : lengths[calendar]]
    spent = _work_between(total, origins[calendar], start_days, 0.0) / scale
    return spent, math.log(spent) if spent > 0.0 else -math.inf


@_inlined
def _draw_left(seen, tables, stage, table, spent, log_spent, alive, u, j, bench):
    """Draw what is left of a stage under way, in the unit of its law."""
    if stage.factor < 0:
        alive = alive if spent > 0.0 else 0.0
        if alive == -math.inf:
            return 0.0
        whole = _quantile(tables, table, _score_of_log_survival(math.log1p(-u) + alive))
    else:
        common = seen.slopes[stage.factor] * bench.factors[j, stage.factor]
        inverse = seen.inverses[stage.factor]
        score = _look_up(tables, stage.score_table, log_spent) if spent > 0.0 else -math.inf
        own = _score_of_log_survival(math.log1p(-u) + _log_share_below((common - score) * inverse))
        whole = _quantile(tables, table, common + own / inverse)
    return max(whole - spent, 0.0)


@_inlined
def _set_days(draws, r, kind, place, version, attempt, days):
    """Put a duration that is no work of a node where it belongs."""
    if kind == ROUND_WORK:
        draws.round_work[r, place, version, attempt] = days
    elif kind == GAP:
        draws.gap_days[r, place, version, attempt] = days
    elif kind == GRACE:
        draws.grace_days[r, place, attempt] = days
    else:
        draws.reissue_days[r, place, version] = days


@_jit
def _draw_later(chance, tables, seed, first, count, index, j, r, draws, bench):
    """Make draws that only some futures need, when one does; `count` in a row from `first`."""
    for d in range(first, first + count):
        draw = chance.draws[d]
        p, place, attempt = draw.project, draw.place, draw.attempt
        u = _uniform(seed, chance.keys[d], chance.words[d], index)
        if draw.kind == LUCK:
            draws.round_luck[r, place, attempt] = u
            continue
        if draw.kind == LAPSE:
            draws.lapse_luck[r, place, attempt] = u
            continue
        score = _score(u)
        if draw.factor >= 0:
            common = chance.slopes[draw.factor] * bench.factors[j, draw.factor]
            score = common + score / chance.inverses[draw.factor]
        days, before = 0.0, -1
        for v in range(chance.draw_laws.shape[1]):
            k = chance.draw_laws[d, v]
            if k < 0:
                continue
            if k != before:
                law, before = chance.laws[k], k
                if law.slope > 0.0:
                    days = bench.scales[j, k] * math.exp(law.offset + law.slope * score)
                else:
                    days = bench.scales[j, k] * _quantile(tables, law.table, score)
                if law.scale_by != 0:
                    days *= _growth(law, draws.row_homes[r, p], bench.land_ha[j, p], draw.number, draw.blocks)
            _set_days(draws, r, draw.kind, place, v, attempt, days)


@_jit
def _draw_uniforms(keys, words, seed, counter, count, uniforms, j):
    """Uniforms of so many addresses, four replications each, from row j on."""
    for d in range(count):
        w0, w1, w2, w3 = _philox(seed, keys[d], counter, words[d])
        uniforms[j, d], uniforms[j + 1, d] = _to_uniform(w0), _to_uniform(w1)
        uniforms[j + 2, d], uniforms[j + 3, d] = _to_uniform(w2), _to_uniform(w3)


@_jit
def _exp_of_small(x):
    """Exponential of a number between -60 and 60, within 1e-10 of itself: a processor does several at once."""
    x *= 1.0 / 256.0
    # In pairs a processor need not wait for one term to begin another; the first comes last, for 1 rounds the most.
    z = x * x
    w = z * z
    y = w * ((_EXP[4] + _EXP[5] * x) + z * (_EXP[6] + _EXP[7] * x)) + w * w * (_EXP[8] + _EXP[9] * x)
    y = _EXP[0] + (_EXP[1] * x + (z * (_EXP[2] + _EXP[3] * x) + y))
    y *= y
    y *= y
    y *= y
    y *= y
    y *= y
    y *= y
    y *= y
    return y * y


@_inlined
def _draw_durations(chance, tables, j, r, draws, bench):
    """Make the draws of durations that every future needs, from their scores."""
    scores, logs, units, days = bench.scores, bench.logs, bench.units, bench.days
    log_sizes, log_scales, commons = bench.log_sizes, bench.log_scales, bench.commons
    for f in range(len(chance.slopes)):
        commons[f] = bench.factors[j, f]
    for k in range(len(chance.laws)):
        log_scales[k] = _log_of_finite(bench.scales[j, k])
    for z in range(len(chance.sizes)):
        of = chance.sizes[z]
        size = bench.land_ha[j, of.project] / of.blocks
        if of.per == 1:
            size = float(_part(draws.row_homes[r, of.project], of.number, of.blocks))
        log_sizes[z] = size
    for z in range(len(chance.sizes)):
        log_sizes[z] = _log_of_finite(log_sizes[z])
    offsets, slopes, moved, grows = chance.lines[0], chance.lines[1], chance.lines[2], chance.lines[3]
    own, factors, laws, sizes = chance.line_of[0], chance.line_of[1], chance.line_of[2], chance.line_of[3]
    places, versions = chance.goes_to[0], chance.goes_to[1]
    works, count = chance.works[0], len(places)
    for i in range(count):
        logs[i] = (
            offsets[i]
            + slopes[i] * scores[own[i]]
            + moved[i] * commons[factors[i]]
            + log_scales[laws[i]]
            + grows[i] * log_sizes[sizes[i]]
        )
    for b in range(len(chance.bends)):
        bend = chance.bends[b]
        i, law = bend.duration, chance.laws[bend.law]
        units[i], logs[i] = _factor_and_log(tables, law.table, logs[i])
        units[i] *= bench.scales[j, bend.law]
        if law.scale_by != 0:
            draw = chance.draws[own[i]]
            p = draw.project
            units[i] *= _growth(law, draws.row_homes[r, p], bench.land_ha[j, p], draw.number, draw.blocks)
    for i in range(count):
        days[i] = units[i] * _exp_of_small(logs[i])
    for i in range(count):
        days[i] = days[i] if abs(logs[i]) < 60.0 else units[i] * math.exp(logs[i])
    for i in range(works):
        draws.work_days[r, places[i], versions[i]] = days[i]
    for i in range(works, count):
        draw = chance.draws[own[i]]
        _set_days(draws, r, draw.kind, places[i], versions[i], draw.attempt, days[i])


@_jit
def _draw_chance(chance, tables, j, r, draws, bench):
    """Make the draws of chance that every future needs."""
    uniforms, (durations, stalls, luck) = bench.uniforms[j], chance.at_once
    _scores_of(uniforms, durations, bench.scores, bench.tails, bench.places)
    _draw_durations(chance, tables, j, r, draws, bench)
    for d in range(durations, stalls):
        bench.scores[d] = -_log_of_finite(1.0 - uniforms[d])
    for d in range(durations, stalls):
        draws.stall_budget[r, chance.draws[d].place, chance.draws[d].attempt] = bench.scores[d]
    for d in range(stalls, luck):
        draws.round_luck[r, chance.draws[d].place, chance.draws[d].attempt] = uniforms[d]
    for k in range(len(chance.stocks)):
        stock = chance.stocks[k]
        size = bench.land_ha[j, stock.project] if stock.per == 2 else 1.0
        size /= stock.blocks
        if stock.per == 1:
            size = float(_part(draws.row_homes[r, stock.project], stock.number, stock.blocks))
        draws.stock_amount[r, stock.node] = stock.amount * size


@_jit
def _let_begin(desk, first, n_timers, n_turns, entry, s, here):
    """Let a node that waits for nothing more have its turn now, or a timer; return how many there are of both."""
    entry.op = REQUEST
    if entry.since == here:
        desk.turns[n_turns] = s
        return n_timers, n_turns + 1
    return _add_timer(desk.timers, first, n_timers, entry.since, s, 1), n_turns


@_inlined
def _go_straight(
    rules, desk, work_days, stock_amount, delivered, times, lapsed, p, s, op, at, here, n_timers, n_turns
):
    """Take node s of a project from `op` at an instant on as far as it goes straight, and what then goes straight too,
    whenever that will be.

    What follows and does not go straight gets its turn now, if it is ready at `here`, or a timer. Return how many
    timers and turns there are.
    """
    width, pools, horizon = rules.widths[0], len(rules.pool_rule), rules.horizon_days[0]
    first, base = p * width, rules.graph_of[p] * width
    calendars = rules.tables, rules.table_lengths, rules.origin_days, rules.day_of_work
    nodes, live, straight = rules.nodes, desk.live, desk.straight
    requested, noticed, supplied, started, ended = times
    n_straight = 0
    while True:
        n, node, giver, amount, stops = first + s, nodes[base + s], NONE, 1.0, False
        if op == REQUEST:
            requested[n], op = at, TAKE_STOCK
        if op == TAKE_STOCK:
            noticed[n] = at
            if node.stock != NONE and stock_amount[n] > 0.0:
                op, giver, amount = STOCK_TAKEN, pools + node.stock, stock_amount[n]
        elif op in (STOCK_TAKEN, SLOT_TAKEN) and lapsed[p] <= at:
            stops = True
            if op == SLOT_TAKEN and node.pool != NONE:
                _give_back(rules, desk, node.pool, 1.0, at)
            if node.stock != NONE:
                _give_back(rules, desk, pools + node.stock, stock_amount[n], at)
        if giver == NONE and op in (TAKE_STOCK, STOCK_TAKEN) and not stops:
            supplied[n] = at
            op, giver = SLOT_TAKEN, node.pool
        if giver != NONE:
            live[n].op = op
            _ask(rules, desk, giver, 0.0, at, n, p, s, amount)
        elif not stops:
            if op != END:
                version = 0
                if op != GO_ON:
                    started[n] = live[n].issued = at
                    if node.versions > 1:
                        version = _version(rules.version_days, base + s, at)
                work = work_days[n, version]
                if node.pace:
                    at = _end_at_pace(
                        calendars,
                        node,
                        rules.cut_days,
                        rules.cut_shares,
                        delivered,
                        started[n],
                        at,
                        work,
                    )
                else:
                    at = _end(calendars, node.calendar, at, work)
                if at < horizon:
                    op, ended[n] = END, at
                    if node.pool != NONE:
                        _give_back(rules, desk, node.pool, 1.0, at)
            if op == END:
                for place in range(node.first_successor, node.first_successor + node.successors):
                    if node.overlaps and rules.state[n] == TO_DO and started[n] >= rules.overlap_days[place]:
                        # It has been let begin when this one began.
                        continue
                    t = rules.successors[place]
                    following = live[first + t]
                    following.missing -= 1
                    following.since = max(following.since, ended[n])
                    if following.missing > 0:
                        continue
                    if following.course == STRAIGHT:
                        straight[n_straight] = t
                        n_straight += 1
                    else:
                        n_timers, n_turns = _let_begin(desk, first, n_timers, n_turns, following, t, here)
        if n_straight == 0:
            return n_timers, n_turns
        n_straight -= 1
        s, op = straight[n_straight], REQUEST
        at = live[first + s].since


@_jit
def _future(rules, chance, tables, seed, index, j, draws, r, bench, times, desk):
    """Take every project through its route in replication r of the draws; the times go into that of the times.

    What the draws do not hold yet (NaN) is drawn when it is needed: as replication `index`, entry j of the bench.
    """
    horizon, pools = rules.horizon_days[0], len(rules.pool_rule)
    projects, (width, round_columns, recall_columns) = len(rules.graph_of), rules.widths
    graph_of, nodes, tenders = rules.graph_of, rules.nodes, rules.tenders
    version_days, tender_of = rules.version_days, rules.tender_of
    totals, lengths, origins = rules.tables, rules.table_lengths, rules.origin_days
    calendars = totals, lengths, origins, rules.day_of_work
    first_place, overlap_days = rules.first_place, rules.overlap_days
    cut_days, cut_shares, delivered = rules.cut_days, rules.cut_shares, draws.delivered[r]
    live, timers, pending, waiting = desk.live, desk.timers, desk.pending, desk.waiting
    next_days, winners, queues, free = desk.next_days, desk.winners, desk.queues, desk.free
    queued, given, woken, due = desk.queued, desk.given, desk.woken, desk.due
    ready, turns = desk.ready, desk.turns
    work_days, start_days = draws.work_days[r], draws.start_days[r]
    stock_amount, reissue_days = draws.stock_amount[r], draws.reissue_days[r]
    round_work, round_luck, gap_days = draws.round_work[r], draws.round_luck[r], draws.gap_days[r]
    stall_budget, grace_days, lapse_luck = draws.stall_budget[r], draws.grace_days[r], draws.lapse_luck[r]
    market_days, market_states = draws.market_days[r], draws.market_states[r]
    likelihoods, hazards = draws.likelihoods[r], draws.hazards_per_day[r]
    requested, started, ended = times.requested[r], times.started[r], times.ended[r]
    reissued, fallback, lapsed = times.reissued[r], times.fallback[r], times.lapsed[r]
    noticed, supplied = times.noticed[r], times.supplied[r]
    own_times = requested, noticed, supplied, started, ended
    round_started, round_ended = times.round_started[r], times.round_ended[r]
    stalled, recalled, resumed = times.stalled[r], times.recalled[r], times.resumed[r]
    for giver in range(len(free)):
        free[giver], queued[giver], due[giver] = rules.level[giver], 0, math.inf
        desk.returning[giver], desk.changed[giver] = 0, rules.first_change[giver]
    to_draw, n_to_draw = 0, 0
    now, n_given, n_woken, leaves = 0.0, 0, 0, len(next_days) >> 1
    for p in range(projects):
        first, base, count = p * width, graph_of[p] * width, 0
        oldest, soonest = 0.0, math.inf
        for n in range(first, first + rules.node_count[graph_of[p]]):
            live[n] = rules.start[n]
        for i in range(rules.first_begin[p], rules.first_begin[p + 1]):
            s = rules.begins[i]
            n = first + s
            entry = live[n]
            if rules.state[n] == UNDER_WAY:
                started[n] = entry.issued = start_days[n]
                oldest = min(oldest, start_days[n])
                pool = nodes[base + s].pool
                if pool != NONE:
                    free[pool] -= 1.0
            elif rules.enters_at_entry[p]:
                entry.since = max(draws.entry_days[r, p], 0.0)
                if not entry.since < horizon:
                    continue
            if entry.course == STRAIGHT or (entry.course == IN_ITS_TURN and entry.op == GO_ON):
                given[n_given].project, given[n_given].node = p, s
                n_given += 1
            else:
                count = _add_timer(timers, first, count, entry.since, s, entry.op == REQUEST)
                soonest = min(soonest, entry.since)
        pending[p], waiting[p], next_days[leaves + p] = count, 0, soonest
        if oldest < 0.0:
            for n in range(first, first + rules.node_count[graph_of[p]]):
                if rules.state[n] != UNDER_WAY:
                    live[n].issued = oldest
    for i in range(leaves - 1, 0, -1):
        left = 2 * i
        sooner = left if next_days[left] <= next_days[left ^ 1] else left ^ 1
        next_days[i], winners[i] = next_days[sooner], winners[sooner]
    while True:
        # What goes straight on goes first: a project must not run ahead of what its own nodes have coming.
        for i in range(n_given):
            p, s = int(given[i].project), given[i].node
            before = count = pending[p]
            entry = live[p * width + s]
            count, _ = _go_straight(
                rules,
                desk,
                work_days,
                stock_amount,
                delivered,
                own_times,
                lapsed,
                p,
                s,
                entry.op,
                max(now, entry.since),
                math.nan,
                count,
                0,
            )
            pending[p], soonest = count, math.inf
            for k in range(before, count):
                soonest = min(soonest, timers[p * width + k].days)
            if soonest < next_days[leaves + p]:
                _set_next(next_days, winners, p, soonest)
        n_given = 0
        giver, soonest = _next_due(due)
        if n_woken == 0 and soonest < next_days[1]:
            # All that happens to projects at an instant comes before givers look at their queues.
            now = max(now, soonest)
            while soonest <= now:
                _take_in(rules, desk, giver, now)
                while queued[giver] > 0:
                    request = queues[first_place[giver]]
                    if request.days > now or request.amount > free[giver] + TIME_RESOLUTION:
                        break
                    free[giver] = max(free[giver] - request.amount, 0.0)
                    p, s = int(request.project), request.node
                    _drop_first(queues, first_place[giver], queued[giver])
                    queued[giver] -= 1
                    waiting[p] -= 1
                    if live[p * width + s].course in (STRAIGHT, IN_ITS_TURN):
                        given[n_given].project, given[n_given].node = p, s
                        n_given += 1
                    else:
                        pending[p] = _add_timer(timers, p * width, pending[p], now, s, 0)
                        woken[n_woken] = p
                        n_woken += 1
                _note_due(rules, desk, giver)
                giver, soonest = _next_due(due)
            continue
        if n_woken > 0:
            # Whoever was given something goes on at once, before others that have something coming then.
            n_woken -= 1
            p = int(woken[n_woken])
        else:
            now, p = next_days[1], int(winners[1])
            if not now < horizon:
                break
        first, base, count = p * width, graph_of[p] * width, pending[p]
        while True:
            # A project goes through its instants by itself, ahead of the others, as long as it waits for nothing. What
            # it gives back on the way comes at its own instant, and where requests are served by their time, one made
            # ahead waits for its time in the queue; elsewhere the project stops before it.
            here = math.inf
            for i in range(first, first + count):
                here = min(here, timers[i].days)
            if here > now and waiting[p] > 0:
                break
            n_turns, stands = 0, True
            while True:
                count, n_ready, n_turns = _take_due(
                    timers, live, first, count, here, here > now, ready, turns, n_turns
                )
                if n_ready == 0:
                    if n_turns == 0:
                        break
                    # All that ends now has ended.
                    _sort(turns, n_turns)
                    for i in range(n_turns):
                        s = turns[i]
                        entry = live[first + s]
                        if not lapsed[p] <= here:
                            ready[n_ready] = s
                            n_ready += 1
                        elif entry.held and nodes[base + entry.at].pool != NONE:
                            _give_back(rules, desk, nodes[base + entry.at].pool, 1.0, here)
                    n_turns = 0
                stands = False
                for i in range(n_ready):
                    s, at = ready[i], here
                    while True:
                        n, node, entry = first + s, nodes[base + s], live[first + s]
                        gone = lapsed[p] <= at
                        op = entry.op
                        wakes, turn = math.inf, False
                        while True:
                            if n_to_draw > 0:
                                # What `op` needs and is not there: it begins again with it.
                                _draw_later(
                                    chance, tables, seed, to_draw, n_to_draw, index, j, r, draws, bench
                                )
                                n_to_draw = 0
                            if op == WORK_DONE:
                                if node.pool != NONE:
                                    _give_back(rules, desk, node.pool, 1.0, at)
                                op = END
                            if op == REQUEST:
                                requested[n] = at
                                op = TAKE_STOCK
                                if node.notice != NONE:
                                    notice = live[first + node.notice]
                                    if at - notice.issued > node.notice_valid_days:
                                        if math.isnan(reissue_days[n, 0]):
                                            op, to_draw, n_to_draw = REQUEST, chance.reissue_draws[n], 1
                                            continue
                                        reissued[n] = notice.issued = at
                                        version = _version(version_days, base + node.notice, at)
                                        calendar, work = (
                                            nodes[base + node.notice].calendar,
                                            reissue_days[n, version],
                                        )
                                        notice.over = _end(calendars, calendar, at, work)
                                    if notice.over > at:
                                        op, wakes, turn = TAKE_STOCK, notice.over, True
                                        break
                            if op == END or (op == TAKE_STOCK and entry.course == IN_ITS_TURN):
                                if op == END:
                                    ended[n] = at
                                count, n_turns = _go_straight(
                                    rules,
                                    desk,
                                    work_days,
                                    stock_amount,
                                    delivered,
                                    own_times,
                                    lapsed,
                                    p,
                                    s,
                                    op,
                                    at,
                                    here,
                                    count,
                                    n_turns,
                                )
                                op = entry.op
                                break
                            if op == TAKE_STOCK:
                                noticed[n] = at
                                entry.at, entry.after = s, BEGIN
                                op = TAKE_SLOT
                                if node.stock != NONE and stock_amount[n] > 0.0:
                                    op, giver = STOCK_TAKEN, pools + node.stock
                                    _ask(rules, desk, giver, 0.0, at, n, p, s, stock_amount[n])
                                    break
                                supplied[n] = at
                            if op == STOCK_TAKEN:
                                if gone:
                                    _give_back(rules, desk, pools + node.stock, stock_amount[n], at)
                                    break
                                op, supplied[n] = TAKE_SLOT, at
                            if op == RESUME:
                                entry.at, entry.after = s, RESUMED
                                op = TAKE_SLOT
                            if op == AGAIN:
                                entry.at, entry.again, entry.number, entry.held = (
                                    node.recall_rounds_node,
                                    1,
                                    0,
                                    0,
                                )
                                op = NEXT_ROUND
                            if op == NEXT_ROUND:
                                entry.after = ROUND
                                op = ROUND if entry.held else TAKE_SLOT
                            if op == TAKE_SLOT:
                                pool = nodes[base + entry.at].pool
                                op = SLOT_TAKEN
                                if pool != NONE:
                                    if at > now and rules.pool_rule[pool] != FIRST_COME:
                                        op, wakes = TAKE_SLOT, at
                                        break
                                    rank, place = 0.0, first + entry.at
                                    if at < rules.pool_rule_days[pool]:
                                        rank = -math.inf
                                    elif rules.pool_rule[pool] == MOST_HOMES_FIRST:
                                        rank = -float(draws.row_homes[r, p])
                                    elif rules.pool_rule[pool] != FIRST_COME:
                                        rank = rules.remaining_days[place]
                                    _ask(rules, desk, pool, rank, at, place, p, s, 1.0)
                                    break
                            if op == SLOT_TAKEN:
                                op = entry.after
                                if gone:
                                    if nodes[base + entry.at].pool != NONE:
                                        _give_back(rules, desk, nodes[base + entry.at].pool, 1.0, at)
                                    if op == BEGIN and node.stock != NONE:
                                        _give_back(rules, desk, pools + node.stock, stock_amount[n], at)
                                    break
                            if op == RESUMED:
                                resumed[p * recall_columns + node.recall_column, entry.recalls] = at
                                entry.recalls += 1
                                op = WORK
                            if op in (BEGIN, GO_ON):
                                column = p * round_columns + node.rounds_column
                                if node.rounds_column != NONE and math.isnan(
                                    round_luck[column, entry.rounds_held]
                                ):
                                    to_draw = chance.round_draws[column] + 3 * entry.rounds_held
                                    n_to_draw = 3
                                    continue
                                version = 0
                                entry.at = s
                                if op == BEGIN:
                                    started[n] = entry.issued = at
                                    if node.versions > 1:
                                        version = _version(version_days, base + s, at)
                                    if node.overlaps:
                                        last = node.first_successor + node.successors
                                        for place in range(node.first_successor, last):
                                            if at < overlap_days[place]:
                                                continue
                                            t = rules.successors[place]
                                            following = live[first + t]
                                            following.missing -= 1
                                            following.since = max(following.since, at)
                                            if following.missing == 0:
                                                count, n_turns = _let_begin(
                                                    desk, first, count, n_turns, following, t, at
                                                )
                                op = WORK
                                if node.rounds_column == NONE:
                                    entry.work = work_days[n, version]
                                elif tender_of[base + s, version] == NONE:
                                    entry.work = round_work[column, version, entry.rounds_held]
                                    entry.rounds_held += 1
                                else:
                                    op = ROUND
                                    if entry.op == GO_ON:
                                        entry.number = rules.rounds_before[p]
                                        entry.rounds_held += rules.rounds_before[p]
                            if op == WORK:
                                if node.pace:
                                    end = _end_at_pace(
                                        calendars,
                                        node,
                                        cut_days,
                                        cut_shares,
                                        delivered,
                                        started[n],
                                        at,
                                        entry.work,
                                    )
                                else:
                                    end = _end(calendars, node.calendar, at, entry.work)
                                stall = math.inf
                                if entry.recalls < node.recall_cap:
                                    budget = stall_budget[
                                        p * recall_columns + node.recall_column, entry.recalls
                                    ]
                                    hazard = hazards[node.recall_hazard]
                                    stall = _stall_time(
                                        market_days,
                                        market_states,
                                        hazard,
                                        cut_days[node.hazard_cuts],
                                        cut_shares[node.hazard_cuts],
                                        at,
                                        budget,
                                    )
                                entry.begun = at
                                op, wakes = (STALL, stall) if stall < end else (WORK_DONE, end)
                                break
                            if op == STALL:
                                if math.isnan(
                                    grace_days[p * recall_columns + node.recall_column, entry.recalls]
                                ):
                                    to_draw = (
                                        chance.recall_draws[p * recall_columns + node.recall_column]
                                        + 2 * entry.recalls
                                    )
                                    n_to_draw = 2
                                    continue
                                stalled[p * recall_columns + node.recall_column, entry.recalls] = at
                                if node.pace:
                                    entry.work -= _done_at_pace(
                                        calendars,
                                        node,
                                        cut_days,
                                        cut_shares,
                                        delivered,
                                        started[n],
                                        entry.begun,
                                        at,
                                    )
                                else:
                                    total = totals[node.calendar, : lengths[node.calendar]]
                                    entry.work -= _work_between(
                                        total, origins[node.calendar], entry.begun, at
                                    )
                                op, wakes = (
                                    RECALL,
                                    _finish_at_pace(
                                        totals[0, :0],
                                        0,
                                        at,
                                        grace_days[p * recall_columns + node.recall_column, entry.recalls],
                                        cut_days[node.grace_cuts],
                                        cut_shares[node.grace_cuts],
                                        1.0,
                                    ),
                                )
                                break
                            if op == RECALL:
                                recalled[p * recall_columns + node.recall_column, entry.recalls] = at
                                if node.pool != NONE:
                                    _give_back(rules, desk, node.pool, 1.0, at)
                                state = _state_at(market_days, market_states, at)
                                luck = lapse_luck[p * recall_columns + node.recall_column, entry.recalls]
                                lapses = luck < likelihoods[node.recall_lapse, state]
                                if lapses and not gone:
                                    lapsed[p] = at
                                op = AGAIN
                                if not (lapses or gone):
                                    wakes, turn = at, True
                                break
                            if op == ROUND:
                                host = live[first + entry.at]
                                column = p * round_columns + nodes[base + entry.at].rounds_column
                                if math.isnan(round_luck[column, host.rounds_held]):
                                    to_draw = chance.round_draws[column] + 3 * host.rounds_held
                                    n_to_draw = 3
                                    continue
                                entry.held, entry.version, entry.attempt = 1, 0, host.rounds_held
                                entry.number += 1
                                host.rounds_held += 1
                                if entry.op != GO_ON:
                                    entry.version = _version(version_days, base + entry.at, at)
                                    round_started[column, entry.attempt] = at
                                calendar = nodes[base + entry.at].calendar
                                work = round_work[column, entry.version, entry.attempt]
                                if nodes[base + entry.at].pace:
                                    begun = at if entry.op != GO_ON else start_days[n]
                                    wakes = _end_at_pace(
                                        calendars,
                                        nodes[base + entry.at],
                                        cut_days,
                                        cut_shares,
                                        delivered,
                                        begun,
                                        at,
                                        work,
                                    )
                                else:
                                    wakes = _end(calendars, calendar, at, work)
                                op = ROUND_OVER
                                break
                            if op == ROUND_OVER:
                                column, pool = (
                                    p * round_columns + nodes[base + entry.at].rounds_column,
                                    nodes[base + entry.at].pool,
                                )
                                round_ended[column, entry.attempt] = at
                                kind = tender_of[base + entry.at, entry.version]
                                likelihood, last, kept = 1.0, True, False
                                if kind != NONE:
                                    state = _state_at(market_days, market_states, at)
                                    likelihood = likelihoods[tenders[kind].success, state]
                                    last, kept = (
                                        entry.number >= tenders[kind].rounds,
                                        tenders[kind].holds_loop != 0,
                                    )
                                found = round_luck[column, entry.attempt] < likelihood
                                if found or last or gone or not kept:
                                    entry.held = 0
                                    if pool != NONE:
                                        _give_back(rules, desk, pool, 1.0, at)
                                if not found and not last:
                                    op, turn = NEXT_ROUND, True
                                    wakes = at + gap_days[column, entry.version, entry.attempt]
                                    break
                                if not found:
                                    fallback[column] = at
                                    if nodes[base + entry.at].fallback == DROP_OUT and not gone:
                                        lapsed[p] = at
                                        gone = True
                                    if gone:
                                        break
                                op = END
                                if entry.again:
                                    op, wakes, turn = RESUME, at, True
                                    break
                        entry.op = op
                        alone = i + 1 == n_ready and count == 0 and waiting[p] == 0 and math.isnan(lapsed[p])
                        if entry.course == BY_ITSELF and wakes < horizon:
                            at = wakes
                            continue
                        if turn and wakes == at:
                            if alone and n_turns == 0:
                                continue
                            turns[n_turns] = s
                            n_turns += 1
                        elif alone and n_turns == 1 and wakes == math.inf:
                            n_turns = 0
                            s, at = turns[0], here
                            continue
                        elif wakes < horizon:
                            if alone and n_turns == 0 and op != TAKE_SLOT:
                                here = at = wakes
                                continue
                            count = _add_timer(timers, first, count, wakes, s, turn)
                        break
            if stands:
                break
        pending[p] = count
        _set_next(next_days, winners, p, here)


@_jit
def _work_until(table, origin_day, days):
    """`CalendarTable.work_until` of one instant, to the last bit: the terms stand as in `np.interp`."""
    last = len(table) - 1
    if last < 0:
        return days
    if days >= origin_day + last:
        return table[last]
    if days < origin_day:
        return table[0]
    index = math.floor(days) - origin_day
    return (table[index + 1] - table[index]) * (days - (origin_day + index)) + table[index]


@_jit
def _early_entry(rules, reckoned, draws, counts, seed, index, r, times, b, latest_days):
    """31 December, over by `latest_days`, at which a block past the threshold enters the statistic; NaN for none.

    The share of building work is that of `sim.model.outcomes`, to the last bit. Luck is drawn only where it decides.
    """
    p, s, (width, _, recall_columns) = reckoned.row_of[b], reckoned.eligible_node[b], rules.widths
    n, k = p * width + s, rules.graph_of[p] * width + s
    year_end_days, start = reckoned.year_end_days, times.started[r, n]
    ready = rules.state[n] == DONE
    first_year = 0
    if not ready:
        if math.isnan(start):
            return math.nan
        first_year = reckoned.quarter_of_day[int(max(start, 0.0))] // 4
    if first_year >= len(year_end_days) or year_end_days[first_year] + 1.0 > latest_days:
        return math.nan
    node = rules.nodes[k]
    table = rules.tables[node.calendar, : rules.table_lengths[node.calendar]]
    origin_day, column = rules.origin_days[node.calendar], p * recall_columns + node.recall_column
    end, done_before, whole = math.inf, 0.0, 0.0
    if not ready:
        done_before = _work_until(table, origin_day, start)
        if not math.isnan(times.ended[r, n]):
            end = times.ended[r, n]
        if rules.state[n] == UNDER_WAY:
            whole = draws.work_days[r, n, 0] + _work_until(table, origin_day, 0.0) - done_before
        else:
            whole = draws.work_days[r, n, _version(rules.version_days, k, start)]
    for year in range(first_year, len(year_end_days)):
        at = year_end_days[year] + 1.0
        if at > latest_days:
            break
        share = 1.0
        # Where rounds are held there is no such work: whole is NaN.
        if whole > 0.0:
            done = _work_until(table, origin_day, min(at, end)) - done_before
            if node.recall_column != NONE:
                for c in range(times.stalled.shape[2]):
                    stop, go_on = times.stalled[r, column, c], times.resumed[r, column, c]
                    if math.isnan(stop):
                        break
                    go_on = at if math.isnan(go_on) else min(go_on, at)
                    until_stop = _work_until(table, origin_day, min(stop, at))
                    done -= _work_until(table, origin_day, go_on) - until_stop
            share = done / whole
        if share >= counts.early_threshold[r]:
            chance = counts.early_likelihood[r, _state_at(draws.market_days[r], draws.market_states[r], at)]
            if _uniform(seed, reckoned.key[b], reckoned.early_word[b, year], index) < chance:
                return year_end_days[year]
    return math.nan


@_jit
def _count_caps(reckoned, draws, r, times, caps):
    """Count how often a cap was met, as `sim.model.outcomes` does."""
    rounds, recalls, changes = 0, 0, 0
    fallback, recalled, market_days = times.fallback[r], times.recalled[r], draws.market_days[r]
    for column in range(len(fallback)):
        rounds += not math.isnan(fallback[column])
    for column in range(len(reckoned.last_recall)):
        last = reckoned.last_recall[column]
        recalls += last != NONE and not math.isnan(recalled[column, last])
    for w in range(len(market_days)):
        changes += market_days[w] < math.inf
    allowed = reckoned.max_switches[0]
    caps[0], caps[1], caps[2] = rounds, recalls, changes >= allowed and allowed > 0


@_jit
def _measure(rules, reckoned, draws, counts, seed, index, r, times, out, o):
    """Read the three readings off replication r of the times and draws, whose number is `index`."""
    quarters, by_block = out.homes_by_quarter[o], len(out.days) > 0
    for quarter in range(quarters.shape[0]):
        for reading in range(3):
            quarters[quarter, reading] = 0
    ended, homes, early = times.ended[r], counts.homes[r], len(reckoned.year_end_days) > 0
    counted_when_eligible = reckoned.counted_when_eligible[0]
    for b in range(len(homes)):
        p, s, h = reckoned.row_of[b], reckoned.eligible_node[b], reckoned.handed_over_node[b]
        s, h = p * rules.widths[0] + s, p * rules.widths[0] + h
        eligible, handed_over = ended[s], ended[h]
        s_before, h_before = rules.state[s] == DONE, rules.state[h] == DONE
        counted, before = (eligible, s_before) if counted_when_eligible else (handed_over, h_before)
        if before:
            # Homes ready before the data date but in no statistic enter it on the data date.
            counted = 0.0
        if counts.counted_before[r, b]:
            counted = math.nan
        elif early:
            # Homes eligible by the end of that 31 December are not early. A project that lapsed is no longer
            # reported; what it reported before stays in the statistic.
            latest = math.inf if math.isnan(counted) else counted
            if not math.isnan(times.lapsed[r, p]):
                latest = min(latest, times.lapsed[r, p])
            entry = _early_entry(rules, reckoned, draws, counts, seed, index, r, times, b, latest)
            if not math.isnan(entry):
                counted = entry
        if not math.isnan(counted):
            quarters[reckoned.quarter_of_day[int(counted)], 0] += homes[b]
        if not math.isnan(eligible):
            quarters[reckoned.quarter_of_day[int(eligible)], 1] += homes[b]
        if not math.isnan(handed_over):
            quarters[reckoned.quarter_of_day[int(handed_over)], 2] += homes[b]
        if by_block:
            missing = BEYOND_HORIZON if math.isnan(times.lapsed[r, p]) else LAPSED
            days, reason = out.days[o, b], out.reason[o, b]
            out.homes[o, b] = homes[b]
            days[0], days[1], days[2] = counted, eligible, handed_over
            reason[0] = missing if math.isnan(counted) else REACHED
            if counts.counted_before[r, b]:
                reason[0] = ALREADY_COUNTED
            reason[1] = missing if math.isnan(eligible) else REACHED
            if s_before:
                reason[1] = BEFORE_DATA_DATE
            reason[2] = missing if math.isnan(handed_over) else REACHED
            if h_before:
                reason[2] = BEFORE_DATA_DATE
    _count_caps(reckoned, draws, r, times, out.caps[o])


@_jit
def _blank(values):
    """Set all of a row to NaN."""
    for i in range(len(values)):
        values[i] = math.nan


@_jit
def _forget_draws(chance, draws, r):
    """Make room for another future: for draws that are made when needed."""
    for n in chance.reissued:
        draws.reissue_days[r, n, 0] = math.nan
    for column in range(draws.round_luck.shape[1]):
        _blank(draws.round_luck[r, column])
    for column in range(draws.grace_days.shape[1]):
        _blank(draws.grace_days[r, column])


@_jit
def _forget_times(times, r):
    """Make room for another future: for times that are read."""
    _blank(times.lapsed[r])
    _blank(times.started[r])
    _blank(times.ended[r])
    _blank(times.fallback[r])
    for column in range(times.stalled.shape[1]):
        _blank(times.stalled[r, column])
        _blank(times.recalled[r, column])
        _blank(times.resumed[r, column])


# The tasks of a batch of replications, from `low` up to `high`, each for all of them: what a processor has learnt of a
# task serves the next replication. `start` is entry 0 of the bench, `base` that of the draws and times.


def _draw(
    rules, addresses, unknowns, seen, chance, tables, task, seed, per_set, start, low, high, base,
    draws, counts, bench,
):  # fmt: skip
    """Draw what a batch of futures needs, or with `DRAW_ALL` could need."""
    calendars = rules.tables, rules.table_lengths, rules.origin_days
    for j in range(0, high - start, 4):
        counter = np.uint64(start + j) // _FOUR
        _draw_uniforms(chance.keys, chance.words, seed, counter, chance.at_once[2], bench.uniforms, j)
        keys, words = addresses.future_keys, addresses.future_words
        _draw_uniforms(keys, words, seed, counter, len(keys), bench.of_future, j)
        if per_set == 1:
            keys, words = addresses.set_keys, addresses.set_words
            _draw_uniforms(keys, words, seed, counter, len(keys), bench.of_set, j)
    for index in range(low, high):
        j, r = index - start, index - base
        if per_set > 1:
            for k in range(len(addresses.set_keys)):
                key, word = addresses.set_keys[k], addresses.set_words[k]
                bench.of_set[j, k] = _uniform(seed, key, word, index // per_set)
        if task == COUNT_ALL:
            _forget_draws(chance, draws, r)
        _draw_unknowns(unknowns, tables, j, r, draws, counts, bench)
        _draw_shared(unknowns, seed, index, rules.horizon_days[0], j, r, draws, bench)
        _draw_seen(seen, chance.laws, tables, calendars, j, r, draws, bench)
    for index in range(low, high):
        j, r = index - start, index - base
        _draw_chance(chance, tables, j, r, draws, bench)
        if task == DRAW_ALL:
            later = chance.at_once[2]
            _draw_later(chance, tables, seed, later, len(chance.draws) - later, index, j, r, draws, bench)


def _simulate(
    rules, chance, tables, task, seed, start, low, high, base, draws, bench, times, desk,
):  # fmt: skip
    """Take the projects through a batch of futures."""
    for index in range(low, high):
        if task == COUNT_ALL:
            _forget_times(times, index - base)
        _future(
            rules, chance, tables, seed, index, index - start, draws, index - base, bench, times, desk
        )  # fmt: skip


def _read_off(rules, reckoned, draws, counts, seed, start, low, high, first, times, out):
    """Measure a batch of futures."""
    for index in range(low, high):
        _measure(rules, reckoned, draws, counts, seed, index, index - start, times, out, index - first)


def _run(
    rules, addresses, unknowns, seen, chance, tables, reckoned, task, seed, per_set, first, count,
    draws, counts, bench, times, desk, out, simulate, draw, measure,
):  # fmt: skip
    """Do one of three tasks for consecutive replications, by the kernels at three addresses.

    `DRAW_ALL`: make all their draws. `SIMULATE_ALL`: fill the times from complete draws. `COUNT_ALL`: draw, simulate
    and measure, a batch at a time in the room of a batch, making only those draws that a future needs.
    """
    for start in range(first - first % 4, first + count, BATCH):
        low, high, base = max(start, first), min(start + BATCH, first + count), first
        if task == COUNT_ALL:
            base = start
        if task != SIMULATE_ALL:
            call(
                draw, rules, addresses, unknowns, seen, chance, tables, task, seed, per_set, start, low, high,
                base, draws, counts, bench,
            )  # fmt: skip
        if task != DRAW_ALL:
            call(
                simulate, rules, chance, tables, task, seed, start, low, high, base, draws, bench, times, desk
            )
        if task == COUNT_ALL:
            call(measure, rules, reckoned, draws, counts, seed, start, low, high, first, times, out)


KERNELS = {"simulate": _simulate, "draw": _draw, "measure": _read_off, "run": _run}
"""What is compiled, each apart from the others; what each is given stands in `sim.engines.compiled.machine`."""
