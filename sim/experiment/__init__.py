"""Scenarios x replications -> results."""

from sim.experiment.more import Growing, more
from sim.experiment.replay import replay
from sim.experiment.run import DEFAULT_REPLICATIONS, DEFAULT_SEED, FUTURES_PER_SET, SETS, run
from sim.experiment.store import write_run

__all__ = [
    "DEFAULT_REPLICATIONS",
    "DEFAULT_SEED",
    "FUTURES_PER_SET",
    "SETS",
    "Growing",
    "more",
    "replay",
    "run",
    "write_run",
]
