"""A run kept as a forecast, with the chances that its board tells."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sim.analysis.board import judge
from sim.backtest import keep, kept_forecast
from sim.experiment import Results
from sim.scenario import READINGS


def keep_run(folder: Path, results: Results, levers: tuple[str, ...]) -> tuple[Path, bool]:
    """Add a run to a ledger under today's date.

    Parameters
    ----------
    folder : Path
        As `sim.backtest.forecasts_folder` names it.
    results : Results
    levers : tuple of str
        Levers pulled, as on the command line.

    Returns
    -------
    (Path, bool)
        Its file, and whether it is new.

    Raises
    ------
    StoreError
        When it cannot be written.
    """
    chances = {
        each: {year.year: year.chance.share for year in judge(results, each).years} for each in READINGS
    }
    return keep(folder, kept_forecast(results, chances, levers, datetime.now(UTC).date()))
