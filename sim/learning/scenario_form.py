"""An estimate as a scenario states it: `spread` is chance at the median, `uncertain` what is not known of it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.learning.fit import Estimate, Tally
from sim.learning.fitting import Family
from sim.scenario import UNIT_DAYS

_MONTHS_FROM_DAYS = 120.0
_DIGITS = 3


@dataclass(frozen=True)
class StatedDuration:
    """Keys of a duration as a scenario states them.

    Attributes
    ----------
    unit : str
        days, or months from a median of 120 days on.
    family : {"lognormal", "gamma", "weibull"}
    median, p90 : float
        Of `spread`, in `unit`: the median of what is known of the median, and the P90 of the posterior predictive with
        the median held there, so that what is not known of the width widens the spread.
    uncertain_p10, uncertain_p90 : float
        Of the lognormal factor `uncertain`: its P10 and P90 are those of what is known of the median, against `median`.
    reference_homes : float or None
        Geometric mean of the homes of the recorded projects: the size at which the duration holds.
    """

    unit: str
    family: Family
    median: float
    p90: float
    uncertain_p10: float
    uncertain_p90: float
    reference_homes: float | None

    @property
    def toml(self) -> tuple[str, ...]:
        """Lines of the table of the duration, without where they come from."""
        return (
            f'unit = "{self.unit}"',
            f'spread = {{ family = "{self.family}", median = {self.median:g}, p90 = {self.p90:g} }}',
            f'uncertain = {{ family = "lognormal", p10 = {self.uncertain_p10:g}, p90 = {self.uncertain_p90:g} }}',
        )


def stated_duration(estimate: Estimate, tally: Tally) -> StatedDuration:
    """Write an estimate in the form of a scenario, rounded to three digits.

    Parameters
    ----------
    estimate : Estimate
    tally : Tally
        Of the same records.
    """
    known = estimate.posterior
    median = known.median(0.5)
    unit = "months" if median >= _MONTHS_FROM_DAYS else "days"
    days = UNIT_DAYS[unit]
    return StatedDuration(
        unit=unit,
        family=estimate.family,
        median=_rounded(median / days),
        p90=_rounded(median * known.shape_quantile(0.9) / days),
        uncertain_p10=_rounded(known.median(0.1) / median),
        uncertain_p90=_rounded(known.median(0.9) / median),
        reference_homes=None if tally.homes is None else float(round(tally.homes)),
    )


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
