"""One future again, event by event."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engines import ENGINES, engine_named
from sim.experiment.limits import MAX_REPLICATIONS, MAX_SEED, check_within
from sim.experiment.sets import futures_in_a_set
from sim.model import Draws, Event, Trace, event_log
from sim.plan import Plan, make_plan
from sim.scenario import Scenario


@dataclass(frozen=True)
class Replayed:
    """One future simulated again: the only one of its draws and trace.

    Attributes
    ----------
    plan : Plan
        Up to the horizon of the scenario.
    draws : Draws
    trace : Trace
    """

    plan: Plan
    draws: Draws
    trace: Trace

    @property
    def events(self) -> tuple[Event, ...]:
        """Its event log, in time order."""
        return event_log(self.plan, self.trace, 0, self.draws.first)


def replayed(
    scenario: Scenario,
    replication: int,
    *,
    seed: int = 1,
    engine: str = ENGINES[0],
    futures_per_set: int | None = None,
) -> Replayed:
    """Simulate one replication again, the same one a long run holds under that number.

    Parameters
    ----------
    scenario : Scenario
    replication : int
        0 or more.
    seed : int
        Seed of the run.
    engine : str
        One of `sim.engines.ENGINES`.
    futures_per_set : int, optional
        Of the run, as for `run`.

    Returns
    -------
    Replayed

    Raises
    ------
    OptionError
        When a number is out of range or the engine unknown.
    """
    check_within("replication", replication, 0, MAX_REPLICATIONS - 1)
    check_within("seed", seed, 0, MAX_SEED)
    plan = make_plan(scenario)
    simulator = engine_named(engine)(plan)
    draws = simulator.draw(seed, replication, 1, futures_in_a_set(scenario, futures_per_set))
    return Replayed(plan, draws, simulator.simulate(draws))


def replay(
    scenario: Scenario,
    replication: int,
    *,
    seed: int = 1,
    engine: str = ENGINES[0],
    futures_per_set: int | None = None,
) -> tuple[Event, ...]:
    """Event log of one replication, in time order; parameters and errors are those of `replayed`."""
    return replayed(scenario, replication, seed=seed, engine=engine, futures_per_set=futures_per_set).events
