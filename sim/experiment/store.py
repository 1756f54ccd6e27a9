"""Results on disk: a folder that another program, or a colleague in five years, can read."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sim.experiment.results import Results, completions_frame, completions_of
from sim.os_errors import cannot_be_written

_LIBRARIES = ("housing-sim", "numba", "numpy", "scipy", "simpy", "pandas", "pyarrow", "holidays")


def write_run(folder: Path, results: Results, summary: Mapping[str, Any], command: str) -> tuple[Path, ...]:
    """Write ``summary.json``, ``manifest.json`` and ``completions.parquet``.

    Every file is written under a temporary name and renamed, so that none is ever half-written.

    Parameters
    ----------
    folder : Path
        Made if missing; files of the same names in it are replaced.
    results : Results
    summary : mapping
        The board as plain values.
    command : str
        What the user asked, for the manifest.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    OptionError
        When the run was not asked to keep its completions.
    StoreError
        When the folder cannot be made or written to.
    """
    completions_of(results)
    manifest = _manifest(results, command)
    writers: dict[str, Callable[[Path], None]] = {
        "completions.parquet": lambda path: _write_completions(path, results),
        "summary.json": lambda path: _write_json(path, summary),
        "manifest.json": lambda path: _write_json(path, manifest),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, write in writers.items():
            temporary = folder / f".{name}.{os.getpid()}"
            try:
                write(temporary)
                temporary.replace(folder / name)
            finally:
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_be_written(folder, error) from error
    return tuple(folder / name for name in writers)


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _manifest(results: Results, command: str) -> dict[str, Any]:
    return {
        "scenario": results.scenario.settings.name.model_dump(),
        "scenario_hash": results.scenario.fingerprint,
        "data_date": results.data_date.isoformat(),
        "seed": results.seed,
        "engine": results.engine,
        "replications": results.replications,
        "replications_requested": results.requested,
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in _LIBRARIES}},
        "command": command,
    }


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


def _write_completions(path: Path, results: Results) -> None:
    frame = completions_frame(results)
    numbers = [name for name in frame.columns if name.endswith("_days")]
    frame.to_parquet(
        path,
        index=False,
        compression="zstd",
        use_dictionary=[name for name in frame.columns if name not in numbers],
        use_byte_stream_split=numbers,
    )
