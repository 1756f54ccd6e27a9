"""The ledger: forecasts kept on the day they were made, one small file each, so that none is chosen later."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.errors import Message, Problem, msg
from sim.experiment import Results
from sim.file_content import file_content
from sim.os_errors import cannot_be_written
from sim.scenario import READINGS, Reading, Words

QUANTILES = 100
"""Values that stand for a forecast of homes: its quantiles at 0.5 %, 1.5 % ... 99.5 %, which occurred."""
MAX_FORECAST_MB = 1
_LIBRARIES = ("housing-sim", "numpy", "numba")


class _Kept(BaseModel):
    """A part of a kept forecast: its keys are known, and it does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class KeptYear(_Kept):
    """What was forecast of one target year in one reading."""

    year: int
    reading: Reading
    target: int
    chance: Annotated[float, Field(ge=0, le=1)]
    homes: Annotated[tuple[int, ...], Field(min_length=QUANTILES, max_length=QUANTILES)]


class KeptForecast(_Kept):
    """One forecast, as it was made on its day."""

    format: Literal[1] = 1
    kept_on: date
    scenario: Words
    scenario_hash: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    data_date: date
    levers: tuple[str, ...]
    seed: int
    engine: str
    futures: int
    futures_per_set: int
    versions: dict[str, str]
    years: Annotated[tuple[KeptYear, ...], Field(min_length=1)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]

    @property
    def checksum(self) -> str:
        """SHA-256 of everything else."""
        return _checksum(self.model_dump(mode="json", exclude={"sha256"}))


@dataclass(frozen=True)
class NotScored:
    """A file of a ledger that is not scored, and why."""

    file: str
    why: Message


def forecasts_folder(scenario: Path) -> Path:
    """Folder beside a scenario in which its forecasts are kept: `city-forecasts` for `city.toml`."""
    return scenario.parent / f"{scenario.stem}-forecasts"


def kept_forecast(
    results: Results, chances: Mapping[Reading, Mapping[int, float]], levers: tuple[str, ...], today: date
) -> KeptForecast:
    """Make what is kept of a run.

    Parameters
    ----------
    results : Results
    chances : mapping of reading to mapping of int to float
        Chance of each yearly target, as the board tells it.
    levers : tuple of str
        Levers pulled, as on the command line.
    today : date

    Returns
    -------
    KeptForecast
    """
    years = []
    shares = (np.arange(QUANTILES) + 0.5) / QUANTILES
    for reading in READINGS:
        homes = results.homes_in_years(reading)
        for target in results.scenario.settings.targets.years:
            column = homes[:, target.year - results.first_year]
            quantiles = np.quantile(column, shares, method="inverted_cdf")
            years.append(
                KeptYear(
                    year=target.year,
                    reading=reading,
                    target=target.homes,
                    chance=chances[reading][target.year],
                    homes=tuple(int(value) for value in quantiles),
                )
            )
    content: dict[str, Any] = {
        "format": 1,
        "kept_on": today,
        "scenario": results.scenario.settings.name,
        "scenario_hash": results.scenario.fingerprint,
        "data_date": results.data_date,
        "levers": levers,
        "seed": results.seed,
        "engine": results.engine,
        "futures": results.replications,
        "futures_per_set": results.futures_per_set,
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in _LIBRARIES}},
        "years": tuple(years),
    }
    made = KeptForecast(**content, sha256="0" * 64)
    return made.model_copy(update={"sha256": made.checksum})


def keep(folder: Path, forecast: KeptForecast) -> tuple[Path, bool]:
    """Add a forecast to a ledger; no file of it is ever replaced.

    Parameters
    ----------
    folder : Path
        Made if missing.
    forecast : KeptForecast

    Returns
    -------
    (Path, bool)
        Its file, and whether it is new: the same forecast, kept twice on a day, is one.

    Raises
    ------
    StoreError
        When it cannot be written.
    """
    path = folder / f"{forecast.kept_on.isoformat()}-{forecast.sha256[:12]}.json"
    text = json.dumps(forecast.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # "x": a file that stands there already is left as it is, whoever writes at the same time.
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return path, False
    except OSError as error:
        path.unlink(missing_ok=True)
        raise cannot_be_written(path, error) from error
    return path, True


def read_ledger(folder: Path, display: str) -> tuple[tuple[KeptForecast, ...], tuple[NotScored, ...]]:
    """Read a ledger; a damaged file is named and left out.

    Parameters
    ----------
    folder : Path
        Need not exist: nothing has been kept then.
    display : str
        Its name, for what is left out.

    Returns
    -------
    (tuple of KeptForecast, tuple of NotScored)
        In the order of their files' names, and so of their days.
    """
    kept, left_out = [], []
    for path in sorted(folder.glob("*.json")):
        found = _read(path)
        if isinstance(found, KeptForecast):
            kept.append(found)
        else:
            left_out.append(NotScored(f"{display}/{path.name}", found))
    return tuple(kept), tuple(left_out)


def _read(path: Path) -> KeptForecast | Message:
    content = file_content(path, path.name, msg("a kept forecast"), MAX_FORECAST_MB)
    if isinstance(content, Problem):
        return content.found
    try:
        forecast = KeptForecast.model_validate_json(content)
    except (ValidationError, RecursionError):
        return msg("not a forecast that `run --keep` wrote, or damaged")
    if forecast.checksum != forecast.sha256:
        return msg("changed since it was written: its checksum does not fit")
    return forecast


def _checksum(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
