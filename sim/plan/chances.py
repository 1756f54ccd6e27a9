"""What the draws are made from: durations, likelihoods, hazards, the market, and what is unknown about each row."""

from __future__ import annotations

from dataclasses import dataclass

from sim.array_types import Floats, Ints
from sim.distributions import Distribution
from sim.plan.under_way import Span, UnderWayNode
from sim.scenario import Account


@dataclass(frozen=True)
class DurationModel:
    """How much work a step is: unknown factor x size factor x a draw from a shape.

    Attributes
    ----------
    distribution : Distribution
        The shape, in the unit it was written in.
    days_per_unit : float
        Work days of the step's calendar in one unit.
    uncertain : Distribution or None
        The factor nobody knows; one value a future.
    path : str
        Address of that factor: the dotted path of the duration in the scenario, so that all who share the
        duration share the factor.
    scale_by : {"homes", "land_ha"} or None
        The size the work grows with.
    scale_exponent, scale_reference : float
        work x (size / reference) ^ exponent.
    """

    distribution: Distribution
    days_per_unit: float
    uncertain: Distribution | None
    path: str
    scale_by: str | None = None
    scale_exponent: float = 0.0
    scale_reference: float = 1.0


@dataclass(frozen=True)
class ChanceModel:
    """A chance by state of the market, shape (M,); drawn once a future from a beta
    distribution where `cases` is finite.
    """

    chance: Floats
    cases: float
    path: str


@dataclass(frozen=True)
class HazardModel:
    """Events per day by state of the market, shape (M,), and the factor nobody knows."""

    per_day: Floats
    uncertain: Distribution | None
    path: str


@dataclass(frozen=True)
class MarketModel:
    """Passages between the states of the market.

    Attributes
    ----------
    initial : int
        State on the data date.
    per_day : float64 (M, M)
        Rate of passage from row to column, events per day.
    max_switches : int
        Cap on passages.
    """

    initial: int
    per_day: Floats
    max_switches: int


@dataclass(frozen=True)
class NodeChances:
    """What is drawn for one node of one project.

    Attributes
    ----------
    stage, block : str
        Its address within the project.
    number, blocks : int
        Which block it belongs to, from 0, and of how many; (0, 1) for a node of the whole project.
    durations : tuple of int
        Index of its duration under each version of the stage.
    factor : int
        Common factor that moves it, -1 for none.
    gaps : tuple of int
        Index of the wait between rounds under each version, -1 for none.
    assign : int
        Index of the time that assigning an investor takes after the last failed round, -1 where it takes none.
    rounds : int
        Rounds it can hold in all, recalls included; 0 where it holds none.
    grace : int
        Index of the time between stall and recall, -1 where it cannot stall.
    recalls : int
        Most recalls.
    notice_durations : tuple of int
        Indices of the duration of a notice issued again before it can start, one a version; empty for none.
    stock_amount, stock_per : float, str
        What it takes from its stock, for each of "project", "homes" or "land_ha"; a block takes its part.
    """

    stage: str
    block: str
    number: int
    blocks: int
    durations: tuple[int, ...]
    factor: int = -1
    gaps: tuple[int, ...] = ()
    assign: int = -1
    rounds: int = 0
    grace: int = -1
    recalls: int = 0
    notice_durations: tuple[int, ...] = ()
    stock_amount: float = 0.0
    stock_per: str = "project"


@dataclass(frozen=True)
class RowChances:
    """What is drawn for one register row.

    Attributes
    ----------
    project, block : str
        Its address.
    nodes : tuple of NodeChances
        Its nodes, in the order of its graph.
    block_addresses : tuple of str
        Address of each of its blocks.
    homes : Span
        Homes (whole numbers).
    homes_group : int
        Index of its group, -1 for none.
    land_ha : Span or None
        Hectares.
    entry_days : Span
        Entry, in days; (0, 0) for rows under way.
    under_way : tuple of UnderWayNode
        Nodes under way on the data date.
    rounds_before : int
        Rounds of a tender already lost.
    counted_in : tuple of bool
        Whether each account holds it counted before the data date.
    never_begins : int
        Likelihood that it never begins, -1 where it surely does.
    start_hazard : int
        Stock of which it starts at a hazard from `entry_days` on, -1 where it enters on a day of that span.
    """

    project: str
    block: str
    nodes: tuple[NodeChances, ...]
    block_addresses: tuple[str, ...]
    homes: Span
    homes_group: int
    land_ha: Span | None
    entry_days: Span
    under_way: tuple[UnderWayNode, ...]
    rounds_before: int
    counted_in: tuple[bool, ...]
    never_begins: int = -1
    start_hazard: int = -1


@dataclass(frozen=True)
class StartModel:
    """A stock of rows that start at a hazard.

    Attributes
    ----------
    hazard : int
        Index of the hazard as stated, by state of the market.
    year_sigma : float
        Standard deviation of the logarithm of the factor of a calendar year; 0 where every year is alike.
    days : float64 (K,)
        Days from which another factor holds: the data date, then every 1 January and every dated change; rising.
    years : int64 (K,)
        Calendar year that each lies in.
    times : float64 (K,)
        Dated factor on the stated hazard.
    """

    hazard: int
    year_sigma: float
    days: Floats
    years: Ints
    times: Floats


@dataclass(frozen=True)
class GroupTotal:
    """Known total of a homes group; land is NaN where it is not known."""

    homes: int
    land_ha: float


@dataclass(frozen=True)
class PushRule:
    """What a push into the statistic is drawn from.

    Attributes
    ----------
    likelihood : int
        Index of the likelihood that it is made.
    share_enterable : Distribution
        Share of the homes under construction that it can enter at most; one value a future.
    beyond_target : Distribution
        Homes beyond what the target lacked, as a share of the year's own target; drawn for each year.
    years : tuple of int
        Target years, at whose ends it may be made.
    """

    likelihood: int
    share_enterable: Distribution
    beyond_target: Distribution
    years: tuple[int, ...]


@dataclass(frozen=True)
class Chances:
    """All that the draws are made from.

    Attributes
    ----------
    durations, likelihoods, hazards, starts, rows, groups : tuple
        By index.
    market : MarketModel
        One state that never changes where the scenario has no market.
    factors : tuple of (str, float)
        Id of each common factor, and the share of variance that is common.
    correlated : dict of str to (str, float)
        For the path of an unknown factor: the id of its group, and the correlation within it.
    accounts : tuple of Account
        Accounts of what was counted before, one of which is drawn a future.
    push : PushRule or None
        None where homes enter the statistic only at their milestone.
    delivered : tuple of (str, Distribution)
        Place and shape of the part that each fast track delivers.
    """

    durations: tuple[DurationModel, ...]
    likelihoods: tuple[ChanceModel, ...]
    hazards: tuple[HazardModel, ...]
    starts: tuple[StartModel, ...]
    market: MarketModel
    factors: tuple[tuple[str, float], ...]
    correlated: dict[str, tuple[str, float]]
    rows: tuple[RowChances, ...]
    groups: tuple[GroupTotal, ...]
    accounts: tuple[Account, ...]
    push: PushRule | None
    delivered: tuple[tuple[str, Distribution], ...] = ()
