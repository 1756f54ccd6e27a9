"""How likely each indicator is to be reached, computed from the homes of a run by its formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from sim.analysis.statistics import Chance
from sim.array_types import Floats
from sim.experiment import Results
from sim.model import indicator_unknowns
from sim.random import Uniforms
from sim.scenario import READINGS, Indicator, IndicatorTarget, LocalText, Reading

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class IndicatorAnswer:
    """How likely an indicator reaches its value by the end of a year.

    Attributes
    ----------
    key : str
        Id of the indicator.
    name : LocalText
    counts : {"counted", "eligible", "handed_over"}
        Which homes are completed.
    year : int
    at_least : float
        Value to be reached, m² a person, as all values here.
    chance : Chance
    mean, p10, p50, p90 : float
        Of the value over all futures; percentiles are values that occurred.
    from_homes : float
        What the homes of the register bring, in the mean future.
    other_share : float
        Other construction as a share of the floor area added since the day of the existing stock, in the mean future.
    without_homes : Chance
        Of the same futures, were no home of the register completed: how much of the answer rests on all else.
    """

    key: str
    name: LocalText
    counts: Reading
    year: int
    at_least: float
    chance: Chance
    mean: float
    p10: float
    p50: float
    p90: float
    from_homes: float
    other_share: float
    without_homes: Chance


def judge_indicators(results: Results) -> tuple[IndicatorAnswer, ...]:
    """Hold a run against the scenario's indicators.

    Parameters
    ----------
    results : Results

    Returns
    -------
    tuple of IndicatorAnswer
        In the order of the file, a year after the other; years before that of the data date are over and left out.
        What is not known of an indicator is drawn once for each set of unknown numbers, like all that is not known.
    """
    settings = results.scenario.settings
    return tuple(
        _answer(results, key, indicator, target)
        for key, indicator in settings.indicators.items()
        for target in indicator.years
        if target.year >= settings.data_date.year
    )


def _answer(results: Results, key: str, indicator: Indicator, target: IndicatorTarget) -> IndicatorAnswer:
    """Compute `floor_area_per_person` at the end of a year: floor area over inhabitants, as rule 15 says."""
    each = results.futures_per_set
    drawn = indicator_unknowns(key, indicator, Uniforms(results.seed, 0, results.replications, each))
    years = (date(target.year + 1, 1, 1) - indicator.stock.as_of).days / _DAYS_A_YEAR
    persons = next(one.persons for one in indicator.population.years if one.year == target.year)
    inhabitants = persons * drawn["population"]
    stood = indicator.stock.m2 * drawn["stock"]
    other = indicator.other_construction.m2_a_year * years * drawn["other_construction"]
    homes = _homes_by(results, indicator.counts, target.year)
    brought = homes * drawn["share_of_homes"] * indicator.home_area.m2 * drawn["home_area"]
    without = (stood + other) / inhabitants
    value = (stood + other + brought) / inhabitants
    p10, p50, p90 = np.quantile(value, (0.1, 0.5, 0.9), method="inverted_cdf")
    return IndicatorAnswer(
        key=key,
        name=indicator.name,
        counts=indicator.counts,
        year=target.year,
        at_least=target.at_least,
        chance=Chance.of(np.asarray(value >= target.at_least), each),
        mean=float(value.mean()),
        p10=float(p10),
        p50=float(p50),
        p90=float(p90),
        from_homes=float((brought / inhabitants).mean()),
        other_share=float(other.mean() / (other.mean() + brought.mean())),
        without_homes=Chance.of(np.asarray(without >= target.at_least), each),
    )


def _homes_by(results: Results, reading: Reading, year: int) -> Floats:
    """Homes completed from the data date to the end of a year, shape (R,)."""
    quarters = 4 * (year - results.first_year + 1)
    homes = results.homes_by_quarter[:, :quarters, READINGS.index(reading)]
    return np.asarray(homes.sum(axis=1), dtype=np.float64)
