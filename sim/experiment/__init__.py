"""Scenarios x replications -> results."""

from sim.experiment.replay import replay
from sim.experiment.run import BLOCK, DEFAULT_REPLICATIONS, DEFAULT_SEED, run
from sim.experiment.store import write_run

__all__ = ["BLOCK", "DEFAULT_REPLICATIONS", "DEFAULT_SEED", "replay", "run", "write_run"]
