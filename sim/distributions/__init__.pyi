from .base import Distribution, remaining
from .bounded import Fixed, Pert, Triangular, Uniform
from .expert import (
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
from .families import Exponential, Lognormal, Weibull
from .gamma import Gamma
from .mixture import Mixture
from .quantiles import Quantiles

__all__ = [
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
