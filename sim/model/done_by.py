"""Draws of the same futures in which a step is done, or a row begins, by a day: what no scenario states.

Where it would be so by itself nothing changes but that a stage under way neither stalls nor stands still.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.model.clock import work_between
from sim.model.draws import Draws
from sim.plan import NONE, Plan

_ALWAYS = -1.0
"""A luck below every likelihood."""


def step_done_by(plan: Plan, draws: Draws, row: int, node: int, day: float) -> Draws:
    """Have a stage that was under way on the data date end by an instant, in every future.

    Its work left is at most what its calendar allows until then, its investor does not stall, and a tender round under
    way finds one. Work that stands still goes on at once. A row that might never begin does.

    Parameters
    ----------
    plan : Plan
    draws : Draws
    row, node : int
        The register row, and the node of its graph.
    day : float
        Days since the data date, above 0.

    Returns
    -------
    Draws
    """
    network, g = plan.network, int(plan.network.graph_of[row])
    table = network.calendars[network.calendar_of[g, node]]
    work = work_between(table.cumulative, table.origin_day, 0.0, day)
    begins = draws.begins.copy()
    begins[:, row] = True
    changed = replace(draws, begins=begins)
    resume_days = draws.resume_days.copy()
    # Whatever is left of the work, it goes on at once.
    resume_days[:, row, node] = 0.0
    changed = replace(changed, resume_days=resume_days)
    column, stalls = int(network.rounds_column[g, node]), int(network.recall_column[g, node])
    if column == NONE:
        work_days = draws.work_days.copy()
        work_days[:, row, node, 0] = np.minimum(work_days[:, row, node, 0], work)
        changed = replace(changed, work_days=work_days)
    else:
        attempt = int(network.rounds_before[row])
        round_work, round_luck = draws.round_work.copy(), draws.round_luck.copy()
        round_work[:, row, column, 0, attempt] = np.minimum(round_work[:, row, column, 0, attempt], work)
        round_luck[:, row, column, attempt] = _ALWAYS
        changed = replace(changed, round_work=round_work, round_luck=round_luck)
    if stalls != NONE:
        stall_budget = draws.stall_budget.copy()
        stall_budget[:, row, stalls] = np.inf
        changed = replace(changed, stall_budget=stall_budget)
    return changed


def row_begun_by(draws: Draws, row: int, day: float) -> Draws:
    """Have a row that was not started enter by an instant, in every future; one that might never begin does.

    Parameters
    ----------
    draws : Draws
    row : int
    day : float
        Days since the data date, above 0.

    Returns
    -------
    Draws
    """
    begins, entry_days = draws.begins.copy(), draws.entry_days.copy()
    begins[:, row] = True
    entry_days[:, row] = np.minimum(entry_days[:, row], day)
    return replace(draws, begins=begins, entry_days=entry_days)
