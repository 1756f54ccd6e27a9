"""How many futures share what is not known."""

from __future__ import annotations

from sim.experiment.limits import FUTURES_PER_SET, MAX_REPLICATIONS, check_within
from sim.scenario import Scenario, unknowns_of


def futures_in_a_set(scenario: Scenario, given: int | None = None) -> int:
    """Say how many consecutive futures share one set of unknown numbers, unless that is given.

    Where a scenario states no unknown number, neither of its homes nor of its indicators, no two futures share any: a
    range over what is not known would only tell the noise of its futures.
    """
    if given is not None:
        check_within("futures_per_set", given, 1, MAX_REPLICATIONS)
        return given
    of_indicators = any(indicator.unknown for indicator in scenario.settings.indicators.values())
    return FUTURES_PER_SET if unknowns_of(scenario) or of_indicators else 1
