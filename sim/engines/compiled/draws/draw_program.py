"""Chances of a plan -> the program of the compiled kernels' draws: every address and distribution, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Ints
from sim.engines.compiled import (
    GROUP,
    PERIOD,
    ROW,
    START,
    TOTAL,
    UNKNOWN,
    Addresses,
    ChanceArrays,
    LookupArrays,
    UnderWayArrays,
    Unknowns,
)
from sim.engines.compiled.draws.address_index import AddressIndex
from sim.engines.compiled.draws.chances import chance_arrays_of
from sim.engines.compiled.draws.under_way import under_way_arrays_of
from sim.engines.compiled.tables import QuantileTables, duration_tables
from sim.plan import NONE, Chances, Plan
from sim.random import SHARED, Address, hash64


class _Factors:
    """Unknown factors, one for each path of the scenario and range stated there."""

    def __init__(self, chances: Chances, quantile_tables: QuantileTables, of_set: AddressIndex) -> None:
        self._quantile_tables, self._of_set = quantile_tables, of_set
        self._correlated = chances.correlated
        self._groups = dict.fromkeys(name for name, _ in chances.correlated.values())
        self._index: dict[tuple[str, Any], int] = {}
        self._records: list[tuple[int, int, int]] = []

    def of(self, place: str, uncertain: Any, *, alone: bool = False) -> int:
        """Index of a path's factor, `NONE` where nothing is unknown there.

        Parameters
        ----------
        place : str
            Dotted path of the scenario.
        uncertain : Distribution or None
            What is unknown there.
        alone : bool
            Whether it is drawn apart from any group of correlated factors.
        """
        if uncertain is None:
            return NONE
        key = place, uncertain
        if key not in self._index:
            group = NONE
            if not alone and place in self._correlated:
                group = list(self._groups).index(self._correlated[place][0])
            self._index[key] = len(self._records)
            self._records.append(
                (self._of_set.number(_uncertain(place)), self._quantile_tables.quantile(uncertain), group)
            )
        return self._index[key]

    @property
    def records(self) -> NDArray[np.void]:
        return np.array(self._records, dtype=UNKNOWN)

    @property
    def groups(self) -> NDArray[np.void]:
        correlation = dict(self._correlated.values())
        return np.array(
            [
                (self._of_set.number(Address(SHARED, "", name, "correlated")), correlation[name])
                for name in self._groups
            ],
            dtype=GROUP,
        )


class DrawProgram(NamedTuple):
    """Everything that is drawn, and the tables of its distributions."""

    addresses: Addresses
    unknowns: Unknowns
    under_way: UnderWayArrays
    chance: ChanceArrays
    tables: LookupArrays


def draw_program_of(plan: Plan) -> DrawProgram:
    """Lay out what is drawn for a plan.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    DrawProgram
    """
    quantile_tables = QuantileTables()
    of_set, of_future = AddressIndex(), AddressIndex()
    unknowns = _unknown(plan.chances, quantile_tables, of_set, of_future)
    under_way = under_way_arrays_of(plan, quantile_tables, of_future)
    chance = chance_arrays_of(plan, quantile_tables)
    addresses = Addresses(of_set.keys, of_set.words, of_future.keys, of_future.words)
    return DrawProgram(addresses, unknowns, under_way, chance, duration_tables(quantile_tables))


def _unknown(
    chances: Chances, quantile_tables: QuantileTables, of_set: AddressIndex, of_future: AddressIndex
) -> Unknowns:
    """Lay out what nobody knows."""
    factors = _Factors(chances, quantile_tables, of_set)
    of_models = [factors.of(model.path, model.uncertain) for model in chances.durations]
    # Hazards keep to themselves: only durations can be correlated.
    of_hazards = [factors.of(hazard.path, hazard.uncertain, alone=True) for hazard in chances.hazards]
    states = len(chances.market.per_day)
    means = np.array([one.chance for one in chances.likelihoods], dtype=np.float64).reshape(-1, states)
    tables = np.full(means.shape, NONE, dtype=np.int64)
    for k, likelihood in enumerate(chances.likelihoods):
        for m, mean in enumerate(likelihood.chance.tolist()):
            if np.isfinite(likelihood.cases) and 0 < mean < 1:
                inside, cases = min(max(mean, 1e-12), 1 - 1e-12), likelihood.cases
                tables[k, m] = quantile_tables.quantile_of_beta(inside * cases, (1 - inside) * cases)
    push, market = chances.push, chances.market
    push_years = () if push is None else push.years
    starts, periods = _starts(chances, of_future)
    blocks = [row.counted_in for row in chances.rows for _ in row.block_addresses]
    members: list[list[int]] = [[] for _ in chances.groups]
    for p, row in enumerate(chances.rows):
        if row.homes_group != NONE:
            members[row.homes_group].append(p)
    return Unknowns(
        shared_key=np.array([hash64(SHARED)], dtype=np.uint64),
        unknowns=factors.records,
        groups=factors.groups,
        days_per_unit=np.array([model.days_per_unit for model in chances.durations], dtype=np.float64),
        model_unknowns=np.array(of_models, dtype=np.int64),
        likelihood_tables=tables,
        likelihood_means=means,
        likelihood_addresses=_integers(of_set.number(_uncertain(one.path)) for one in chances.likelihoods),
        hazards_per_day=np.array([hazard.per_day for hazard in chances.hazards], dtype=np.float64).reshape(
            -1, states
        ),
        hazard_unknowns=np.array(of_hazards, dtype=np.int64),
        starts=starts,
        periods=periods,
        period_days=periods["days"].copy(),
        rows=_rows(chances, of_set, of_future),
        totals=np.array(
            [
                (total.homes, total.land_ha, sum(map(len, members[:k])), len(members[k]))
                for k, total in enumerate(chances.groups)
            ],
            dtype=TOTAL,
        ),
        members=np.array([p for group in members for p in group], dtype=np.int64),
        blocks_of=np.array([len(row.block_addresses) for row in chances.rows], dtype=np.int64),
        passages_per_day=np.array(market.per_day, order="C"),
        market=np.array([market.initial, market.max_switches], dtype=np.int64),
        stay_words=_words(Address(SHARED, "", "market", "stay", w) for w in range(market.max_switches)),
        next_words=_words(Address(SHARED, "", "market", "next", w) for w in range(market.max_switches)),
        account_address=_integers([of_set.number(Address(SHARED, "", "", "account"))]),
        **_account_tables(chances),
        counted_in=np.array(blocks, dtype=np.bool_).T.copy(),
        push_tables=_integers(
            [NONE, NONE]
            if push is None
            else [
                quantile_tables.quantile(push.share_enterable),
                quantile_tables.quantile(push.beyond_target),
            ]
        ),
        push_share=_integers([of_set.number(_uncertain("counting.push.share_enterable.uncertain"))]),
        push_luck=_integers(of_future.number(Address(SHARED, "", "", "push", year)) for year in push_years),
        push_beyond=_integers(
            of_future.number(Address(SHARED, "", "", "push_size", year)) for year in push_years
        ),
        delivered=np.array(
            [
                (of_set.number(_uncertain(place)), quantile_tables.quantile(shape), NONE)
                for place, shape in chances.delivered
            ],
            dtype=UNKNOWN,
        ),
        factor_addresses=_integers(
            of_future.number(Address(SHARED, "", name, "factor")) for name, _ in chances.factors
        ),
    )


def _account_tables(chances: Chances) -> dict[str, NDArray[Any]]:
    """Fields of `Unknowns` on the accounts of what was counted before."""
    accounts = chances.accounts
    last = max((k for k, account in enumerate(accounts) if account.weight > 0), default=-1)
    rests = [rest for account in accounts for rest in account.rest]
    return {
        "account_ends": np.cumsum([account.weight for account in accounts], dtype=np.float64)[: last + 1],
        "account_totals": np.array([(one.low, one.high) for one in accounts], dtype=np.int64).reshape(-1, 2),
        "account_first": np.cumsum([0, *(len(one.rows) for one in accounts)], dtype=np.int64),
        "account_rows": _integers(p for one in accounts for p in one.rows),
        "rest_first": np.cumsum([0, *map(len, rests)], dtype=np.int64),
        "rest_low": _integers(low for one in accounts for low in one.rest_low),
        "rests": np.concatenate([np.empty(0), *rests]),
    }


def _uncertain(place: str) -> Address:
    return Address(SHARED, "", place, "uncertain")


def _rows(chances: Chances, of_set: AddressIndex, of_future: AddressIndex) -> NDArray[np.void]:
    """Lay out what is unknown about each register row."""
    rows = np.zeros(len(chances.rows), dtype=ROW)
    for p, row in enumerate(chances.rows):
        high = row.homes.high
        if row.homes_group < 0 and row.homes.low < high:
            # Whole numbers, both ends as likely as the others.
            high += 1.0
        land = (np.nan, np.nan) if row.land_ha is None else (row.land_ha.low, row.land_ha.high)
        entry = row.entry_days
        drawn = (
            (of_set, "homes", row.homes.low, high),
            (of_set, "land", *land),
            (of_future, "entry", entry.low, entry.high),
        )
        starts = row.start_hazard != NONE
        rows[p] = (
            *(
                of.number(Address(row.project, row.block, "", purpose))
                if least < most or (starts and purpose == "entry")
                else NONE
                for of, purpose, least, most in drawn
            ),
            NONE if row.never_begins == NONE else of_future.number(Address(row.project, "", "", "begins")),
            row.never_begins,
            row.start_hazard,
            *(end for _, _, *ends in drawn for end in ends),
        )
    return rows


def _starts(chances: Chances, of_future: AddressIndex) -> tuple[NDArray[np.void], NDArray[np.void]]:
    """Lay out stocks of rows that start at a hazard, and their periods; stocks share the factor of a calendar year."""
    years = sorted({int(year) for model in chances.starts for year in model.years})
    address = {year: of_future.number(Address(SHARED, "", "", "starts", year)) for year in years}
    starts = np.zeros(len(chances.starts), dtype=START)
    periods: list[tuple[int, float, float]] = []
    for k, model in enumerate(chances.starts):
        starts[k] = (model.hazard, len(periods), len(model.days), model.year_sigma)
        of_period = (model.years.tolist(), model.days.tolist(), model.times.tolist())
        periods += [(address[year], days, times) for year, days, times in zip(*of_period, strict=True)]
    return starts, np.array(periods, dtype=PERIOD)


def _words(addresses: Iterable[Address]) -> NDArray[np.uint64]:
    return np.array([address.counter_word for address in addresses], dtype=np.uint64)


def _integers(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
