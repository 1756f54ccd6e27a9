"""The rounds of tenders, and stalls and recalls of investors: operations of a node, see `steps`."""

import math

from sim.engines.compiled.jit import inlined, jitted
from sim.engines.compiled.kernels.durations import draw_when_needed
from sim.engines.compiled.kernels.queues import give_back
from sim.engines.compiled.kernels.work import end_of_grace, finish_work, version_at, work_done
from sim.engines.compiled.records import ASSIGNED, END, GO_ON, NEXT_ROUND, NOW, RESUME, ROUND_OVER
from sim.model import state_at
from sim.plan import DROP_OUT, NONE


@jitted
def draw_round(future, column, attempt):
    """Make the draws of a round (work, luck, gap, assignment) where they are not made yet (rule 5).

    Mirrors `_Drawing._rounds` of `sim.model.drawing`.

    Parameters
    ----------
    future : FutureArrays
    column : int
        Rounds of a node, as a column among those of all rows, one row after the other.
    attempt : int
        Round of that node, from 0.
    """
    if math.isnan(future.draws.round_luck[column, attempt]):
        count = future.chance.draws_a_round[column]
        draw_when_needed(future, future.chance.round_draws[column] + count * attempt, count)


@inlined
def hold_round(future, p, s, at):
    """Hold a round of the node's host (rule 5).

    Mirrors the first half of the loop in `Simulation._rounds` of the reference.

    Returns
    -------
    float
        Instant at which the round is over, days.
    """
    rules, events, draws = future.rules, future.events, future.draws
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    state = events.states[first + s]
    host, node = events.states[first + state.host], rules.nodes[base + state.host]
    column = p * rules.widths[1] + node.rounds_column
    draw_round(future, column, host.rounds_held)
    state.holds_slot, state.version, state.attempt = 1, 0, host.rounds_held
    state.round_number += 1
    host.rounds_held += 1
    begun = at
    # The round under way on the data date began before it.
    if state.op == GO_ON:
        begun = draws.start_days[first + s]
    else:
        state.version = version_at(rules, base + state.host, at)
        future.times.round_started[column, state.attempt] = at
    return finish_work(future, node, begun, at, draws.round_work[column, state.version, state.attempt])


@inlined
def end_round(future, p, s, at):
    """End a round: an investor is found, another round follows after the gap, or the fallback holds (rule 5).

    Mirrors the second half of the loop in `Simulation._rounds` of the reference.

    Returns
    -------
    int, float
        Next operation and its instant: `NEXT_ROUND`, `ASSIGNED`, `END`, or after a recall `RESUME`; inf where the
        project lapsed.
    """
    rules, events, draws, times = future.rules, future.events, future.draws, future.times
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    state = events.states[first + s]
    node = rules.nodes[base + state.host]
    column, gone = p * rules.widths[1] + node.rounds_column, times.lapsed[p] < at
    times.round_ended[column, state.attempt] = at
    kind = rules.tender_of[base + state.host, state.version]
    likelihood, last, kept = 1.0, True, False
    if kind != NONE:
        likelihood = _likelihood(draws, rules.tenders[kind].success, at)
        last, kept = state.round_number >= rules.tenders[kind].rounds, rules.tenders[kind].holds_loop != 0
    found = draws.round_luck[column, state.attempt] < likelihood
    if found or last or gone or not kept:
        state.holds_slot = 0
        if node.pool != NONE:
            give_back(rules, events, node.pool, 1.0, at)
    if not found and not last:
        return NEXT_ROUND, at + draws.gap_days[column, state.version, state.attempt]
    if not found:
        times.fallback[column] = at
        if node.fallback == DROP_OUT and not times.lapsed[p] <= at:
            times.lapsed[p] = at
        if gone or node.fallback == DROP_OUT:
            return ROUND_OVER, math.inf
        work = draws.assign_work[column, state.attempt]
        if work > 0.0:
            return ASSIGNED, finish_work(future, node, at, at, work)
    if state.after_recall:
        return RESUME, at
    return END, NOW


@inlined
def assigned(future, p, s, at):
    """Note that an investor has been assigned, where that takes time (rule 5).

    Mirrors the end of `Simulation._assign` of the reference.

    Returns
    -------
    int, float
        Next operation and its instant: `END`, or after a recall `RESUME`.
    """
    rules = future.rules
    state = future.events.states[p * rules.widths[0] + s]
    node = rules.nodes[rules.graph_of[p] * rules.widths[0] + state.host]
    future.times.assigned[p * rules.widths[1] + node.rounds_column, state.attempt] = at
    if state.after_recall:
        return RESUME, at
    return END, NOW


@inlined
def _likelihood(draws, k, at):
    """Likelihood in the state of the market at an instant (rules 5 and 6).

    Mirrors `Asking._likelihood` of the reference.

    Parameters
    ----------
    k : int
        Which of `draws.likelihoods`.

    Returns
    -------
    float
        0 to 1.
    """
    state = state_at(draws.market_days, draws.market_states, at)
    return draws.likelihoods[k, state]


@inlined
def stall(future, p, s, at):
    """Stop the work of a node whose investor stalls (rule 6).

    Mirrors `Simulation._work` of the reference from the stall on, and the beginning of `_recall`.

    Returns
    -------
    float
        End of the period of grace, days.
    """
    rules, draws, times = future.rules, future.draws, future.times
    n = p * rules.widths[0] + s
    state, node = future.events.states[n], rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    column = p * rules.widths[2] + node.recall_column
    if math.isnan(draws.grace_days[column, state.recalls]):
        draw_when_needed(future, future.chance.recall_draws[column] + 2 * state.recalls, 2)
    times.stalled[column, state.recalls] = at
    state.work_left -= work_done(future, node, times.started[n], state.begun_days, at)
    return end_of_grace(rules, node, at, draws.grace_days[column, state.recalls])


@inlined
def recall(future, p, s, at):
    """Recall an investor; the project lapses, or the rounds are held again (rule 6).

    Mirrors `Simulation._recall` of the reference.

    Returns
    -------
    float
        Instant at which the rounds begin again, days; inf where the project has lapsed.
    """
    rules, draws, times = future.rules, future.draws, future.times
    n = p * rules.widths[0] + s
    state, node = future.events.states[n], rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    column, gone = p * rules.widths[2] + node.recall_column, times.lapsed[p] <= at
    times.recalled[column, state.recalls] = at
    if node.pool != NONE:
        give_back(rules, future.events, node.pool, 1.0, at)
    lapses = draws.lapse_luck[column, state.recalls] < _likelihood(draws, node.recall_lapse, at)
    if lapses and not gone:
        times.lapsed[p] = at
    return math.inf if lapses or gone else at
