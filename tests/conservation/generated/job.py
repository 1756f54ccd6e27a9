"""What one node of one project is busy with, for the oracle."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np

# Phases that last until an instant.
NOTICE, WORK, STALLED, ROUND, GAP = "notice", "work", "stalled", "round", "gap"
ASSIGNING, HALTED = "assigning", "halted"
# Phases that last until something is given.
FOR_STOCK, FOR_SLOT = "for stock", "for slot"
# What a job does next, as soon as everything that ends now has ended.
ASK_STOCK, ASK_SLOT, BEGIN = "ask stock", "ask slot", "begin"
ASKING = (ASK_STOCK, ASK_SLOT, BEGIN)


@dataclass
class Job:
    """What one node of one project is busy with.

    `at` is the node whose pool, calendar and tender count now: the node itself, or after a recall the one whose
    rounds are held again; `resuming` says that what begins next is what is left of the node's own work.
    """

    p: int
    s: int
    at: int
    phase: str = ASK_STOCK
    until: float = inf
    asked: float = np.nan
    holds: bool = False
    taken: float = 0.0
    resuming: bool = False
    recalls: int = 0
    work: float = np.nan
    begun: float = np.nan
    round: int = 0
    attempt: int = 0
    version: int = 0
    to_the_end: bool = False
