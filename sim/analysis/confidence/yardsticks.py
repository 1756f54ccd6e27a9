"""How far each kind of number is moved to see how much of an answer rests on it.

Every duration, chance and rate is moved over a range that depends on its kind and on its standing alone. What range the
scenario states for it does not enter, nor which ranges belong together: so deleting, narrowing or adding a range never
changes a level of confidence.

The ranges of assumptions, from the 10th to the 90th percentile:

- a duration: a factor from 1/2 to 2. The widest that the shipped baseline states is 0.7 to 1.5, and ranges that experts
  give as 80 % ranges hold the truth in 68 % of cases even where the questions are put best (Speirs-Bridge et al. 2010,
  Risk Analysis 30, 512): 1.29 times too narrow on the logarithmic scale, which makes it 0.63 to 1.67. A number whose
  range nobody thought of is taken as less well known than that.
- a rate: a factor from 1/3 to 3. The widest stated is 0.4 to 2.0; widened likewise it spans 1/2.8 to 2.8 about its
  middle.
- a chance or a share: a beta distribution as sure as 3 cases, the least sure that is stated.

What is derived from a source is moved half as far, what is published a quarter as far (on the logarithmic scale; in
standard deviations of the beta distribution, which as many cases four times over halve): a published number too is of
other places or earlier years.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scipy.special import betaincinv

from sim.distributions import FamilySpec, FixedSpec, LognormalSpec, QuantilesSpec
from sim.scenario import Duration, Hazard, Likelihood, Standing, Uncertain

_SHARES = (0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
"""Where the distribution of a share is joined by straight lines."""
_FAR = 1e-9


@dataclass(frozen=True)
class Yardstick:
    """How far numbers of one standing are moved.

    Attributes
    ----------
    duration, rate : float
        P90 of a lognormal factor with median 1; its P10 is one divided by it.
    cases : float
        A chance, or a share, is as sure as if so many cases had been seen.
    """

    duration: float
    rate: float
    cases: float


YARDSTICKS: Mapping[Standing, Yardstick] = {
    "assumption": Yardstick(duration=2.0, rate=3.0, cases=3.0),
    "derived": Yardstick(duration=math.sqrt(2.0), rate=math.sqrt(3.0), cases=12.0),
    "published": Yardstick(duration=math.sqrt(math.sqrt(2.0)), rate=math.sqrt(math.sqrt(3.0)), cases=48.0),
}


def at_yardstick(part: Uncertain, standing: Standing) -> Uncertain | None:
    """Put the range of its kind and standing on a part of a scenario, in place of the one it states.

    Parameters
    ----------
    part : Duration, Likelihood, Hazard or FamilySpec
        A distribution that stands alone is a share where it stays within 0 to 1, else a number like a duration.
    standing : {"published", "derived", "assumption"}

    Returns
    -------
    Duration, Likelihood, Hazard, FamilySpec or None
        None where no range can move the number: a duration or rate of zero, a chance of zero or one.
    """
    yardstick = YARDSTICKS[standing]
    if isinstance(part, Likelihood):
        fixed = all(chance in (0.0, 1.0) for chance in _values(part.chance))
        return None if fixed else _ranged(part, as_sure_as_cases=yardstick.cases)
    if isinstance(part, Hazard):
        return _ranged(part, uncertain=_factor(yardstick.rate)) if any(_values(part.per_year)) else None
    if isinstance(part, Duration):
        longest = part.distribution().quantile(1 - _FAR)
        return _ranged(part, uncertain=_factor(yardstick.duration)) if longest > 0 else None
    return _alone(part, yardstick)


def without_range(part: Uncertain) -> Uncertain:
    """Leave out the range that a part states."""
    if isinstance(part, Likelihood):
        return _ranged(part, as_sure_as_cases=None)
    if isinstance(part, (Duration, Hazard)):
        return _ranged(part, uncertain=None)
    return FixedSpec(family="fixed", value=part.quantile(0.5))


def _ranged(part: Duration | Likelihood | Hazard, **ranges: object) -> Uncertain:
    return part.model_copy(update=ranges | {"unknown_of": None})


def _alone(spec: FamilySpec, yardstick: Yardstick) -> FamilySpec | None:
    median = spec.quantile(0.5)
    if not (spec.quantile(_FAR) >= 0 and spec.quantile(1 - _FAR) <= 1):
        return _factor(yardstick.duration, median) if median > 0 else None
    if not 0 < median < 1:
        return None
    a, b = median * yardstick.cases, (1 - median) * yardstick.cases
    points = tuple((share, float(betaincinv(a, b, share))) for share in _SHARES)
    return QuantilesSpec(family="quantiles", points=points)


def _factor(p90: float, median: float = 1.0) -> LognormalSpec:
    return LognormalSpec(family="lognormal", p10=median / p90, p90=median * p90)


def _values(stated: float | Mapping[str, float]) -> tuple[float, ...]:
    return tuple(stated.values()) if isinstance(stated, Mapping) else (stated,)
