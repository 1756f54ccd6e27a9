"""The plan's network, the draws and the times as the compiled kernels take them: tuples of plain arrays.

Letters of the shapes as in `sim.plan.plan`; a *resource* is a pool (0 .. Q - 1) or a stock (Q .. Q + N - 1).
Annotations carry each array's type, from which the kernels' signatures are made.
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sim.engines.compiled.records import (
    BEND,
    CHANGE,
    DRAW,
    DURATION_MODEL,
    F8,
    GROUP,
    I8,
    NODE,
    NODE_STATE,
    PERIOD,
    ROW,
    SIZE,
    START,
    STOCK,
    TENDER,
    TOTAL,
    UNDER_WAY_STAGE,
    UNKNOWN,
)
from sim.engines.compiled.tables import CELL, TABLE


def array(kind: DTypeLike, dimensions: int = 1) -> Any:
    """Annotation of a C-contiguous array of a kind."""
    return Annotated[NDArray[Any], kind, dimensions, None]


def in_a_row(kind: DTypeLike, dimensions: int, axis: int = 0) -> Any:
    """Annotation of an array of which the kernels take an axis and the next as one: the nodes of all projects."""
    return Annotated[NDArray[Any], kind, dimensions, axis]


def whole(kind: type) -> Any:
    """Annotation of another tuple, handed over already."""
    return Annotated[Any, kind]


def row_of(kind: type) -> Any:
    """Annotation of one row, along the first axis, of every array of another tuple."""
    return Annotated[Any, kind, "row"]


class Rules(NamedTuple):
    """`sim.plan.plan.Network`, laid out for the kernels."""

    horizon_days: array(F8)  # (1,)
    graph_of: array(np.uint32)  # (P,)
    node_count: array(I8)  # (G,)
    widths: array(I8)  # (3,) nodes of a graph, columns of rounds and of recalls of a project
    nodes: in_a_row(NODE, 2)  # (G, S)
    successors: array(I8)  # nodes, those of one node side by side
    overlap_days: array(F8)  # likewise: day from which the node need only have begun; inf for never
    cut_days: array(F8, 2)  # (rows, dates) of paces, hazards and grace periods; inf for padding
    cut_shares: array(F8, 2)  # (rows, dates)
    version_days: in_a_row(F8, 3)  # (G, S, V)
    tender_of: in_a_row(I8, 3)  # (G, S, V)
    tenders: array(TENDER)
    state: in_a_row(np.int8, 2)  # (P, S)
    initial: in_a_row(NODE_STATE, 2)  # (P, S) where every node stands before anything happens
    opening: array(I8)  # nodes of each row that are under way or wait for no other
    first_opening: array(I8)  # (P + 1,)
    rounds_before: array(I8)  # (P,)
    ended: array(np.bool_)  # (P,)
    enters_at_entry: array(np.bool_)  # (P,)
    goes_first: array(np.bool_)  # (P,)
    remaining_days: in_a_row(F8, 2)  # (P, S)
    pool_rule: array(I8)  # (Q,)
    pool_rule_days: array(F8)  # (Q,) from when it holds
    level: array(F8)  # (resources,) slots, or amount, on the data date
    changes: array(CHANGE)  # those of a resource in the order of their days, the last of which never comes
    first_change: array(I8)  # (resources,)
    queue_start: array(I8)  # (resources + 1,) where each resource's queue begins
    tables: array(F8, 2)  # (calendars, days) cumulative work
    table_lengths: array(I8)  # (calendars,)
    origin_days: array(I8)  # (calendars,)
    day_of_work: array(np.int32, 2)  # (calendars, work + 1) first day by whose 00:00 so much work is possible


class FutureDrawArrays(NamedTuple):
    """`sim.model.draws.Draws`, what moves the projects."""

    begins: array(np.bool_, 2)
    entry_days: array(F8, 2)
    work_days: in_a_row(F8, 4, 1)
    start_days: in_a_row(F8, 3, 1)
    idle_work: in_a_row(F8, 3, 1)
    resume_days: in_a_row(F8, 3, 1)
    stock_amount: in_a_row(F8, 3, 1)
    reissue_days: in_a_row(F8, 4, 1)
    round_work: in_a_row(F8, 5, 1)
    round_luck: in_a_row(F8, 4, 1)
    gap_days: in_a_row(F8, 5, 1)
    assign_work: in_a_row(F8, 4, 1)
    stall_budget: in_a_row(F8, 4, 1)
    grace_days: in_a_row(F8, 4, 1)
    lapse_luck: in_a_row(F8, 4, 1)
    likelihoods: array(F8, 3)
    hazards_per_day: array(F8, 3)
    market_days: array(F8, 2)
    market_states: array(I8, 2)
    delivered: array(F8, 2)
    row_homes: array(I8, 2)


class TimeArrays(NamedTuple):
    """`sim.model.trace.Trace`."""

    requested: in_a_row(F8, 3, 1)
    started: in_a_row(F8, 3, 1)
    ended: in_a_row(F8, 3, 1)
    reissued: in_a_row(F8, 3, 1)
    noticed: in_a_row(F8, 3, 1)
    supplied: in_a_row(F8, 3, 1)
    round_started: in_a_row(F8, 4, 1)
    round_ended: in_a_row(F8, 4, 1)
    fallback: in_a_row(F8, 3, 1)
    assigned: in_a_row(F8, 4, 1)
    stalled: in_a_row(F8, 4, 1)
    recalled: in_a_row(F8, 4, 1)
    resumed: in_a_row(F8, 4, 1)
    lapsed: array(F8, 2)


class LookupArrays(NamedTuple):
    """Functions of a real number, end to end; see `sim.engines.compiled.tables.lookup`."""

    tables: array(TABLE)
    cells: array(CELL)
    bins: array(np.int32)


class Addresses(NamedTuple):
    """Addresses with one uniform a set of unknown numbers, and those with one a future that do not belong to a node.

    Elsewhere in this room an *address* is an index into one of these two lists; draws of nodes stand in `ChanceArrays`.
    """

    set_keys: array(np.uint64)
    set_words: array(np.uint64)
    future_keys: array(np.uint64)
    future_words: array(np.uint64)


class Unknowns(NamedTuple):
    """What is unknown in `sim.plan.chances.Chances`, in the order in which it is drawn."""

    shared_key: array(np.uint64)  # (1,) key word of what all projects share
    unknowns: array(UNKNOWN)
    groups: array(GROUP)
    days_per_unit: array(F8)  # (models,) of each duration model
    model_unknowns: array(I8)  # (models,) -1 for none
    likelihood_tables: array(I8, 2)  # (likelihoods, M) -1 where it is known
    likelihood_means: array(F8, 2)  # (likelihoods, M)
    likelihood_addresses: array(I8)
    hazards_per_day: array(F8, 2)  # (hazards, M)
    hazard_unknowns: array(I8)  # -1 for none
    starts: array(START)
    periods: array(PERIOD)  # those of one stock side by side
    period_days: array(F8)  # the days of `periods`, contiguous
    rows: array(ROW)  # (P,)
    totals: array(TOTAL)
    members: array(I8)  # rows, those of one homes group side by side
    blocks_of: array(I8)  # (P,) blocks of each row
    passages_per_day: array(F8, 2)  # (M, M)
    market: array(I8)  # (2,) initial state, most passages
    stay_words: array(np.uint64)
    next_words: array(np.uint64)
    account_address: array(I8)  # (1,)
    account_ends: array(F8)  # cumulative weights of the accounts up to the last that is possible
    account_totals: array(I8, 2)  # (accounts, 2) fewest and most homes of its rows whose homes are not known
    account_first: array(I8)  # (accounts + 1,) where its rows begin among
    account_rows: array(I8)  # rows whose homes are drawn given that they add up
    rest_first: array(
        I8
    )  # (account rows + 1,) where the distribution function of what comes after begins among
    rest_low: array(I8)  # (account rows,) fewest homes that do
    rests: array(F8)
    counted_in: array(np.bool_, 2)  # (accounts, B)
    push_tables: array(
        I8
    )  # (2,) of the share that can be entered (-1 for no push), of homes beyond the target
    push_share: array(I8)  # (1,) address of that share,
    push_luck: array(I8)  # (Y,) of each year's luck
    push_beyond: array(I8)  # (Y,) and of its homes beyond the target
    delivered: array(UNKNOWN)  # part of its promise that each fast track delivers
    factor_addresses: array(I8)  # (common factors,) of each future


class UnderWayArrays(NamedTuple):
    """Stages under way on the data date."""

    stages: array(UNDER_WAY_STAGE)
    log_spent: array(
        F8
    )  # (cells,) those of one stage side by side: log of the work since the middle of each cell of starts
    stops: array(F8, 2)  # (stops, 2) begin and end, days; those of one stage side by side
    log_told: array(F8)  # likewise: log of the whole work that a reported share speaks for
    starts: array(F8)  # edges of cells, likewise: one more than cells for each stage


class ChanceArrays(NamedTuple):
    """Addresses of chance, and what is drawn there."""

    models: array(DURATION_MODEL)
    slopes: array(F8)  # (factors,) square root of the share of variance in common
    inverses: array(F8)  # (factors,) one over that of the rest
    at_once: array(I8)  # (3,) ends of the durations, stall budgets and luck that every future needs
    works: array(I8)  # (1,) how many of these durations are work of nodes, which stand first
    lines: array(
        F8, 2
    )  # (4, durations) logarithm: offset, slope in its own score, in its factor, in its log size
    line_of: array(np.int32, 2)  # (4, durations) draw, factor, model, size
    goes_to: array(np.int32, 2)  # (2, durations) position, as of the draw, and version of the statute
    bends: array(BEND)  # durations of which `lines` gives the score, not the logarithm
    sizes: array(SIZE)
    round_draws: in_a_row(I8, 2)  # (P, E) first draw of a node's rounds
    draws_a_round: in_a_row(I8, 2)  # (P, E) draws of each of them
    recall_draws: in_a_row(I8, 2)  # (P, F) first draw of a node's recalls: two for each recall
    reissued: array(I8)  # nodes of all projects before which a notice may be issued again
    reissue_draws: in_a_row(I8, 2)  # (P, S) draw of a notice issued again
    draws: array(DRAW)  # (D,)
    keys: array(np.uint64)  # (D,)
    words: array(np.uint64)  # (D,)
    draw_models: array(np.int32, 2)  # (D, V) duration model under each version of the statute, -1 for none
    stocks: array(STOCK)


class CountDraws(NamedTuple):
    """`sim.model.draws.Draws`, what is counted."""

    homes: array(I8, 2)
    counted_before: array(np.bool_, 2)
    push_share: array(F8)
    push_luck: array(F8, 2)
    push_beyond: array(F8, 2)


class Measured(NamedTuple):
    """`sim.plan.plan.Measurement`, and what else is counted; Y is 0 where there is no push."""

    row_of: array(I8)  # (B,)
    eligible_node: array(I8)  # (B,)
    handed_over_node: array(I8)  # (B,)
    counted_when_eligible: array(np.bool_)  # (1,)
    edges: array(F8)  # (Y + 1,) of target years
    targets: array(I8)  # (Y,)
    done: array(I8)  # (Y,)
    last_quarter: array(I8)  # (Y,)
    carries: array(
        np.bool_
    )  # (2,) whether a year hands on what it had beyond its target, and also what it lacked
    push_likelihood: array(I8)  # (1,)
    quarter_of_day: array(np.int16)  # (horizon_days,) quarter of each day from the data date
    last_recall: in_a_row(I8, 2)  # (P, F) last recall allowed, `NONE` where a project has no such column
    max_switches: array(I8)  # (1,)


class Counted(NamedTuple):
    """`sim.model.outcomes.Outcomes`; the last four have no rows where blocks are not asked for."""

    homes_by_quarter: array(I8, 3)  # (R, N, 3)
    early: array(I8, 2)  # (R, Y)
    caps: array(I8, 2)  # (R, 3)
    never_begun: array(I8, 2)  # (R, 2)
    homes: array(I8, 2)  # (R, B)
    days: array(F8, 3)  # (R, B, 3)
    reason: array(np.int8, 3)  # (R, B, 3)
    block_early: array(np.int32, 3)  # (R, B, Y)
