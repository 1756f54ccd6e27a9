"""The reference engine: exact draws, the rules of `sim.model.rules` in SimPy, and the outcomes read off the trace."""

from __future__ import annotations

from dataclasses import replace

from sim.engines.reference.plan_lists import PlanLists
from sim.engines.reference.simulation import Simulation
from sim.model import Draws, Outcomes, Trace, draw, empty_trace, measure
from sim.plan import Plan


class Reference:
    """Simulates a plan, written to be read; see `sim.engines.Simulator`."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._plan_lists = PlanLists(plan.network)

    def draw(self, seed: int, first: int, count: int, futures_per_set: int = 1) -> Draws:
        """Make the draws of consecutive replications."""
        return draw(self._plan, seed, first, count, futures_per_set)

    def simulate(self, draws: Draws) -> Trace:
        """Take every project through its route in each replication."""
        trace = empty_trace(self._plan.network, draws)
        for r in range(len(draws.row_homes)):
            Simulation(self._plan_lists, self._plan_lists.future(draws, trace, r)).run()
        return trace

    def outcomes(
        self, seed: int, first: int, count: int, futures_per_set: int = 1, *, by_block: bool = False
    ) -> Outcomes:
        """Draw, simulate and measure."""
        draws = self.draw(seed, first, count, futures_per_set)
        outcomes = measure(self._plan, draws, self.simulate(draws))
        return outcomes if by_block else replace(outcomes, blocks=None)


simulator = Reference
