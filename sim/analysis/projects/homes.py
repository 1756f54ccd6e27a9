"""Homes of every year, project by project, and what would be left of them without each project.

Without a project its homes count nothing; all else stays as it is in that future: slots, stocks, the sizes of a homes
group, the market, the luck of every push. The push at the end of a year and what a year hands on to the next are
reckoned anew, by the same functions as for the city as a whole (`sim.model.early_homes`).
"""

from __future__ import annotations

import numpy as np

from sim.analysis.projects.units import Units
from sim.array_types import Flags, Floats, Ints
from sim.model import BlockOutcomes, PushFacts, early_homes
from sim.plan import Plan
from sim.scenario import Reading

_CELLS = 400_000
"""Blocks of all pairs of future and project that are reckoned anew at a time."""


def homes_by_unit(
    plan: Plan, units: Units, blocks: BlockOutcomes, at: Floats, early: Ints, reading: Reading
) -> Ints:
    """Homes of each row of the answer in each calendar year, those that enter early included.

    Parameters
    ----------
    plan : Plan
    units : Units
    blocks : BlockOutcomes
    at : float64 (R, B)
        When the homes of a block reach the reading at their milestone, days; NaN where they do not.
    early : int64 (R, B, Y)
        Homes that enter the statistic early, by target year.
    reading : {"counted", "eligible", "handed_over"}

    Returns
    -------
    int64 (R, U, years)
        From the data date's year to the last simulated one.
    """
    counted = reading == "counted"
    rest = blocks.homes - early.sum(axis=2) if counted else blocks.homes
    by_unit = _added_up(_year_of(plan, at), rest, units.of_block, units.count, _years(plan))
    if counted:
        for i, year in enumerate(_push_years(plan)):
            for b in np.flatnonzero(early[:, :, i].any(axis=0)).tolist():
                by_unit[:, units.of_block[b], year] += early[:, b, i]
    return by_unit


def homes_without(
    plan: Plan, units: Units, facts: PushFacts, homes: Ints, by_unit: Ints, reading: Reading
) -> Ints:
    """Homes of all projects in each calendar year, were those of one row of the answer to count nothing.

    Parameters
    ----------
    plan : Plan
    units : Units
    facts : PushFacts
    homes : int64 (R, B)
    by_unit : int64 (R, U, years)
        As `homes_by_unit` gives them.
    reading : {"counted", "eligible", "handed_over"}

    Returns
    -------
    int64 (R, U, years)
    """
    without = by_unit.sum(axis=1)[:, None] - by_unit
    if reading != "counted" or facts.years is None:
        return np.asarray(without)
    future, unit = _to_reckon(units, facts)
    width = max(_CELLS // max(homes.shape[1], 1), 1)
    for first in range(0, len(future), width):
        pairs = slice(first, first + width)
        f, u = future[pairs], unit[pairs]
        without[f, u] = _anew(plan, facts.of(f), np.where(units.of_block == u[:, None], 0, homes[f]))
    return np.asarray(without)


def _to_reckon(units: Units, facts: PushFacts) -> tuple[Ints, Ints]:
    """Pairs of future and row of the answer in which a push may differ.

    In all others nothing but the row's own homes is missing: no push can be made, or none of its homes is in the
    statistic, or could be, by the end of the last target year.
    """
    assert facts.years is not None
    matters: Flags = facts.counted < facts.years.edges[-1]
    matters |= facts.may_enter.any(axis=1)
    of_unit = np.zeros((len(matters), units.count), dtype=np.bool_)
    for b, u in enumerate(units.of_block.tolist()):
        of_unit[:, u] |= matters[:, b]
    of_unit &= facts.lucky.any(axis=1, keepdims=True)
    future, unit = np.nonzero(of_unit)
    return future, unit


def _anew(plan: Plan, facts: PushFacts, homes: Ints) -> Ints:
    """Homes of each year in the statistic, shape (pairs, years)."""
    early = early_homes(facts, homes)
    rest, everything = homes - early.sum(axis=2), np.zeros(homes.shape[1], dtype=np.int64)
    by_year = _added_up(_year_of(plan, facts.counted), rest, everything, 1, _years(plan))[:, 0]
    by_year[:, list(_push_years(plan))] += early.sum(axis=1)
    return by_year


def _years(plan: Plan) -> int:
    return (len(plan.measurement.quarter_days) - 1) // 4


def _year_of(plan: Plan, days: Floats) -> Ints:
    """Calendar year of each instant, from 0; as many as there are years for what is never reached."""
    edges = plan.measurement.quarter_days[::4]
    return np.asarray(np.searchsorted(edges, np.where(np.isnan(days), np.inf, days), side="right") - 1)


def _push_years(plan: Plan) -> tuple[int, ...]:
    """Calendar year, from 0, at whose end each push is made."""
    push = plan.measurement.push
    return () if push is None else tuple(_year_of(plan, push.edges[1:] - 1.0).tolist())


def _added_up(year: Ints, homes: Ints, group: Ints, groups: int, years: int) -> Ints:
    """Homes by group and year, shape (R, groups, years); what lies after the last year is left out."""
    cell = (np.arange(len(homes))[:, None] * groups + group) * (years + 1) + np.minimum(year, years)
    sums = np.bincount(cell.ravel(), weights=homes.ravel(), minlength=len(homes) * groups * (years + 1))
    return sums.reshape(len(homes), groups, years + 1)[:, :, :years].astype(np.int64)
