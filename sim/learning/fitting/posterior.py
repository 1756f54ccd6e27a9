"""What is known of a median and a width after the records have spoken, by sums over a grid."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import interpolate, optimize, special

from sim.array_types import Flags, Floats
from sim.learning.fitting.beliefs import LogNormalBelief, Prior, differences
from sim.learning.fitting.likelihood import log_likelihoods
from sim.learning.fitting.maximum import bounds_of
from sim.learning.fitting.observations import Observations
from sim.learning.fitting.shapes import NARROWEST, WIDEST, Family, shape_of

MEDIANS, WIDTHS = 161, 41
"""Points of the grid."""
_COARSE = 41
_NEGLIGIBLE = -22.0
"""Log density, against the highest, below which a grid point is left out: together less than a millionth."""
_ROOM = 4.0

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Posterior:
    """What is known of the median and the width of one place.

    Attributes
    ----------
    family : {"lognormal", "gamma", "weibull"}
    log_medians, log_widths : ndarray, shapes (MEDIANS,) and (WIDTHS,)
        Equally spaced.
    median_weights, width_weights : ndarray
        Chance of each; they sum to 1.
    never_weights : ndarray, shape (s,)
        Chance of each share that never ends of `never`.
    never : ndarray, shape (s,)
        0 alone where no such share was looked for.
    between_places : ndarray or None
        Chance of each of `differences()`, where several places were pooled.
    """

    family: Family
    log_medians: Floats
    log_widths: Floats
    median_weights: Floats
    width_weights: Floats
    never_weights: Floats
    never: Floats
    between_places: Floats | None = None

    def median(self, share: float) -> float:
        """Days that the median does not exceed with a probability."""
        return math.exp(_quantile(self.log_medians, self.median_weights, share))

    def width(self, share: float) -> float:
        """Width that the true one does not exceed with a probability."""
        return math.exp(_quantile(self.log_widths, self.width_weights, share))

    def never_share(self, share: float) -> float:
        """Share of stages that never end which the true one does not exceed with a probability."""
        return float(np.interp(share, np.cumsum(self.never_weights) - self.never_weights / 2, self.never))

    def shape_quantile(self, share: float) -> float:
        """Quantile of T / median over what is not known of the width: the posterior predictive at a fixed median."""
        shapes = [shape_of(self.family, math.exp(x)) for x in self.log_widths]

        def beyond(log_t: float) -> float:
            ended = -np.expm1([float(shape.log_sf(math.exp(log_t))) for shape in shapes])
            return float(self.width_weights @ ended) - share

        return math.exp(optimize.brentq(beyond, -40.0, 40.0, xtol=1e-9))


@dataclass(frozen=True)
class Places:
    """Records of several places, of which each has a median of its own.

    Attributes
    ----------
    members : mapping of str to bool ndarray (n,)
        Observations of each place.
    asked : str or None
        The place asked about; None: one without records.
    differences : ndarray
        Standard deviations of log medians between places, equally likely before the records speak.
    """

    members: Mapping[str, Flags]
    asked: str | None = None
    differences: Floats = field(default_factory=differences)


def posterior_of(
    seen: Observations,
    family: Family,
    prior: Prior,
    places: Places | None = None,
    never: Sequence[float] = (0.0,),
    progress: Tell | None = None,
) -> Posterior:
    """Weigh every median and width of a grid by the prior and by the likelihood of the records.

    With places, the median of each is lognormal about a common one (partial pooling: Gelman and Hill 2007, *Data
    Analysis Using Regression and Multilevel/Hierarchical Models*, ch. 12); the width is common. How far places differ
    is not known and weighed likewise.

    Parameters
    ----------
    seen : Observations
        n of them.
    family : {"lognormal", "gamma", "weibull"}
    prior : Prior
        Of the (common) median, in days, and of the width.
    places : Places, optional
        None: all records are of one place.
    never : sequence of float
        Shares of stages that never end, equally likely before the records speak.
    progress : callable, optional
        Given how many of how many steps are done.

    Returns
    -------
    Posterior
    """
    pooled = places or Places({"": np.ones(seen.count, dtype=bool)}, "", np.zeros(1))
    spare = _ROOM * float(pooled.differences.max()) / 2
    log_medians, log_widths = _where(seen, family, prior, spare, never)
    cases = [(float(log_width), share) for share in never for log_width in log_widths]
    sums = np.empty((len(cases), len(pooled.members), len(log_medians)))
    for at, (log_width, share) in enumerate(cases):
        each = log_likelihoods(seen, family, log_medians, math.exp(log_width), share)
        sums[at] = [each[chosen].sum(axis=0) for chosen in pooled.members.values()]
        if progress is not None:
            progress(at + 1, len(cases))
    before = (
        _log_prior(prior.median, log_medians)
        + np.tile(_log_prior(prior.width, log_widths), len(never))[:, None]
    )
    found, weights = _pooled(sums, before, log_medians, pooled)
    by_case = weights.sum(axis=(1, 2)).reshape(len(never), len(log_widths))
    return Posterior(
        family,
        log_medians,
        log_widths,
        found / found.sum(),
        by_case.sum(axis=0),
        by_case.sum(axis=1),
        np.asarray(never, dtype=np.float64),
        None if places is None else weights.sum(axis=(0, 2)),
    )


def _pooled(sums: Floats, before: Floats, log_medians: Floats, places: Places) -> tuple[Floats, Floats]:
    """Weights of the median of the place asked about, and of each (case, difference, common median).

    `sums` are log likelihoods by (case, place, median of the place).
    """
    kernels = [_spread_about(log_medians, float(step)) for step in places.differences]
    own = np.exp(np.maximum(sums - sums.max(axis=2, keepdims=True), -700.0))
    peaks = sums.max(axis=2).sum(axis=1)
    # (case, place, common median): the likelihood of a place whose median lies anywhere about the common one.
    given = [own @ kernel for kernel in kernels]
    with np.errstate(divide="ignore"):
        whole = np.stack([np.log(each).sum(axis=1) for each in given], axis=1)
    weights = _normalised(whole + peaks[:, None, None] + before[:, None, :])
    found = np.zeros(len(log_medians))
    for at, kernel in enumerate(kernels):
        if places.asked is None:
            found += kernel @ weights[:, at].sum(axis=0)
        else:
            which = list(places.members).index(places.asked)
            shares = weights[:, at] / np.maximum(given[at][:, which], 1e-300)
            found += (own[:, which] * (shares @ kernel.T)).sum(axis=0)
    return found, weights


def _spread_about(log_medians: Floats, step: float) -> Floats:
    """Chance of each log median of a place (rows) given each common one (columns)."""
    apart = log_medians[:, None] - log_medians[None, :]
    spacing = float(log_medians[1] - log_medians[0])
    # A cell of the grid is as fine as it is: what differs less stays within it.
    upper, lower = (special.ndtr((apart + half) / max(step, 1e-9)) for half in (spacing / 2, -spacing / 2))
    kernel = upper - lower
    return np.asarray(kernel / kernel.sum(axis=0, keepdims=True))


def _where(
    seen: Observations, family: Family, prior: Prior, spare: float, never: Sequence[float]
) -> tuple[Floats, Floats]:
    """Grid that holds all but a negligible part of the posterior, found on a coarse one, twice."""
    medians, widths = bounds_of(seen)
    if prior.median is not None:
        reach = 6 * prior.median.sigma
        medians = (min(medians[0], prior.median.middle - reach), max(medians[1], prior.median.middle + reach))
    box = (medians, widths)
    for _ in range(3):
        grid = [np.linspace(low, high, _COARSE) for low, high in box]
        found = np.array(
            [
                [log_likelihoods(seen, family, grid[0], math.exp(x), share).sum(axis=0) for x in grid[1]]
                for share in sorted({min(never), float(np.median(never)), max(never)})
            ]
        )
        found += _log_prior(prior.median, grid[0]) + _log_prior(prior.width, grid[1])[:, None]
        likely = (found - found.max() > _NEGLIGIBLE).any(axis=0)
        box = (_around(grid[0], likely.any(axis=0)), _around(grid[1], likely.any(axis=1)))
    (low, high), (narrow, wide) = box
    return (
        np.linspace(low - spare, high + spare, MEDIANS),
        np.linspace(max(narrow, math.log(NARROWEST)), min(wide, math.log(WIDEST)), WIDTHS),
    )


def _around(grid: Floats, likely: Flags) -> tuple[float, float]:
    inside = np.flatnonzero(likely)
    return float(grid[max(inside[0] - 1, 0)]), float(grid[min(inside[-1] + 1, len(grid) - 1)])


def _log_prior(belief: LogNormalBelief | None, logs: Floats) -> Floats:
    return np.zeros(len(logs)) if belief is None else belief.log_density(logs)


def _normalised(log_weights: Floats) -> Floats:
    weights = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum())


def _quantile(grid: Floats, weights: Floats, share: float) -> float:
    """Quantile of a smooth density known at the points of an even grid: a cubic spline through them."""
    fine = np.linspace(grid[0], grid[-1], 16 * len(grid))
    density = np.maximum(interpolate.CubicSpline(grid, weights)(fine), 0.0)
    reached = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    return float(np.interp(share * reached[-1], reached, fine))
