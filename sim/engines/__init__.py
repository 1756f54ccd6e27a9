"""Engines by name. Each is a function ``simulate(network, draws) -> Trace`` with one meaning."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

from sim.errors import OptionError, msg
from sim.model.draws import Draws
from sim.model.plan import Network
from sim.model.trace import Trace

Simulate: TypeAlias = Callable[[Network, Draws], Trace]
ENGINES = ("reference",)


def engine_named(name: str) -> Simulate:
    """Find the engine with a name, loading it only now.

    Raises
    ------
    OptionError
        When there is no such engine.
    """
    if name not in ENGINES:
        raise OptionError(
            msg("there is no engine {name}; the engines are: {names}", name=name, names=", ".join(ENGINES))
        )
    simulate: Simulate = import_module(f"sim.engines.{name}").simulate
    return simulate
