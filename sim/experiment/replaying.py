"""One future again, event by event."""

from __future__ import annotations

from sim.engines import ENGINES, engine_named
from sim.experiment.limits import MAX_REPLICATIONS, MAX_SEED, check_within
from sim.experiment.sets import futures_in_a_set
from sim.model import Event, event_log
from sim.plan import make_plan
from sim.scenario import Scenario


def replay(
    scenario: Scenario,
    replication: int,
    *,
    seed: int = 1,
    engine: str = ENGINES[0],
    futures_per_set: int | None = None,
) -> tuple[Event, ...]:
    """Event log of one replication, the same one a long run holds under that number.

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
    tuple of Event
        In time order.

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
    return event_log(plan, simulator.simulate(draws), 0, replication)
