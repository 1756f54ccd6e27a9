from .beliefs import LogNormalBelief, Prior, differences
from .curve import StillRunning, curve_of
from .maximum import MaximumLikelihood, compare_families, maximise
from .observations import Observations, Seen, exactly, observe
from .plateau import Plateau, plateau_of
from .posterior import Places, Posterior, posterior_of
from .profile import PROFILE_LEVEL, ProfileInterval, Quantity, never_interval, profile_interval
from .shapes import FAMILIES, Z90, Family, shape_of

__all__ = [
    "FAMILIES",
    "PROFILE_LEVEL",
    "Z90",
    "Family",
    "LogNormalBelief",
    "MaximumLikelihood",
    "Observations",
    "Places",
    "Plateau",
    "Posterior",
    "Prior",
    "ProfileInterval",
    "Quantity",
    "Seen",
    "StillRunning",
    "compare_families",
    "curve_of",
    "differences",
    "exactly",
    "maximise",
    "never_interval",
    "observe",
    "plateau_of",
    "posterior_of",
    "profile_interval",
    "shape_of",
]
