"""The command door: `housing-sim`."""

from sim.cli.door import main

__all__ = ["main"]
