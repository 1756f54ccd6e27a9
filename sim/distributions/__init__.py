"""Shapes of chance for durations: survival in log space, its inverse, and the time left given the time spent.

Nothing here draws random numbers. A caller brings uniforms and turns them into durations with
`Distribution.quantile`, or, for a stage already under way, with `remaining`. Durations are plain numbers of
zero or more in whatever unit the parameters are written in.
"""

from sim.distributions.base import Array, Distribution, remaining
from sim.distributions.bounded import Fixed, Pert, Triangular, Uniform
from sim.distributions.expert import (
    gamma_from_mean_sd,
    gamma_from_median_p90,
    gamma_from_p10_p90,
    lognormal_from_mean_sd,
    lognormal_from_median_p90,
    lognormal_from_p10_p90,
    weibull_from_mean_sd,
    weibull_from_median_p90,
    weibull_from_p10_p90,
)
from sim.distributions.families import Exponential, Lognormal, Weibull
from sim.distributions.gamma import Gamma
from sim.distributions.mixture import Mixture
from sim.distributions.quantiles import Quantiles

__all__ = [
    "Array",
    "Distribution",
    "Exponential",
    "Fixed",
    "Gamma",
    "Lognormal",
    "Mixture",
    "Pert",
    "Quantiles",
    "Triangular",
    "Uniform",
    "Weibull",
    "gamma_from_mean_sd",
    "gamma_from_median_p90",
    "gamma_from_p10_p90",
    "lognormal_from_mean_sd",
    "lognormal_from_median_p90",
    "lognormal_from_p10_p90",
    "remaining",
    "weibull_from_mean_sd",
    "weibull_from_median_p90",
    "weibull_from_p10_p90",
]
