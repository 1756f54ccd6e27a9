"""The command door: `housing-sim`."""

import gc

# What is imported and read stays to the end: to look through it for garbage time and again is a twentieth of a start.
gc.set_threshold(50_000)

from sim.cli.door import main  # noqa: E402

__all__ = ["main"]
