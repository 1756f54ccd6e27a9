"""Generated scenarios as a list, the same on every machine, for what is no property of a single one."""

from __future__ import annotations

from conservation.generated.scenarios import scenarios
from hypothesis import HealthCheck, Phase, given, settings

from sim.scenario import Scenario


def examples(count: int) -> list[Scenario]:
    """The first scenarios that a test over `scenarios()` would meet."""
    found: list[Scenario] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(scenarios())
    def gather(scenario: Scenario) -> None:
        found.append(scenario)

    gather()
    return found
