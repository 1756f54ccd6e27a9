"""Results on disk: a folder that another program, or a colleague in five years, can read."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd

from sim.errors import StoreError, msg
from sim.experiment.results import Results, completions_frame, completions_of
from sim.os_errors import cannot_be_read
from sim.whole_files import write_whole

COMPLETIONS, SUMMARY, MANIFEST = "completions.parquet", "summary.json", "manifest.json"
_LIBRARIES = ("housing-sim", "numba", "numpy", "scipy", "simpy", "pandas", "pyarrow", "holidays")


@dataclass(frozen=True)
class SavedRun:
    """A run as it was saved: what was simulated with which versions, its board, and what became of every block."""

    manifest: Mapping[str, Any]
    summary: Mapping[str, Any]
    completions: pd.DataFrame


def write_run(
    folder: Path,
    results: Results,
    summary: Mapping[str, Any],
    command: str,
    tables: Mapping[str, bytes] | None = None,
) -> tuple[Path, ...]:
    """Write ``completions.parquet``, ``summary.json`` and ``manifest.json``.

    All are written under temporary names before the first is put in place, and the manifest, which holds the checksums
    of the others, is put in place last: `read_run` notices files of two runs.

    Parameters
    ----------
    folder : Path
        Made if missing; files of the same names in it are replaced.
    results : Results
        Of a run that kept its completions.
    summary : mapping
        The board as plain values.
    command : str
        What the user asked, for the manifest.
    tables : mapping of str to bytes, optional
        Further files by name, such as a table of the board as CSV.

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
    checksums: dict[str, str] = {}

    def summed(name: str, write: Callable[[Path], None]) -> Callable[[Path], None]:
        def written(path: Path) -> None:
            write(path)
            checksums[name] = _checksum(path)

        return written

    return write_whole(
        folder,
        {
            COMPLETIONS: summed(COMPLETIONS, lambda path: _write_completions(path, results)),
            SUMMARY: summed(SUMMARY, lambda path: _write_json(path, summary)),
            **{
                name: summed(name, partial(_write_bytes, content)) for name, content in (tables or {}).items()
            },
            MANIFEST: lambda path: _write_json(path, _manifest(results, command) | {"sha256": checksums}),
        },
    )


def read_run(folder: Path) -> SavedRun:
    """Read back what `write_run` wrote.

    Raises
    ------
    StoreError
        When a file is missing, cannot be read, or is not the one that the manifest tells of: damaged, or of another
        run.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        strange = [name for name, sum_ in manifest["sha256"].items() if _checksum(folder / name) != sum_]
        if strange:
            raise StoreError(
                msg(
                    "{folder}: {files} is not the file that manifest.json tells of: damaged, or of another run; save "
                    "the run again with --out",
                    folder=str(folder),
                    files=", ".join(strange),
                )
            )
        summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        return SavedRun(manifest, summary, pd.read_parquet(folder / COMPLETIONS))
    except OSError as error:
        raise cannot_be_read(folder, error) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(msg("{folder}: manifest.json is damaged", folder=str(folder))) from error


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _write_bytes(content: bytes, path: Path) -> None:
    path.write_bytes(content)


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
