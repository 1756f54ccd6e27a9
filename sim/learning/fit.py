"""Records in, what they say of a duration out: families, intervals, a curve, what is known of median and width."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from scipy import stats

from sim.errors import Message, msg, msg_n
from sim.learning.fitting import (
    Family,
    MaximumLikelihood,
    Observations,
    Places,
    Plateau,
    Posterior,
    Prior,
    ProfileInterval,
    Quantity,
    StillRunning,
    compare_families,
    curve_of,
    maximise,
    never_interval,
    observe,
    plateau_of,
    posterior_of,
    profile_interval,
)
from sim.learning.fitting.posterior import Tell
from sim.learning.records import StageRecord

FEWEST_FINISHED = 5
"""Finished stages of a class below which nothing is estimated without a prior, and no family compared with another."""
_AS_GOOD = 2.0
"""Difference of AIC below which two families are as good as each other (Burnham and Anderson 2002, ch. 2.6)."""
_NEVER_POINTS = 12
_QUANTITIES: tuple[Quantity, ...] = ("median", "width", "p90")


@dataclass(frozen=True)
class NeverPrior:
    """What is held about the share of stages that never end: as sure as that many cases make one."""

    share: float
    cases: float


@dataclass(frozen=True)
class FitRequest:
    """What is asked of the records.

    Attributes
    ----------
    place : str or None
        Where several places have records: the one asked about; None: a place without records.
    family : {"lognormal", "gamma", "weibull"} or None
        None: the one with the smallest AIC.
    prior : Prior
    never : NeverPrior or None
    """

    place: str | None = None
    family: Family | None = None
    prior: Prior = field(default_factory=Prior)
    never: NeverPrior | None = None


@dataclass(frozen=True)
class Tally:
    """How many records of a class there are, and from when to when.

    Attributes
    ----------
    finished, unfinished, truncated : int
        Finished and not; among both, those known only because they were still under way.
    places : tuple of str
        Places with records, in the order of the file.
    first, last : date
        Earliest possible start and latest date of any record.
    homes : float or None
        Geometric mean of the homes of the projects; None where no record states them.
    """

    finished: int
    unfinished: int
    truncated: int
    places: tuple[str, ...]
    first: date
    last: date
    homes: float | None

    @property
    def count(self) -> int:
        """Records in all."""
        return self.finished + self.unfinished


@dataclass(frozen=True)
class NeverEnds:
    """The share of stages that never end, where the records or a stated prior allow to speak of one.

    Attributes
    ----------
    fit : MaximumLikelihood or None
        With the share as its third number; None where only the prior speaks for it.
    interval : ProfileInterval or None
    """

    fit: MaximumLikelihood | None
    interval: ProfileInterval | None


@dataclass(frozen=True)
class Estimate:
    """What the records of a class say.

    Attributes
    ----------
    families : tuple of MaximumLikelihood
        The smallest AIC first; empty where there are too few finished records to compare any.
    family : {"lognormal", "gamma", "weibull"}
        The one that the rest is about.
    intervals : mapping of str to ProfileInterval
        Of median, width and P90, as if all places were alike; empty where no family is fitted.
    posterior : Posterior
        Of the place asked about.
    curve : StillRunning or None
        None where nothing is finished.
    plateau : Plateau or None
    never : NeverEnds or None
        None: the curve has no plateau, and no prior is stated.
    """

    families: tuple[MaximumLikelihood, ...]
    family: Family
    intervals: dict[Quantity, ProfileInterval]
    posterior: Posterior
    curve: StillRunning | None
    plateau: Plateau | None
    never: NeverEnds | None

    @property
    def pooled(self) -> bool:
        """Whether several places each have a median of their own."""
        return self.posterior.between_places is not None

    @property
    def best(self) -> MaximumLikelihood | None:
        """Fit of `family`; None where none was fitted."""
        return next((fit for fit in self.families if fit.family == self.family), None)

    @property
    def as_good(self) -> tuple[Family, ...]:
        """Families whose AIC differs by less than 2 from the smallest."""
        settled = [fit for fit in self.families if fit.settled]
        return tuple(fit.family for fit in settled if fit.aic - settled[0].aic < _AS_GOOD)


@dataclass(frozen=True)
class ClassFit:
    """One class of projects: what was counted, and the estimate or why there is none."""

    name: str
    tally: Tally
    estimate: Estimate | None
    refused: Message | None


def fit_records(
    records: Sequence[StageRecord], asked: FitRequest, progress: Tell | None = None
) -> tuple[ClassFit, ...]:
    """Estimate how long the recorded stages take, class by class.

    Parameters
    ----------
    records : sequence of StageRecord
        Those to be learnt from, at least one.
    asked : FitRequest
    progress : callable, optional
        Given how many of how many steps of a class are done.

    Returns
    -------
    tuple of ClassFit
        In the order in which the classes appear.
    """
    classes: dict[str, list[StageRecord]] = defaultdict(list)
    for record in records:
        classes[record.class_name].append(record)
    return tuple(_fit_class(name, members, asked, progress) for name, members in classes.items())


def _fit_class(name: str, records: list[StageRecord], asked: FitRequest, progress: Tell | None) -> ClassFit:
    seen = observe([record.seen for record in records])
    tally = _tally(records, seen)
    finished = tally.finished
    if finished < FEWEST_FINISHED and (asked.prior.median is None or asked.prior.width is None):
        refused = msg_n(
            "{count} finished record: at least {fewest} are needed, or a prior (--prior)",
            "{count} finished records: at least {fewest} are needed, or a prior (--prior)",
            finished,
            fewest=FEWEST_FINISHED,
        )
        return ClassFit(name, tally, None, refused)
    families = compare_families(seen) if finished >= FEWEST_FINISHED else ()
    settled = [fit for fit in families if fit.settled]
    if families and not settled and asked.prior.median is None:
        refused = msg(
            "these records have no likeliest duration: the longer it is taken to be, the better they fit; "
            "more finished records are needed, or a prior (--prior)"
        )
        return ClassFit(name, tally, None, refused)
    family: Family = asked.family or (settled[0].family if settled else "lognormal")
    best = next((fit for fit in settled if fit.family == family), None)
    plateau = plateau_of(seen) if finished else None
    never, shares = _never(seen, family, plateau, asked.never, fitted=best is not None)
    posterior = posterior_of(seen, family, asked.prior, _places(records, asked.place), shares, progress)
    intervals = {} if best is None else {each: profile_interval(seen, best, each) for each in _QUANTITIES}
    curve = curve_of(seen) if finished else None
    return ClassFit(
        name, tally, Estimate(families, family, intervals, posterior, curve, plateau, never), None
    )


def _tally(records: list[StageRecord], seen: Observations) -> Tally:
    finished = int(seen.finished.sum())
    ends = [record.seen.ended[1] if record.seen.ended else record.seen.running_on for record in records]
    sizes = [record.homes for record in records if record.homes]
    return Tally(
        finished=finished,
        unfinished=seen.count - finished,
        truncated=int(seen.truncated.sum()),
        places=tuple(dict.fromkeys(record.place for record in records)),
        first=min(record.seen.started[0] for record in records),
        last=max(end for end in ends if end is not None),
        homes=float(np.exp(np.mean(np.log(sizes)))) if sizes else None,
    )


def _never(
    seen: Observations, family: Family, plateau: Plateau | None, prior: NeverPrior | None, *, fitted: bool
) -> tuple[NeverEnds | None, tuple[float, ...]]:
    """The share that never ends, and the shares, equally likely, over which the posterior sums."""
    middles = (np.arange(_NEVER_POINTS) + 0.5) / _NEVER_POINTS
    flat = fitted and plateau is not None and plateau.there
    fit = maximise(seen, family, some_never_end=True) if flat else None
    never = None if fit is None else NeverEnds(fit, never_interval(seen, fit))
    if prior is not None:
        shares = stats.beta(prior.share * prior.cases, (1 - prior.share) * prior.cases).ppf(middles)
        return never or NeverEnds(None, None), tuple(float(share) for share in shares)
    if never is not None:
        return never, tuple(float(share) for share in middles)
    return None, (0.0,)


def _places(records: list[StageRecord], asked: str | None) -> Places | None:
    named = [record.place for record in records]
    if len(set(named)) == 1 and asked in (None, named[0]):
        return None
    members = {place: np.array([each == place for each in named]) for place in dict.fromkeys(named)}
    return Places(members, asked if asked in members else None)
