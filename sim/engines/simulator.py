"""Engines by name. Each simulates plans, and all give one answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Protocol, TypeAlias

from sim.errors import OptionError, RunError, in_english, msg
from sim.model import Draws, Outcomes, Trace
from sim.plan import Plan


class Simulator(Protocol):
    """An engine made ready for one plan; may be called from several threads at once."""

    def draw(self, seed: int, first: int, count: int, futures_per_set: int = 1) -> Draws:
        """Make the draws of consecutive replications.

        Parameters
        ----------
        seed : int
            0 to 2**64 - 1.
        first, count : int
            Which replications; any split of a range gives the same numbers.
        futures_per_set : int
            How many consecutive replications share one set of unknown numbers.

        Returns
        -------
        Draws
        """

    def simulate(self, draws: Draws) -> Trace:
        """Take every project through its route in each replication of some draws.

        Parameters
        ----------
        draws : Draws

        Returns
        -------
        Trace
        """

    def outcomes(
        self, seed: int, first: int, count: int, futures_per_set: int = 1, *, by_block: bool = False
    ) -> Outcomes:
        """Draw, simulate and measure consecutive replications.

        Parameters
        ----------
        seed, first, count, futures_per_set : int
            As for `draw`.
        by_block : bool
            Whether the outcomes of every block are wanted, or only the homes of each quarter.

        Returns
        -------
        Outcomes
        """


Prepare: TypeAlias = Callable[[Plan], Simulator]
ENGINES = ("compiled", "reference")


def check_engine(name: str) -> None:
    """Refuse the name of an engine that does not exist, without loading one.

    Raises
    ------
    OptionError
    """
    if name not in ENGINES:
        raise OptionError(
            msg("there is no engine {name}; the engines are: {names}", name=name, names=", ".join(ENGINES))
        )


def engine_at_hand(name: str) -> str:
    """Load an engine, and say which one will simulate.

    Where the compiled engine cannot be made or loaded, the reference engine, which has the same meaning, stands in for
    it; a warning is logged once.

    Returns
    -------
    str
        The name asked for, or that of the engine that stands in.

    Raises
    ------
    OptionError
        When there is no such engine.
    """
    check_engine(name)
    try:
        if name == "compiled":
            # Before its module, which imports Numba: whatever that may raise is told as a RunError.
            import_module("sim.engines.compiled.loading").load_kernels()
        import_module(f"sim.engines.{name}.engine")
    except RunError as error:
        _warn_once(in_english(error.message))
        return "reference"
    return name


def engine_named(name: str) -> Prepare:
    """Find the engine with a name, or the one that stands in for it (see `engine_at_hand`).

    Returns
    -------
    callable
        Makes a `Simulator` of a plan.

    Raises
    ------
    OptionError
        When there is no such engine.
    """
    prepare: Prepare = import_module(f"sim.engines.{engine_at_hand(name)}.engine").simulator
    return prepare


@cache
def _warn_once(reason: str) -> None:
    logging.getLogger(__name__).warning(
        "the reference engine stands in for the compiled one, more than a hundred times slower: %s", reason
    )
