"""Cases: forecasts that are ready to be made, or were kept on their day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sim.backtest.leaks import Known, known_plans
from sim.backtest.ledger import KeptYear, NotScored, read_ledger
from sim.backtest.suite import Rival, Suite, YearOutcome
from sim.errors import msg
from sim.files import models_in
from sim.scenario import FinishedPlan, LocalText, Scenario, Sourced


@dataclass(frozen=True)
class Case:
    """One forecast: nothing but the result, which it is not shown, is later than its as-of date.

    Attributes
    ----------
    outcome : YearOutcome
    as_of : date
        Last day of what may enter; of a kept forecast the day on which it was kept.
    target : int
        Of the year, as the scenario stated it.
    name, scenario_hash : Words, str
        Of its scenario.
    rivals : tuple of Rival
        Those stated, made by then.
    plans : tuple of FinishedPlan
        Of the reference class, published by then, of other places.
    note : Words or None
    scenario : Scenario or None
        To be simulated; None where the forecast was kept.
    kept : KeptYear or None
        What was kept of it.
    """

    outcome: YearOutcome
    as_of: date
    target: int
    name: LocalText
    scenario_hash: str
    rivals: tuple[Rival, ...]
    plans: tuple[FinishedPlan, ...]
    note: LocalText | None = None
    scenario: Scenario | None = None
    kept: KeptYear | None = None

    @property
    def undated_assumptions(self) -> int:
        """Parts of the scenario that state an assumption: nothing says when they were thought of."""
        if self.scenario is None:
            return 0
        settings = self.scenario.settings
        return sum(
            isinstance(part, Sourced) and part.assumption is not None for _, part in models_in(settings)
        )


@dataclass(frozen=True)
class LoadedSuite:
    """A suite that can be carried out.

    Attributes
    ----------
    suite : Suite
    cases : tuple of Case
        In the order of the file, then kept forecasts by outcome and day.
    beside : mapping of str to tuple of FinishedPlan
        Finished plans told beside the scores, by class.
    left_out : tuple of NotScored
        Kept forecasts that are damaged, or were kept when the year was over.
    """

    suite: Suite
    cases: tuple[Case, ...]
    beside: Mapping[str, tuple[FinishedPlan, ...]]
    left_out: tuple[NotScored, ...] = ()


def kept_cases(
    folder: Path, outcome: YearOutcome, plans: tuple[FinishedPlan, ...], left_out: list[NotScored]
) -> Iterator[Case]:
    """Forecasts of an outcome that were kept before its year was over.

    Parameters
    ----------
    folder : Path
        Ledger that the outcome names.
    outcome : YearOutcome
    plans : tuple of FinishedPlan
        Of the reference class, whenever published.
    left_out : list of NotScored
        What is damaged, or was kept too late, is added to it.
    """
    display = folder.name
    kept, damaged = read_ledger(folder, display)
    left_out += damaged
    for forecast in kept:
        years = [
            each for each in forecast.years if (each.year, each.reading) == (outcome.year, outcome.reading)
        ]
        if years and forecast.kept_on.year > outcome.year:
            late = msg("kept on {day}, when {year} was over", day=forecast.kept_on, year=str(outcome.year))
            left_out.append(NotScored(f"{display}/{forecast.sha256[:12]}", late))
            continue
        known = Known(forecast.kept_on, outcome.place)
        for year in years:
            yield Case(
                outcome,
                forecast.kept_on,
                year.target,
                forecast.scenario,
                forecast.scenario_hash,
                tuple(rival for rival in outcome.rivals if rival.made_on <= forecast.kept_on),
                known_plans(plans, known),
                kept=year,
            )
