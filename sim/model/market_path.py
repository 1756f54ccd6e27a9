"""The market's path through its states, and times on it; scalar functions keep to the subset a compiler takes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sim.array_types import Floats, Ints
from sim.plan import MarketModel
from sim.random import SHARED, Uniforms


def market_path(model: MarketModel, uniforms: Uniforms, horizon_days: float) -> tuple[Floats, Ints]:
    """Draw the states of the market from the data date on.

    Parameters
    ----------
    model : MarketModel
    uniforms : Room
        R replications.
    horizon_days : float
        Changes at or after it are left out.

    Returns
    -------
    days : float64 (R, W)
        When the state changes; inf for padding.
    states : int64 (R, W + 1)
        State before the first change and after each.
    """
    width = model.max_switches
    days = np.full((uniforms.count, width), np.inf)
    states = np.full((uniforms.count, width + 1), model.initial, dtype=np.int64)
    leaving = model.per_day.sum(axis=1)
    now = np.zeros(uniforms.count)
    for w in range(width):
        state = states[:, w]
        with np.errstate(divide="ignore"):
            now = now - np.log1p(-uniforms.chance(SHARED, "", "market", "stay", w)) / leaving[state]
        goes_on = now < horizon_days
        if not goes_on.any():
            states[:, w + 1 :] = state[:, None]
            return days[:, :w], states[:, : w + 1]
        ends = np.cumsum(model.per_day[state], axis=1)
        u = uniforms.chance(SHARED, "", "market", "next", w) * leaving[state]
        following = np.minimum((ends <= u[:, None]).sum(axis=1), len(leaving) - 1)
        days[:, w] = np.where(goes_on, now, np.inf)
        states[:, w + 1] = np.where(goes_on, following, state)
        now = np.where(goes_on, now, np.inf)
    return days, states


def state_at(market_days: Sequence[float], market_states: Sequence[int], at_days: float) -> int:
    """State of the market at an instant; a change holds from its own instant on."""
    w = 0
    while w < len(market_days) and market_days[w] <= at_days:
        w += 1
    return market_states[w]


def event_time(
    market_days: Sequence[float],
    market_states: Sequence[int],
    hazard_per_day: Sequence[float],
    cut_days: Sequence[float],
    cut_shares: Sequence[float],
    start_days: float,
    budget: float,
) -> float:
    """Instant at which the hazard met since `start_days` adds up to `budget`; inf if it never does.

    Parameters
    ----------
    market_days, market_states : sequence of float (W,), of int (W + 1,)
        Path of the market.
    hazard_per_day : sequence of float (M,)
        Hazard in each state.
    cut_days, cut_shares : sequence of float (K,)
        Share by which the hazard is lower from each day on, until the next (below 0: higher); rising, inf for padding.
    start_days : float
        Instant from which it counts.
    budget : float
        What it must add up to; exponential with mean 1 for a first event at these rates.
    """
    if budget <= 0.0:
        # Even where the hazard is 0.
        return start_days
    w = 0
    while w < len(market_days) and market_days[w] <= start_days:
        w += 1
    k, kept = 0, 1.0
    while k < len(cut_days) and cut_days[k] <= start_days:
        kept = 1.0 - cut_shares[k]
        k += 1
    at, rate = start_days, hazard_per_day[market_states[w]] * kept
    while True:
        change = market_days[w] if w < len(market_days) else math.inf
        cut = cut_days[k] if k < len(cut_days) else math.inf
        until = min(change, cut)
        if rate > 0.0 and budget <= rate * (until - at):
            return at + budget / rate
        if until == math.inf:
            return math.inf
        if change == until:
            w += 1
        if cut == until:
            kept = 1.0 - cut_shares[k]
            k += 1
        following = hazard_per_day[market_states[w]] * kept
        # What changes nothing must not change the last bits either.
        if following != rate:
            budget -= rate * (until - at)
            at, rate = until, following
