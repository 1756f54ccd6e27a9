"""JSON Schema of the files a city is described by, which editors complete and check, and of every answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sim.analysis.to_json import answer_schemas
from sim.backtest import Suite
from sim.guide.variant_schema import variant_schema
from sim.learning import DurationClass
from sim.levers import Cause, Lever, Package
from sim.scenario import Identifier, ScenarioFile, Settings, Source, TrackRecord
from sim.whole_files import write_whole

SUFFIX = ".schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, Any] = {
    "scenario": Settings,
    "sources": dict[Identifier, Source],
    "lever": Lever,
    "cause": Cause,
    "package": Package,
    "suite": Suite,
    "track_record": TrackRecord,
    "duration_classes": dict[Identifier, DurationClass],
}


def file_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema of each kind of file, by its name; a variant is a scenario that is based on another.

    Returns
    -------
    dict
        As pydantic makes it from the models, with the fields as the files write them.
    """
    schemas = {name: _schema_of(kind) for name, kind in _FILES.items()}
    schemas["variant"] = variant_schema(_schema_of(ScenarioFile))
    return {name: {"$schema": _DIALECT, **schema} for name, schema in schemas.items()}


def _schema_of(kind: Any) -> dict[str, Any]:
    return TypeAdapter(kind).json_schema(by_alias=True, mode="validation")


def every_schema() -> dict[str, dict[str, Any]]:
    """JSON Schema of each kind of file, and of each answer under `answers/`."""
    answers = {
        f"answers/{name}": {"$schema": _DIALECT, **schema} for name, schema in answer_schemas().items()
    }
    return {**file_schemas(), **answers}


def write_schemas(folder: Path, schemas: Mapping[str, Mapping[str, Any]]) -> tuple[Path, ...]:
    """Write schemas into a folder, one a file, making the folder if need be.

    Parameters
    ----------
    folder : Path
    schemas : mapping of str to schema
        By name, with / between a folder and what lies in it.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    StoreError
        When they cannot be written; then all is as it was.
    """

    def write(schema: Mapping[str, Any], path: Path) -> None:
        said = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        path.write_text(said, encoding="utf-8", newline="\n")

    return write_whole(
        folder, {f"{name}{SUFFIX}": partial(write, schema) for name, schema in schemas.items()}
    )
