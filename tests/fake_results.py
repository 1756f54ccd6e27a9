"""Results made by hand: so many homes in each year of each future, without a simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
from builders import WHY, row, scenario_of, stage

from sim.experiment import NeverBegun, Results
from sim.scenario import READINGS, Scenario

FIRST_YEAR = 2026


def scenario_with(
    targets: dict[int, int] | None = None, name: str = "test", data_date: Any = None, **more: Any
) -> Scenario:
    """Scenario with yearly targets; one project that no fake result needs."""
    wanted = {2026: 100, 2027: 100} if targets is None else targets
    years = [{"year": year, "homes": homes} for year, homes in wanted.items()]
    fields = {} if data_date is None else {"data_date": data_date}
    return scenario_of(
        {"s": stage(10.0)},
        [row("P")],
        targets={"years": years, "assumption": WHY} | more,
        name=name,
        **fields,
    )


def results_of(
    homes: Any,
    targets: dict[int, int] | None = None,
    *,
    seed: int = 1,
    futures_per_set: int = 1,
    scenario: Scenario | None = None,
    **more: Any,
) -> Results:
    """Results that hold `homes`, shape (R, years from 2026 on), in every reading."""
    homes = np.asarray(homes)
    quarters = np.zeros((len(homes), 4 * homes.shape[1], len(READINGS)), dtype=np.int32)
    quarters[:, ::4] = homes[:, :, None]
    return Results(
        scenario=scenario or scenario_with(targets, **more),
        seed=seed,
        engine="fake",
        futures_per_set=futures_per_set,
        requested=len(homes),
        first_year=FIRST_YEAR,
        homes_by_quarter=quarters,
        early_homes=np.zeros((len(homes), 0), dtype=np.int32),
        caps_met={},
        never_begun=NeverBegun(0.0, 0.0),
        completions=None,
    )


def met_results(met: Any, **more: Any) -> Results:
    """Results of one target year, 2026, reached (100 homes of 100) or not (0 homes) in each future."""
    return results_of(100 * np.asarray(met, dtype=np.int64)[:, None], {2026: 100}, **more)


def generator_of(seed: int) -> np.random.Generator:
    """Generator of a planted case."""
    return np.random.Generator(np.random.Philox(seed))
