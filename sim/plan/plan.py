"""The plan: a scenario as plain arrays.

`Network` is all an engine may see beside the draws; `Chances` is all the draws are made from; `Measurement` is what is
read off a trace; `Labels` names the rows and columns for readers.

Letters of the shapes: P projects (register rows); G graphs (a route with a number of blocks); S nodes of the largest
graph (a node is a step, or a step of one block); V versions of a stage by date; E nodes of a graph that
hold rounds, A rounds one of them can hold; F nodes of a graph that can stall, C recalls one of them can meet; Q pools;
N stocks; B blocks of all projects; Y target years; M states of the market. What does not apply is padded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Flags, Floats, Ints
from sim.calendars import CalendarTable
from sim.plan.chances import Chances
from sim.scenario import CarryOver

TO_DO, UNDER_WAY, DONE = 0, 1, 2
NONE = -1
FIRST_COME, MOST_HOMES_FIRST, NEAREST_COMPLETION_FIRST = 0, 1, 2
NO_FALLBACK, ASSIGN, DROP_OUT = 0, 1, 2


@dataclass(frozen=True)
class Tenders:
    """Kinds of tender, by index.

    Attributes
    ----------
    rounds : int64
        Cap on rounds.
    holds_loop : bool
        Whether the slot is held from the first round to the last.
    success : int64
        Likelihood that a round finds an investor.
    """

    rounds: Ints
    holds_loop: Flags
    success: Ints


@dataclass(frozen=True)
class Recalls:
    """Kinds of recall, by index.

    Attributes
    ----------
    cap : int64
        Most recalls.
    hazard : int64
        Hazard of a stall.
    lapse : int64
        Likelihood that a recalled project lapses.
    hazard_cut_days, hazard_cut_shares : float64 (kinds, dates)
        By how much the hazard is lower, by date; padding is infinite.
    grace_cut_days, grace_cut_shares : float64 (kinds, dates)
        Shares of the grace period cut off, by date.
    """

    cap: Ints
    hazard: Ints
    lapse: Ints
    hazard_cut_days: Floats
    hazard_cut_shares: Floats
    grace_cut_days: Floats
    grace_cut_shares: Floats


@dataclass(frozen=True)
class Paces:
    """How fast work goes under a fast track, by index.

    From each day on work runs at rate 1 / (1 - share x delivered part), until the next day.

    Attributes
    ----------
    days : float64 (kinds, dates)
        Rising; inf for padding.
    shares : float64 (kinds, dates)
        Share of the stage's time that is cut where the promise is delivered in full.
    track : int64 (kinds,)
        Fast track, whose delivered part is drawn.
    spares_lodged : bool (kinds,)
        Whether what began before the first day keeps its old pace.
    """

    days: Floats
    shares: Floats
    track: Ints
    spares_lodged: Flags


@dataclass(frozen=True)
class Network:
    """Who waits for what.

    Attributes
    ----------
    horizon_days : float
        Nothing at or after this time is simulated (days since the data date).
    graph_of : int64 (P,)
        Graph of each project.
    node_count : int64 (G,)
        Nodes of each graph; they stand in an order in which predecessors come first.
    predecessors : bool (G, S, S)
        ``predecessors[g, s, j]``: node j must have ended before node s is requested.
    overlap_days : float64 (G, S, S)
        Where node j begins on this day or later, it is enough for node s that it has begun; inf for none.
    pool_of, stock_of : int64 (G, S)
        Pool and stock of each node, `NONE` for none.
    calendar_of : int64 (G, S)
        Calendar of each node, an index into `calendars`; 0 is the plain calendar.
    version_days : float64 (G, S, V)
        Day from which each version holds; -inf for the first, inf for padding.
    tender_of : int64 (G, S, V)
        Kind of tender of each version, `NONE` for none.
    rounds_column : int64 (G, S)
        Column of the node among those that hold rounds, `NONE` for none.
    fallback : int64 (G, S)
        `ASSIGN` or `DROP_OUT` after the last failed round.
    notice_node : int64 (G, S)
        Node whose notice must be valid when this one is to start, `NONE` for none.
    notice_valid_days : float64 (G, S)
        How long it is valid from its issue.
    recall_of, recall_column, recall_rounds_node : int64 (G, S)
        Kind of recall, column among the nodes that can stall, node whose rounds are held again; `NONE` for none.
    pace_of : int64 (G, S)
        Pace of the node's work, `NONE` where no fast track covers it.
    state : int8 (P, S)
        `TO_DO`, `UNDER_WAY` or `DONE` on the data date.
    rounds_before : int64 (P,)
        Rounds already lost by a project under way in a tender.
    ended : bool (P,)
        Projects that ended before the data date without being completed: nothing is left to do, nothing is reached.
    enters_at_entry : bool (P,)
        Projects not started: their first nodes are requested at their entry day; all others act from day 0.
    goes_first : bool (P,)
        Projects whose requests go before all others in every queue, by time among themselves: see `first_in_queues`.
    remaining_days : float64 (P, S)
        Median days from the request of a node to the end of the project on its longest path, waits aside.
    pool_rule : int64 (Q,)
        `FIRST_COME`, `MOST_HOMES_FIRST` or `NEAREST_COMPLETION_FIRST`.
    pool_rule_days : float64 (Q,)
        Day from which the rule holds for requests (-inf: always); those made before go first, in their order.
    pool_change_days, pool_change_slots : float64, int64 (Q, changes)
        Capacities by date; the first column is day 0, padding is infinite.
    stock_change_days, stock_change_amounts : float64 (N, changes)
        Additions by date; the first column is the level on day 0, padding is infinite.
    tenders, recalls, paces : Tenders, Recalls, Paces
        Kinds by index.
    calendars : tuple of CalendarTable
        Calendars by index.
    """

    horizon_days: float
    graph_of: Ints
    node_count: Ints
    predecessors: Flags
    overlap_days: Floats
    pool_of: Ints
    stock_of: Ints
    calendar_of: Ints
    version_days: Floats
    tender_of: Ints
    rounds_column: Ints
    fallback: Ints
    notice_node: Ints
    notice_valid_days: Floats
    recall_of: Ints
    recall_column: Ints
    recall_rounds_node: Ints
    pace_of: Ints
    state: NDArray[np.int8]
    rounds_before: Ints
    ended: Flags
    enters_at_entry: Flags
    goes_first: Flags
    remaining_days: Floats
    pool_rule: Ints
    pool_rule_days: Floats
    pool_change_days: Floats
    pool_change_slots: Ints
    stock_change_days: Floats
    stock_change_amounts: Floats
    tenders: Tenders
    recalls: Recalls
    paces: Paces
    calendars: tuple[CalendarTable, ...]


@dataclass(frozen=True)
class Labels:
    """Names of rows and columns; `stages` and `numbers` are by graph and node, `block_keys` by block."""

    keys: tuple[str, ...]
    projects: tuple[str, ...]
    blocks: tuple[str, ...]
    block_keys: tuple[tuple[str, str], ...]
    stages: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[int, ...], ...]
    pools: tuple[str, ...]
    stocks: tuple[str, ...]


@dataclass(frozen=True)
class TargetYears:
    """Consecutive years that have a target.

    Attributes
    ----------
    edges : float64 (Y + 1,)
        First instant of each year, and of the year after the last (days since the data date; the first may be below 0).
    homes : int64 (Y,)
        Target of each year alone.
    done : int64 (Y,)
        Homes entered in the statistic in that year before the data date.
    carry_over : str
        Rule by which earlier years change a year's target, as the scenario states it.
    """

    edges: Floats
    homes: Ints
    done: Ints
    carry_over: CarryOver


@dataclass(frozen=True)
class Measurement:
    """What is read off a trace.

    Attributes
    ----------
    row_of : int64 (B,)
        Register row of each block.
    eligible_node, handed_over_node : int64 (B,)
        Nodes at whose end a block's homes are eligible, handed over.
    counted_when_eligible : bool
        Whether a home not yet counted enters the statistic when eligible, else when handed over.
    push : TargetYears or None
        Years at whose ends homes may be entered before that, to meet the target; None where none may.
    quarter_days : float64 (quarters + 1,)
        First instant of each quarter from the data date's year to the horizon, and the horizon.
    first_year : int
        Year of the first quarter.
    """

    row_of: Ints
    eligible_node: Ints
    handed_over_node: Ints
    counted_when_eligible: bool
    push: TargetYears | None
    quarter_days: Floats
    first_year: int


@dataclass(frozen=True)
class Plan:
    """A scenario ready to be simulated."""

    data_date: date
    network: Network
    chances: Chances
    measurement: Measurement
    labels: Labels
