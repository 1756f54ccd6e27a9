"""The sound parts of a scenario, so that one broken part hides no other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from sim.scenario.base import Model
from sim.scenario.calendar import Calendar
from sim.scenario.durations import Duration
from sim.scenario.fields import file_name
from sim.scenario.network import OwnDuration, Pool, Route, Stage, Step
from sim.scenario.pydantic_problems import joined
from sim.scenario.register import ProjectRow
from sim.scenario.scenario import HomesGroup, Scenario, Source
from sim.scenario.targets import Counting, Targets

_TABLES: dict[str, type[Model]] = {
    "calendars": Calendar,
    "pools": Pool,
    "stages": Stage,
    "routes": Route,
    "homes_groups": HomesGroup,
}


@dataclass(frozen=True)
class Parts:
    """What could be read of a scenario.

    Attributes
    ----------
    file, register : str
        File names as the user gave them.
    data_date : date or None
    targets, counting : Targets, Counting or None
    calendars, pools, stages, routes, homes_groups : mapping
        Sound parts by id.
    own_durations : mapping of int to OwnDuration
        Sound ones by their position in the file, from 0.
    rows : tuple of ProjectRow
    sources : mapping or None
        None when the sources file could not be read.
    written : mapping of str to frozenset of str
        Ids written in each table, sound or not: a name that leads to a broken part is not an unknown name.
    rows_complete, settings_complete : bool
        Whether every row of the register, and every part of the settings, could be read.
    """

    file: str
    register: str
    data_date: date | None
    targets: Targets | None
    counting: Counting | None
    calendars: Mapping[str, Calendar]
    pools: Mapping[str, Pool]
    stages: Mapping[str, Stage]
    routes: Mapping[str, Route]
    homes_groups: Mapping[str, HomesGroup]
    own_durations: Mapping[int, OwnDuration]
    rows: tuple[ProjectRow, ...]
    sources: Mapping[str, Source] | None
    written: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rows_complete: bool = True
    settings_complete: bool = True

    @cached_property
    def _own(self) -> dict[tuple[str, str | None, str], Duration]:
        return {(own.project, own.block, own.stage): own.duration for own in self.own_durations.values()}

    def duration_of(self, row: ProjectRow, step: Step) -> Duration | None:
        """Duration that holds for a row: its own, else the route's, else the stage's; None where that is broken."""
        for block in (row.block, None):
            if (row.project_id, block, step.stage) in self._own:
                return self._own[row.project_id, block, step.stage]
        if step.duration is not None:
            return step.duration
        stage = self.stages.get(step.stage)
        return None if stage is None else stage.duration


def parts_of(scenario: Scenario, file: str) -> Parts:
    """Parts of a scenario that is whole, for checking one that a lever has changed."""
    settings = scenario.settings
    return Parts(
        file,
        settings.register_file,
        settings.data_date,
        settings.targets,
        settings.counting,
        settings.calendars,
        settings.pools,
        settings.stages,
        settings.routes,
        settings.homes_groups,
        dict(enumerate(settings.own_durations)),
        scenario.rows,
        scenario.sources,
        {name: frozenset(getattr(settings, name)) for name in _TABLES},
    )


def salvage(
    raw: Mapping[str, Any],
    file: str,
    rows: tuple[ProjectRow, ...],
    rows_complete: bool,
    settings_complete: bool,
    sources: Mapping[str, Source] | None,
) -> Parts:
    """Take the sound parts out of a settings file.

    Parameters
    ----------
    raw : mapping
        Content of the file.
    file : str
        Its name as the user gave it.
    rows : tuple of ProjectRow
        Rows of the register that could be read.
    rows_complete, settings_complete : bool
        Whether these are all; whether the settings hold no error in themselves.
    sources : mapping or None
        Sources that could be read; None where their file could not.
    """
    tables = {name: _table(raw.get(name), model) for name, model in _TABLES.items()}
    listed = raw.get("own_durations")
    own = {
        place: part
        for place, item in enumerate(listed if isinstance(listed, list) else [])
        if isinstance(part := _sound(OwnDuration, item), OwnDuration)
    }
    data_date = _sound(date, raw.get("data_date"))
    targets, counting = _sound(Targets, raw.get("targets")), _sound(Counting, raw.get("counting"))
    return Parts(
        file=file,
        register=str(raw.get("register")),
        data_date=data_date,
        targets=targets,
        counting=counting,
        own_durations=own,
        rows=rows,
        sources=sources,
        written={name: frozenset(_as_table(raw.get(name))) for name in _TABLES},
        rows_complete=rows_complete,
        settings_complete=settings_complete,
        **tables,
    )


def as_json(raw: Any) -> str:
    """TOML content as JSON: validated strictly, `"12"` is no number there and `true` is no 1."""
    return json.dumps(raw, default=str)


def _as_table(raw: Any) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


def _table(raw: Any, model: type[Model]) -> dict[str, Any]:
    sound = {name: _sound(model, item) for name, item in _as_table(raw).items()}
    return {name: part for name, part in sound.items() if part is not None}


@lru_cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _sound(kind: Any, raw: Any) -> Any:
    try:
        return _adapter(kind).validate_json(as_json(raw), strict=True)
    except ValidationError:
        return None


def models_in(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, BaseModel]]:
    """Every model inside a value, itself included, with its dotted path."""
    if isinstance(value, BaseModel):
        yield joined(path), value
        for name in type(value).model_fields:
            yield from models_in(getattr(value, name), (*path, file_name(type(value), name)))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from models_in(item, (*path, key))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from models_in(item, (*path, place))
