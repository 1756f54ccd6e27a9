"""The parts of a scenario that could be read although others could not, so that one error hides no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from sim.files.inner_models import models_in
from sim.files.toml_file import as_json
from sim.scenario import (
    Amendment,
    Calendar,
    CommonFactor,
    Correlation,
    Counting,
    Duration,
    FastTrack,
    HomesGroup,
    Indicator,
    Market,
    Model,
    NeverBegins,
    OutsideView,
    OwnDuration,
    Pool,
    ProgressReports,
    ProjectRow,
    Route,
    Scenario,
    Settings,
    Source,
    Stage,
    StartHazard,
    Step,
    StepAmendment,
    Stock,
    Targets,
    in_force,
    still_to_come,
)

_TABLES: dict[str, type[Model]] = {
    "indicators": Indicator,
    "calendars": Calendar,
    "pools": Pool,
    "stocks": Stock,
    "factors": CommonFactor,
    "stages": Stage,
    "routes": Route,
    "fast_tracks": FastTrack,
    "homes_groups": HomesGroup,
    "never_begins": NeverBegins,
    "start_hazards": StartHazard,
}


@dataclass(frozen=True)
class PartialScenario:
    """A scenario with its sound parts only: those without an error in themselves.

    Attributes
    ----------
    file, register : str
        File names as the user gave them.
    data_date, known_until, horizon : date or None
    targets, counting, outside_view, market, progress : Targets, Counting, OutsideView, Market, ProgressReports or None
    indicators, calendars, pools, stocks, factors, stages, routes, fast_tracks, homes_groups, never_begins : mapping
        Sound parts by id, as are start_hazards.
    own_durations, correlations : mapping of int to OwnDuration, Correlation
        Sound ones by their position in the file, from 0.
    rows : tuple of ProjectRow
    sources : mapping or None
        None when the sources file could not be read.
    written : mapping of str to frozenset of str
        Ids written in each table, whether their parts are sound or not, so that a reference to a broken part is not
        called unknown. Under `market`, the states of the market; absent where the scenario has none, as is `progress`.
    rows_complete, settings_complete : bool
        Whether every row of the register, and every part of the settings, could be read.
    """

    file: str
    register: str
    data_date: date | None
    known_until: date | None
    horizon: date | None
    targets: Targets | None
    counting: Counting | None
    outside_view: OutsideView | None
    market: Market | None
    progress: ProgressReports | None
    indicators: Mapping[str, Indicator]
    calendars: Mapping[str, Calendar]
    pools: Mapping[str, Pool]
    stocks: Mapping[str, Stock]
    factors: Mapping[str, CommonFactor]
    stages: Mapping[str, Stage]
    routes: Mapping[str, Route]
    fast_tracks: Mapping[str, FastTrack]
    homes_groups: Mapping[str, HomesGroup]
    never_begins: Mapping[str, NeverBegins]
    start_hazards: Mapping[str, StartHazard]
    own_durations: Mapping[int, OwnDuration]
    correlations: Mapping[int, Correlation]
    rows: tuple[ProjectRow, ...]
    sources: Mapping[str, Source] | None
    written: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rows_complete: bool = True
    settings_complete: bool = True

    @cached_property
    def _own(self) -> dict[tuple[str, str | None, str], Duration]:
        return {(own.project, own.block, own.stage): own.duration for own in self.own_durations.values()}

    def duration_of(self, row: ProjectRow, step: Step) -> Duration | None:
        """Duration of a step in a row: the row's own, else the route's, else the stage's; None where that is broken."""
        for block in (row.block, None):
            if (row.project_id, block, step.stage) in self._own:
                return self._own[row.project_id, block, step.stage]
        return next(iter(self._durations_by_date(step)), None)

    def stage_on(self, route_id: str, stage_id: str) -> Stage | None:
        """Stage as it stands on a route, or by itself where it does not stand there; None where it is broken."""
        stage, route = self.stages.get(stage_id), self.routes.get(route_id)
        step = next((one for one in route.steps if one.stage == stage_id), None) if route else None
        return stage if step is None or stage is None else step.on(stage)

    def durations_ever(self, row: ProjectRow, step: Step) -> tuple[Duration, ...]:
        """Durations that a step may have in a row: `duration_of`, and what it becomes on later dates."""
        now, ever = self.duration_of(row, step), self._durations_by_date(step)
        return ever if now is None or now in ever[:1] else (now,)

    def _durations_by_date(self, step: Step) -> tuple[Duration, ...]:
        """Durations of a step on the data date and after it, own durations of projects aside."""
        stated = step if step.duration is not None else self.stages.get(step.stage)
        if stated is None or stated.duration is None:
            return ()
        laws: Sequence[Amendment | StepAmendment] = stated.law
        day = self.data_date or date.min
        now, later = in_force(laws, day), (law.duration for law in still_to_come(laws, day))
        return (stated.duration, *later) if now is None else (now.duration, *later)

    @cached_property
    def settings_models(self) -> tuple[tuple[str, BaseModel], ...]:
        """Every model of the scenario file, with its dotted path."""
        return tuple(self._settings_models())

    def _settings_models(self) -> Iterator[tuple[str, BaseModel]]:
        tables: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("targets", "counting", "outside_view", "market", "progress", *_TABLES)
        }
        for name, value in tables.items():
            yield from models_in(value, (name,))
        for name, listed in (("correlations", self.correlations), ("own_durations", self.own_durations)):
            for index, part in listed.items():
                yield from models_in(part, (name, index))


def partial_of(scenario: Scenario, file: str) -> PartialScenario:
    """Parts of a whole scenario, to check one that a lever has changed."""
    return partial_of_settings(scenario.settings, file, scenario.rows, True, scenario.sources)


def partial_of_settings(
    settings: Settings,
    file: str,
    rows: tuple[ProjectRow, ...],
    rows_complete: bool,
    sources: Mapping[str, Source] | None,
) -> PartialScenario:
    """Parts of settings without an error in themselves; `salvage` takes them from settings with errors."""
    written = {name: frozenset(getattr(settings, name)) for name in _TABLES}
    if settings.progress is not None:
        written["progress"] = frozenset({"sigma_log"})
    if settings.market is not None:
        written["market"] = frozenset(settings.market.states)
    tables = {name: getattr(settings, name) for name in _TABLES}
    return PartialScenario(
        file=file,
        register=settings.register_file,
        data_date=settings.data_date,
        known_until=settings.known_until,
        horizon=settings.horizon,
        targets=settings.targets,
        counting=settings.counting,
        outside_view=settings.outside_view,
        market=settings.market,
        progress=settings.progress,
        own_durations=dict(enumerate(settings.own_durations)),
        correlations=dict(enumerate(settings.correlations)),
        rows=rows,
        sources=sources,
        written=written,
        rows_complete=rows_complete,
        **tables,
    )


def salvage(
    raw: Mapping[str, Any],
    file: str,
    rows: tuple[ProjectRow, ...],
    rows_complete: bool,
    sources: Mapping[str, Source] | None,
) -> PartialScenario:
    """Take the sound parts out of a settings file that holds an error.

    Parameters
    ----------
    raw : mapping
        Content of the file.
    file : str
        Its name as the user gave it.
    rows : tuple of ProjectRow
        Rows of the register that could be read.
    rows_complete : bool
        Whether these are all.
    sources : mapping or None
        Sources that could be read; None where their file could not.
    """
    tables = {name: _table(raw.get(name), model) for name, model in _TABLES.items()}
    written = {name: frozenset(_as_table(raw.get(name))) for name in _TABLES}
    if "progress" in raw:
        written["progress"] = frozenset(_as_table(raw["progress"]))
    if "market" in raw:
        written["market"] = frozenset(_as_table(_as_table(raw["market"]).get("states")))
    return PartialScenario(
        file=file,
        register=str(raw.get("register")),
        data_date=_sound(date, raw.get("data_date")),
        known_until=_sound(date, raw.get("known_until")),
        horizon=_sound(date, raw.get("horizon")),
        targets=_sound(Targets, raw.get("targets")),
        counting=_sound(Counting, raw.get("counting")),
        outside_view=_sound(OutsideView, raw.get("outside_view")),
        market=_sound(Market, raw.get("market")),
        progress=_sound(ProgressReports, raw.get("progress")),
        own_durations=_listed(raw.get("own_durations"), OwnDuration),
        correlations=_listed(raw.get("correlations"), Correlation),
        rows=rows,
        sources=sources,
        written=written,
        rows_complete=rows_complete,
        settings_complete=False,
        **tables,
    )


def _as_table(raw: Any) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


def _table(raw: Any, model: type[Model]) -> dict[str, Any]:
    sound = {name: _sound(model, item) for name, item in _as_table(raw).items()}
    return {name: part for name, part in sound.items() if part is not None}


def _listed(raw: Any, model: type[Model]) -> dict[int, Any]:
    items = enumerate(raw if isinstance(raw, list) else [])
    return {index: part for index, item in items if (part := _sound(model, item)) is not None}


@lru_cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _sound(kind: Any, raw: Any) -> Any:
    try:
        return _adapter(kind).validate_json(as_json(raw), strict=True)
    except ValidationError:
        return None
