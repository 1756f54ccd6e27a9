"""Durations by normal score, and survival and score by duration, as piecewise cubics of logarithms.

At a normal score z a duration T is its quantile at Phi(z), and P(T > Q(z)) = Phi(-z). Scores cover both tails of a
distribution, and logarithms are as accurate for short durations as for long ones. No quantile is solved for: the score
of a duration x is known directly, and the curve of points (score, ln x) is the quantile function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.special import betainc, betaincc, betaincinv, log_ndtr, ndtr, ndtri_exp

from sim.array_types import Floats
from sim.distributions import Distribution
from sim.engines.compiled.tables.piecewise_cubic import CELL, Cells, joined_pieces, refine

LOWEST_SCORE, HIGHEST_SCORE = -12.0, 38.0
"""Normal scores covered: from a share of 2e-33 below to a survival of 3e-316 above."""
HIGHEST_BETA_SCORE = 12.0
"""The same for a beta distribution, whose survival is not known by its logarithm."""
LOG_ZERO, LOG_INFINITY = -1e4, 1e4
"""Logarithms of the durations 0 and infinity: finite, and their exponentials are just that."""

# Durations outside are 0 and infinity.
_TINY, _HUGE = 1e-300, 1e300
# Scores at which the quantiles of every component become knots: none is missed, and few halvings remain to be made.
# The first and the last lie a little outside of the scores covered; curves end beyond them, where scores are cut.
_BETA_SCORES = np.arange(-12.5, 13.0)
_SCORES = np.append(_BETA_SCORES, [16.0, 20.0, 28.0, 38.5])
_END_SCORES = _SCORES[[0, -1]]
_USED, _CUT = 0.4, 2.0
# A logarithm may be off by some last bits; a duration equal to an atom must lie beyond it all the same.
_LOG_ROUNDING = 4 * float(np.finfo(np.float64).eps)


class CellCurve(NamedTuple):
    """A function of a real number.

    Attributes
    ----------
    low, high : float
        Ends of its cells.
    below, above : float
        Its value before `low`, and from `high` on.
    cells : CELL
        From `low` to `high` without a gap; none, and `low` equal to `high`, where all it does is jump.
    """

    low: float
    high: float
    below: float
    above: float
    cells: Cells


def log_quantile(distribution: Distribution) -> CellCurve:
    """Logarithm of the duration by its normal score, within `TOLERANCE`; beyond the ends, its value there.

    Durations below 1e-300 are `LOG_ZERO`, above 1e300 `LOG_INFINITY`.
    """
    if distribution.normal_log is not None:
        ends = _ends_of_line(*distribution.normal_log)
        return _line(_END_SCORES, ends, below=ends[0], above=ends[1])
    return _log_quantile(_survival_of(distribution))


def log_quantile_of_beta(a: float, b: float) -> CellCurve:
    """Logarithm of a beta distributed share (exponents a, b > 0) by its normal score, to `HIGHEST_BETA_SCORE`."""
    return _log_quantile(_survival_of_beta(a, b))


def log_survival_of_log(distribution: Distribution) -> CellCurve:
    """Log P(T > x) by ln x, within `TOLERANCE`, or that share of it where it is below -1; -inf above."""
    return _of_log(_survival_of(distribution), lambda log_sf: log_sf, relative=True)


def score_of_log(distribution: Distribution) -> CellCurve:
    """Normal score of P(T <= x) by ln x, within `TOLERANCE`; -inf below (but for an atom at 0), +inf above."""
    if distribution.normal_log is not None:
        ends = _rounded_down(_ends_of_line(*distribution.normal_log))
        return _line(ends, _END_SCORES, below=-np.inf, above=np.inf)
    return _of_log(_survival_of(distribution), _score, relative=False)


def _ends_of_line(mean_log: float, sd_log: float) -> Floats:
    """Logarithms of a lognormal duration at the first and the last score."""
    return np.asarray(mean_log + sd_log * _END_SCORES, dtype=np.float64)


def _line(argument: Floats, value: Floats, below: float, above: float) -> CellCurve:
    """A curve that is a straight line between two points (argument, value)."""
    (low, high), (first, last) = argument.tolist(), value.tolist()
    cells = np.array([(low, high, 1 / (high - low), first, last - first, 0.0, 0.0)], dtype=CELL)
    return CellCurve(low, high, float(below), float(above), cells)


class _Survival(NamedTuple):
    """A distribution as the curves are made from it.

    Attributes
    ----------
    log_sf : callable
        Log P(T > x) by x.
    atoms : tuple of float
        Durations with a probability of their own.
    knots : float64
        Ends, atoms and quantiles, so close together that no component of a mixture lies unseen between two of them.
    highest_score : float
        Normal score at which curves end.
    """

    log_sf: Callable[[Floats], Floats]
    atoms: tuple[float, ...]
    knots: Floats
    highest_score: float = HIGHEST_SCORE

    def cut_score(self, x: Floats) -> Floats:
        """Normal score of P(T <= x), finite."""
        return np.clip(_score(self.log_sf(x)), *self.cuts)

    @property
    def cuts(self) -> tuple[float, float]:
        """Scores beyond which curves end."""
        return LOWEST_SCORE - _CUT, self.highest_score + _CUT


class _Knots(NamedTuple):
    """Points from which curves are refined.

    Attributes
    ----------
    x : float64 (k,)
        Durations, all above 0, in rising order.
    before : float64 (k,)
        The same; at an atom, the number just below it.
    score, score_before : float64 (k,)
        Normal scores of P(T <= x) and P(T <= before), cut at the ends.
    stretches : (float64, float64)
        Low and high ends of the stretches between knots that lie within the scores covered.
    """

    x: Floats
    before: Floats
    score: Floats
    score_before: Floats
    stretches: tuple[Floats, Floats]


def _survival_of(distribution: Distribution) -> _Survival:
    parts = distribution.simple_parts
    # One unbounded family is refined quickly between its ends; a mixture, or a bounded end, needs more knots.
    scores = _SCORES if len(parts) > 1 or np.isfinite(distribution.high) else _END_SCORES
    quantiles = [part.isf_log(log_ndtr(-scores)) for part in parts]
    ends = [end for part in parts for end in (part.low, part.high)]
    return _Survival(
        distribution.log_sf, distribution.atoms, np.concatenate([*quantiles, ends, distribution.atoms])
    )


def _survival_of_beta(a: float, b: float) -> _Survival:
    def log_sf(x: Floats) -> Floats:
        below, above = betainc(a, b, x), betainc(b, a, 1.0 - x)
        # The complement of x is exact above 1/2, and as good as x itself down to 1e-5; `betaincc` is far slower.
        early = (below >= 0.5) & (x < 1e-5)
        above[early] = betaincc(a, b, x[early])
        with np.errstate(divide="ignore"):
            log_sf: Floats = np.where(below < 0.5, np.log1p(-below), np.log(above))
        return log_sf

    share = ndtr(-np.abs(_BETA_SCORES))
    knots = np.where(_BETA_SCORES < 0, betaincinv(a, b, share), 1.0 - betaincinv(b, a, share))
    return _Survival(log_sf, (), np.concatenate([[0.0], knots, [1.0]]), HIGHEST_BETA_SCORE)


def _score(log_sf: Floats) -> Floats:
    """Normal score of P(T <= x) from log P(T > x)."""
    return np.asarray(-ndtri_exp(log_sf), dtype=np.float64)


def _knots(survival: _Survival) -> _Knots:
    # The comparison leaves out NaN, where an inverse found nothing.
    """Points from which the curves of a distribution are refined."""
    known = survival.knots[survival.knots >= 0]
    x = np.unique(np.clip(known, _TINY, _HUGE))
    x = x[x <= known.max()]
    before = np.where(np.isin(x, survival.atoms), np.nextafter(x, 0.0), x)
    score, score_before = survival.cut_score(x), survival.cut_score(before)
    used = (score_before[1:] > LOWEST_SCORE - _USED) & (score[:-1] < survival.highest_score + _USED)
    return _Knots(x, before, score, score_before, (x[:-1][used], before[1:][used]))


def _log_quantile(survival: _Survival) -> CellCurve:
    """Ln x by normal score, from points (score, ln x); flat where the score jumps, as at an atom."""
    knots = _knots(survival)
    starts, cells = refine(lambda x, log_x: (survival.cut_score(x), log_x), *knots.stretches)
    # At an atom the score jumps, and so it does to the first duration above 0 and from the last to infinity.
    lowest, highest = survival.cuts
    flat_from = np.concatenate([[lowest], knots.score_before, [highest, *knots.score][-1:]])
    flat_to = np.concatenate([[*knots.score_before, highest][:1], knots.score, [highest]])
    flat_at = np.concatenate([[LOG_ZERO], np.log(knots.x), [LOG_INFINITY]])
    used = (
        (flat_to > flat_from)
        & (flat_to > LOWEST_SCORE - _USED)
        & (flat_from < survival.highest_score + _USED)
    )
    flat = np.zeros(used.sum(), dtype=CELL)
    flat["left"], flat["right"], flat["c0"] = flat_from[used], flat_to[used], flat_at[used]
    flat["inverse_width"] = 1 / (flat["right"] - flat["left"])
    cells = joined_pieces(np.concatenate([flat_at[used], starts]), np.concatenate([flat, cells]))
    first, last = cells[0], cells[-1]
    above = last["c0"] + last["c1"] + last["c2"] + last["c3"]
    return CellCurve(float(first["left"]), float(last["right"]), float(first["c0"]), float(above), cells)


def _of_log(survival: _Survival, value: Callable[[Floats], Floats], relative: bool) -> CellCurve:
    """A function of ln x.

    Parameters
    ----------
    survival : _Survival
    value : callable
        From log P(T > x) to the function's value.
    relative : bool
        As in `refine`.
    """
    knots = _knots(survival)
    ends = value(log_ndtr(-np.array(survival.cuts)))

    def curve(x: Floats, log_x: Floats) -> tuple[Floats, Floats]:
        return _rounded_down(log_x), np.clip(value(survival.log_sf(x)), ends.min(), ends.max())

    cells = joined_pieces(*refine(curve, *knots.stretches, relative))
    below, above = value(survival.log_sf(np.array([0.0, np.inf])))
    jump = np.log(knots.x[:1]) if len(knots.x) else np.array([LOG_ZERO])
    high = float(cells["right"][-1] if len(cells) else _rounded_down(jump)[0])
    # After an atom at 0 the curve may stay flat for long; without that part the bins serve the rest.
    risen = np.logical_or.accumulate((cells["c0"] != below) | (cells["c1"] != 0))
    cells = cells[risen]
    return CellCurve(float(cells["left"][0]) if len(cells) else high, high, float(below), float(above), cells)


def _rounded_down(log_x: Floats) -> Floats:
    """Logarithms less their rounding error, so that a duration equal to an atom lies at or beyond it."""
    return np.asarray(log_x - _LOG_ROUNDING * np.maximum(1.0, np.abs(log_x)), dtype=np.float64)
