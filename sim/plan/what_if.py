"""A plan in which some projects go first: what no scenario states, and a question asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from sim.plan.plan import Plan


def first_in_queues(plan: Plan, rows: Collection[int]) -> Plan:
    """Put register rows first in every queue (rule 4): before pools and before stocks.

    Parameters
    ----------
    plan : Plan
    rows : collection of int
        Positions of the rows.

    Returns
    -------
    Plan
        All else is the same, the draws too.
    """
    goes_first = np.zeros_like(plan.network.goes_first)
    goes_first[list(rows)] = True
    return replace(plan, network=replace(plan.network, goes_first=goes_first))
