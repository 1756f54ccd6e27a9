from .brier import brier
from .coverage import LEVELS, covers
from .crps import crps
from .interval import central, interval_score
from .pit import pit
from .skill import Skill, skill

__all__ = ["LEVELS", "Skill", "brier", "central", "covers", "crps", "interval_score", "pit", "skill"]
