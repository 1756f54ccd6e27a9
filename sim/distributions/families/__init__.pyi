from .exponential import Exponential, ExponentialSpec
from .fixed import Fixed, FixedSpec
from .gamma import Gamma, GammaSpec
from .lognormal import Lognormal, LognormalSpec
from .pert import Pert, PertSpec
from .quantiles import Quantiles, QuantilesSpec
from .triangular import Triangular, TriangularSpec
from .uniform import Uniform, UniformSpec
from .weibull import Weibull, WeibullSpec

__all__ = [
    "Exponential",
    "ExponentialSpec",
    "Fixed",
    "FixedSpec",
    "Gamma",
    "GammaSpec",
    "Lognormal",
    "LognormalSpec",
    "Pert",
    "PertSpec",
    "Quantiles",
    "QuantilesSpec",
    "Triangular",
    "TriangularSpec",
    "Uniform",
    "UniformSpec",
    "Weibull",
    "WeibullSpec",
]
