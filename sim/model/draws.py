"""The random numbers of a run, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

from sim.array_types import Flags, Floats, Ints


@dataclass(frozen=True)
class Draws:
    """Random numbers of R consecutive replications; letters of the shapes as in `sim.plan.plan`.

    Attributes
    ----------
    first : int
        Number of the first replication.
    begins : bool (R, P)
        Whether a row ever begins; one that never does takes part in nothing.
    entry_days : float64 (R, P)
        When a project not started enters; 0 for the others.
    work_days : float64 (R, P, S, V)
        Work of each node on its own calendar under each version of the law; what is left of it for nodes under way;
        NaN for nodes done and for nodes that hold rounds.
    start_days : float64 (R, P, S)
        When nodes under way began (negative); NaN for all others.
    idle_work : float64 (R, P, S)
        Work that the calendar of a node under way allowed since its start while its work stood still; 0 for others.
    resume_days : float64 (R, P, S)
        When the work of a node under way goes on: 0, the data date, but for work that has stopped; 0 for others.
    stock_amount : float64 (R, P, S)
        What a node takes from its stock.
    reissue_days : float64 (R, P, S, V)
        Work of a notice issued again before the node, under each version of the law.
    round_work : float64 (R, P, E, V, A)
        Work of each round; what is left of it for a round under way.
    round_luck : float64 (R, P, E, A)
        Uniforms: a round succeeds where its luck is below the likelihood.
    gap_days : float64 (R, P, E, V, A)
        Wait after each round that fails.
    assign_work : float64 (R, P, E, A)
        Work of assigning an investor, should that round be the last and fail; 0 where it takes no time.
    stall_budget : float64 (R, P, F, C)
        Hazard that must add up before each stall (exponential with mean 1).
    grace_days : float64 (R, P, F, C)
        Time from each stall to the recall.
    lapse_luck : float64 (R, P, F, C)
        Uniforms: a recalled project lapses where its luck is below the likelihood.
    likelihoods : float64 (R, likelihoods, M)
        Chances by state of the market.
    hazards_per_day : float64 (R, hazards, M)
        Hazards by state of the market.
    market_days : float64 (R, switches)
        When the market changes; inf for padding.
    market_states : int64 (R, switches + 1)
        Its state before the first change and after each.
    delivered : float64 (R, fast tracks)
        Part of its promise that each fast track delivers, 0 to 1.
    row_homes : int64 (R, P)
        Homes of each row.
    homes : int64 (R, B)
        Homes of each block.
    counted_before : bool (R, B)
        Whether the official statistic held the block before the data date.
    push_share : float64 (R,)
        Share of the homes under construction that a push can enter in the statistic at most; 0 where there is none.
    push_luck : float64 (R, Y)
        Uniforms: the push of a target year is made where its luck is below the likelihood. Y is 0 where there is none.
    push_beyond : float64 (R, Y)
        Homes it enters beyond what the target lacked, as a share of the year's own target.
    """

    first: int
    begins: Flags
    entry_days: Floats
    work_days: Floats
    start_days: Floats
    idle_work: Floats
    resume_days: Floats
    stock_amount: Floats
    reissue_days: Floats
    round_work: Floats
    round_luck: Floats
    gap_days: Floats
    assign_work: Floats
    stall_budget: Floats
    grace_days: Floats
    lapse_luck: Floats
    likelihoods: Floats
    hazards_per_day: Floats
    market_days: Floats
    market_states: Ints
    delivered: Floats
    row_homes: Ints
    homes: Ints
    counted_before: Flags
    push_share: Floats
    push_luck: Floats
    push_beyond: Floats
