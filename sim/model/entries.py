"""Whether and when rows enter: luck of those that may never begin, spans of days (rule 1)."""

from __future__ import annotations

import numpy as np

from sim.array_types import Flags, Floats
from sim.plan import NONE, Chances
from sim.random import Uniforms


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


def entries_of(chances: Chances, uniforms: Uniforms) -> Floats:
    """Day on which each row enters, shape (R, P); 0 for rows under way."""
    entry = np.zeros((uniforms.count, len(chances.rows)))
    for p, row in enumerate(chances.rows):
        span = row.entry_days
        entry[:, p] = span.low
        if span.low < span.high:
            entry[:, p] += uniforms.chance(row.project, row.block, "", "entry") * (span.high - span.low)
    return entry
