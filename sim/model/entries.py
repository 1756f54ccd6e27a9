"""Whether and when rows enter: luck of those that may never begin, spans of days, start hazards (rule 1)."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from sim.array_types import Flags, Floats, Ints
from sim.model.market_path import event_time
from sim.plan import NONE, Chances, StartModel
from sim.random import SHARED, Uniforms


def begins_of(chances: Chances, likelihoods: Floats, uniforms: Uniforms) -> Flags:
    """Whether each row ever begins, shape (R, P).

    Parameters
    ----------
    chances : Chances
    likelihoods : float64 (R, likelihoods, M)
        Chances as drawn; that of a class is the same in every state of the market.
    uniforms : Uniforms
    """
    begins = np.ones((uniforms.count, len(chances.rows)), dtype=np.bool_)
    for p, row in enumerate(chances.rows):
        if row.never_begins != NONE:
            # The address holds no block: the rows of one project have one luck.
            luck = uniforms.chance(row.project, "", "", "begins")
            begins[:, p] = luck >= likelihoods[:, row.never_begins, 0]
    return begins


def entries_of(
    chances: Chances, uniforms: Uniforms, hazards: Floats, market_days: Floats, market_states: Ints
) -> Floats:
    """Day on which each row enters, shape (R, P); 0 for rows under way, inf where a hazard never adds up.

    Parameters
    ----------
    chances : Chances
    uniforms : Uniforms
    hazards : float64 (R, hazards, M)
        A day, as drawn.
    market_days, market_states : float64 (R, W), int64 (R, W + 1)
        Path of the market.
    """
    cuts = [start_cuts_of(model, uniforms) for model in chances.starts]
    market = list(zip(market_days.tolist(), market_states.tolist(), strict=True))
    entry = np.zeros((uniforms.count, len(chances.rows)))
    for p, row in enumerate(chances.rows):
        span = row.entry_days
        entry[:, p] = span.low
        if row.start_hazard != NONE:
            model, shares = chances.starts[row.start_hazard], cuts[row.start_hazard].tolist()
            budget = -np.log1p(-uniforms.chance(row.project, row.block, "", "entry"))
            by_state, days = hazards[:, model.hazard].tolist(), model.days.tolist()
            for r, path in enumerate(market):
                entry[r, p] = event_time(*path, by_state[r], days, shares[r], span.low, float(budget[r]))
        elif span.low < span.high:
            entry[:, p] += uniforms.chance(row.project, row.block, "", "entry") * (span.high - span.low)
    return entry


def start_cuts_of(model: StartModel, uniforms: Uniforms) -> Floats:
    """Share by which the hazard of a stock is lower in each of its periods, below 0 where it is higher; shape (R, K).

    The factor of a calendar year is lognormal with median 1. Its address holds no stock: a fast year is one for all.
    """
    years, index = np.unique(model.years, return_inverse=True)
    scores = [ndtri(uniforms.chance(SHARED, "", "", "starts", int(year))) for year in years]
    factors = np.exp(model.year_sigma * np.stack(scores, axis=1))[:, index]
    return np.asarray(1.0 - model.times * factors, dtype=np.float64)
