"""The plan: a scenario as plain arrays.

`Network` is all an engine may see beside the draws; `Chances` is all the draws are made from; `Labels` names the
rows and columns for readers. P projects (register rows), G routes, K steps of the longest route (shorter routes are
padded), Q pools, C capacity changes of the pool that has most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.distributions import Distribution
from sim.model.calendars import CalendarTable

TO_DO, UNDER_WAY, DONE = 0, 1, 2
NO_POOL = -1
FIRST_COME, MOST_HOMES_FIRST, NEAREST_COMPLETION_FIRST = 0, 1, 2


@dataclass(frozen=True)
class Network:
    """Who waits for what.

    Attributes
    ----------
    horizon_days : float
        Nothing at or after this time is simulated (days since the data date).
    route_of : int64 (P,)
        Route of each project.
    step_count : int64 (G,)
        Steps of each route; steps stand in an order in which predecessors come first.
    predecessors : bool (G, K, K)
        ``predecessors[g, k, j]``: step j must have ended before step k is requested.
    pool_of : int64 (G, K)
        Pool of each step, `NO_POOL` for none.
    calendar_of : int64 (G, K)
        Calendar of each step, an index into `calendars`; 0 is the plain calendar.
    state : int8 (P, K)
        `TO_DO`, `UNDER_WAY` or `DONE` on the data date.
    enters_at_entry : bool (P,)
        Projects not started: their first steps are requested at their entry day; all others act from day 0.
    remaining_days : float64 (P, K)
        Median days from the request of a step to the end of the project on its longest path, waits aside;
        what `NEAREST_COMPLETION_FIRST` sorts by.
    pool_rule : int8 (Q,)
        `FIRST_COME`, `MOST_HOMES_FIRST` or `NEAREST_COMPLETION_FIRST`.
    pool_change_days : float64 (Q, C)
        Days on which a capacity begins to hold; the first column is 0, padding is infinite.
    pool_change_slots : int64 (Q, C)
        The capacities.
    calendars : tuple of CalendarTable
        Calendars by index.
    """

    horizon_days: float
    route_of: NDArray[np.int64]
    step_count: NDArray[np.int64]
    predecessors: NDArray[np.bool_]
    pool_of: NDArray[np.int64]
    calendar_of: NDArray[np.int64]
    state: NDArray[np.int8]
    enters_at_entry: NDArray[np.bool_]
    remaining_days: NDArray[np.float64]
    pool_rule: NDArray[np.int8]
    pool_change_days: NDArray[np.float64]
    pool_change_slots: NDArray[np.int64]
    calendars: tuple[CalendarTable, ...]


@dataclass(frozen=True)
class WorkLaw:
    """How much work a step is: unknown factor x size factor x a draw from a shape.

    Attributes
    ----------
    distribution : Distribution
        The shape, in the unit it was written in.
    days_per_unit : float
        Work days of the step's calendar in one unit.
    uncertain : Distribution or None
        The factor nobody knows; one value a replication.
    uncertain_id : str
        Its address: the place of the duration in the scenario, so that all who share the duration share the factor.
    scale_by : {"homes", "land_ha"} or None
        The size the work grows with.
    scale_exponent, scale_reference : float
        work x (size / reference) ^ exponent.
    """

    distribution: Distribution
    days_per_unit: float
    uncertain: Distribution | None
    uncertain_id: str
    scale_by: str | None = None
    scale_exponent: float = 0.0
    scale_reference: float = 1.0


@dataclass(frozen=True)
class Span:
    """A number somewhere in [low, high]; known where the two are equal."""

    low: float
    high: float


@dataclass(frozen=True)
class RowChances:
    """What is drawn for one register row.

    Attributes
    ----------
    project, block : str
        Its address.
    laws : tuple of int
        Index of the `WorkLaw` of each step.
    homes : Span
        Homes (whole numbers).
    homes_group : int
        Index of its group, -1 for none.
    land_ha : Span or None
        Hectares.
    entry_days : Span
        Entry, in days; (0, 0) for rows under way.
    starts : tuple of (int, Span)
        Steps under way, and when they began (days, negative).
    counted_in : tuple of bool
        Whether each account holds it counted before the data date.
    """

    project: str
    block: str
    stages: tuple[str, ...]
    laws: tuple[int, ...]
    homes: Span
    homes_group: int
    land_ha: Span | None
    entry_days: Span
    starts: tuple[tuple[int, Span], ...]
    counted_in: tuple[bool, ...]


@dataclass(frozen=True)
class GroupTotal:
    """Known total of a homes group; land is NaN where it is not known."""

    homes: int
    land_ha: float


@dataclass(frozen=True)
class Chances:
    """All that the draws are made from."""

    laws: tuple[WorkLaw, ...]
    rows: tuple[RowChances, ...]
    groups: tuple[GroupTotal, ...]
    account_weights: tuple[float, ...]


@dataclass(frozen=True)
class Labels:
    """Names of rows and columns."""

    keys: tuple[str, ...]
    projects: tuple[str, ...]
    blocks: tuple[str, ...]
    routes: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]
    pools: tuple[str, ...]
    accounts: tuple[str, ...]


@dataclass(frozen=True)
class Reckoning:
    """What is read off a trace, and against which years.

    Attributes
    ----------
    eligible_step, handed_over_step : int64 (G,)
        Steps at whose end a home is eligible, handed over.
    counted_when_eligible : bool
        Whether a home not yet counted enters the statistic when eligible, else when handed over.
    quarter_days : float64 (N + 1,)
        First instant of each quarter from the data date's year to the horizon, and the horizon.
    first_year : int
        Year of the first quarter.
    """

    eligible_step: NDArray[np.int64]
    handed_over_step: NDArray[np.int64]
    counted_when_eligible: bool
    quarter_days: NDArray[np.float64]
    first_year: int


@dataclass(frozen=True)
class Plan:
    """A scenario ready to be simulated."""

    data_date: date
    network: Network
    chances: Chances
    reckoning: Reckoning
    labels: Labels
