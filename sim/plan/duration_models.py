"""Durations, chances and hazards of a scenario as models, each part of the scenario once."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np

from sim.array_types import Floats
from sim.calendars import CalendarTable, plain_calendar
from sim.distributions import Distribution
from sim.plan.chances import ChanceModel, DurationModel, HazardModel, MarketModel
from sim.plan.graph import STAGGER, Graph, Node
from sim.plan.versions import StageVersion, step_of, versions_on
from sim.scenario import UNIT_DAYS, Duration, Hazard, Likelihood, ProjectRow, Settings

_DAYS_PER_YEAR = 365.25


class DurationModels:
    """Collects the duration, chance and hazard models of a plan; each is made once and known by its dotted path."""

    def __init__(self, settings: Settings, calendars: Mapping[str | None, CalendarTable]) -> None:
        self._settings = settings
        self._calendars = calendars
        self._own = {(own.project, own.block, own.stage): own for own in settings.own_durations}
        self._states = list(settings.market.states) if settings.market else [""]
        self._durations: dict[str, tuple[int, DurationModel]] = {}
        self._in_order: tuple[DurationModel, ...] = ()
        self._likelihoods: dict[str, tuple[int, ChanceModel]] = {}
        self._hazards: dict[str, tuple[int, HazardModel]] = {}
        self._medians: dict[int, float] = {}
        self._stated: dict[tuple[str, str], tuple[int, ...]] = {}
        self._versions: dict[tuple[str, str], tuple[StageVersion, ...]] = {}
        self._calendar_ids: dict[tuple[str, str], str | None] = {}

    @property
    def durations(self) -> tuple[DurationModel, ...]:
        """Duration models in the order of their indices."""
        if len(self._in_order) < len(self._durations):
            self._in_order = tuple(model for _, model in self._durations.values())
        return self._in_order

    @property
    def likelihoods(self) -> tuple[ChanceModel, ...]:
        """Likelihoods in the order of their indices."""
        return tuple(model for _, model in self._likelihoods.values())

    @property
    def hazards(self) -> tuple[HazardModel, ...]:
        """Hazards in the order of their indices."""
        return tuple(model for _, model in self._hazards.values())

    @property
    def market(self) -> MarketModel:
        """Passages between the states of the market."""
        market = self._settings.market
        per_day = np.zeros((len(self._states), len(self._states)))
        if market is None:
            return MarketModel(0, per_day, 0)
        for switch in market.switches:
            passage = self._states.index(switch.from_state), self._states.index(switch.to_state)
            per_day[passage] = switch.per_year / _DAYS_PER_YEAR
        return MarketModel(self._states.index(market.initial), per_day, market.max_switches)

    def versions_of(self, row: ProjectRow, node: Node) -> tuple[int, ...]:
        """Durations of a node, one a version, by index; a duration of the project's own holds in all of them."""
        if node.stage == STAGGER:
            return (self._stagger(row, node.number),)
        for block in (row.block, None):
            own = self._own.get((row.project_id, block, node.stage))
            if own is not None:
                path = f"own_durations.{own.project}/{own.block or ''}.{node.stage}"
                index = self.work(path, own.duration, self.calendar_id(row.route, node.stage))
                return (index,) * len(self.versions(row.route, node.stage))
        return self._stated_versions(row.route, node.stage)

    def versions(self, route_id: str, stage_id: str) -> tuple[StageVersion, ...]:
        """Versions of a stage on a route."""
        key = route_id, stage_id
        if key not in self._versions:
            self._versions[key] = versions_on(self._settings, route_id, stage_id)
        return self._versions[key]

    def calendar_id(self, route_id: str, stage_id: str) -> str | None:
        """Calendar on which a stage is worked on a route; None for the plain one."""
        key = route_id, stage_id
        if key not in self._calendar_ids:
            step = step_of(self._settings.routes[route_id], stage_id)
            self._calendar_ids[key] = step.on(self._settings.stages[stage_id]).calendar
        return self._calendar_ids[key]

    def _stated_versions(self, route_id: str, stage_id: str) -> tuple[int, ...]:
        key = route_id, stage_id
        if key not in self._stated:
            calendar = self.calendar_id(route_id, stage_id)
            self._stated[key] = tuple(
                self.work(version.path, version.duration, calendar) for version in self.versions(*key)
            )
        return self._stated[key]

    def work(self, path: str, duration: Duration, calendar: str | None = None) -> int:
        """Index of a duration; on each calendar it is another amount of work."""
        key = path if calendar is None else f"{path}@{calendar}"
        return _remember(
            self._durations, key, lambda: _duration_model(path, duration, self._calendars[calendar])
        )

    def likelihood(self, path: str, likelihood: Likelihood) -> int:
        """Index of a chance."""
        cases = np.inf if likelihood.as_sure_as_cases is None else likelihood.as_sure_as_cases
        by_state = self._by_state(likelihood.chance)
        model = ChanceModel(by_state, cases, likelihood.unknown_of or path)
        return _remember(self._likelihoods, path, lambda: model)

    def hazard(self, path: str, hazard: Hazard) -> int:
        """Index of a hazard."""
        uncertain = None if hazard.uncertain is None else hazard.uncertain.distribution()
        by_state = self._by_state(hazard.per_year) / _DAYS_PER_YEAR
        model = HazardModel(by_state, uncertain, hazard.unknown_of or path)
        return _remember(self._hazards, path, lambda: model)

    def remaining_days(self, row: ProjectRow, graph: Graph, durations: Sequence[Sequence[int]]) -> Floats:
        """Median days from each node's request to the row's end on its longest path, waits aside."""
        land_ha = math.nan if row.land_ha is None else (row.land_ha.low + row.land_ha.high) / 2
        whole = {"homes": (row.homes.low + row.homes.high) / 2, "land_ha": land_ha}
        models = self.durations
        remaining = [0.0] * len(graph.nodes)
        for s in reversed(range(len(graph.nodes))):
            node, model = graph.nodes[s], models[durations[s][0]]
            calendar = None if node.stage == STAGGER else self.calendar_id(row.route, node.stage)
            growth = 1.0
            # Where there are no homes, what grows with homes is done already.
            if model.scale_by is not None and whole[model.scale_by] > 0:
                part = whole[model.scale_by] / graph.copies_of[node.stage]
                growth = (part / model.scale_reference) ** model.scale_exponent
            days = (
                self._median(durations[s][0])
                * model.days_per_unit
                * growth
                / self._calendars[calendar].mean_rate
            )
            remaining[s] = days + max((remaining[after] for after in graph.followers[s]), default=0.0)
        return np.array(remaining)

    def _median(self, index: int) -> float:
        if index not in self._medians:
            self._medians[index] = _median_of(self.durations[index].distribution)
        return self._medians[index]

    def _stagger(self, row: ProjectRow, number: int) -> int:
        blocks = self._settings.routes[row.route].blocks
        assert blocks is not None
        path = f"routes.{row.route}.blocks.stagger"
        one = _duration_model(path, blocks.stagger, plain_calendar(self._settings.data_date))
        whole = DurationModel(one.distribution, one.days_per_unit * number, one.uncertain, path)
        return _remember(self._durations, f"{path}#{number}", lambda: whole)

    def _by_state(self, value: float | Mapping[str, float]) -> Floats:
        if isinstance(value, Mapping):
            return np.array([value[state] for state in self._states])
        return np.full(len(self._states), value)


@lru_cache(maxsize=1024)
def _median_of(distribution: Distribution) -> float:
    """Median in the distribution's own unit; kept, for plans that differ in little share most distributions."""
    return float(distribution.quantile(0.5))


_Model = TypeVar("_Model")


def _remember(known: dict[str, tuple[int, _Model]], path: str, make: Callable[[], _Model]) -> int:
    if path not in known:
        known[path] = len(known), make()
    return known[path][0]


def _duration_model(path: str, duration: Duration, table: CalendarTable) -> DurationModel:
    per_unit = UNIT_DAYS[duration.unit]
    if duration.unit != "working_days":
        # A span of ordinary days is the work an average span of that length holds, so that it still lasts that
        # long on average while the season decides when within it the work is done.
        per_unit *= table.mean_rate
    scale = duration.scale
    return DurationModel(
        distribution=duration.distribution(),
        days_per_unit=per_unit,
        uncertain=None if duration.uncertain is None else duration.uncertain.distribution(),
        path=duration.unknown_of or path,
        scale_by=None if scale is None else scale.by,
        scale_exponent=0.0 if scale is None else scale.exponent,
        scale_reference=1.0 if scale is None else scale.reference,
    )
