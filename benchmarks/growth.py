"""From a city to a country: time for one project in one future as the register grows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from benchmarks.cities import baseline, block_of, province, simulate_in_blocks
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side
from sim.engines import engine_named
from sim.plan import make_plan

CITY = 60


def growth(setting: Setting) -> Sequence[Figure]:
    """60, 600 and 6,000 projects that compete for 1, 10 and 100 times the capacity.

    The city of 60 is the baseline's register and the first rows of it again; see `benchmarks.cities.province`.
    """
    copies = -(-CITY // len(baseline().rows))
    city = province(baseline(), copies, CITY, mark="again")
    times_as_large = (1, 10) if setting.quick else (1, 10, 100)
    futures = {1: setting.futures(10_000), 10: setting.futures(1_000), 100: 500}
    planning: dict[str, float | str] = {}
    contenders = []
    for factor in times_as_large:
        begun = time.perf_counter()
        simulator = engine_named(setting.engine)(make_plan(province(city, factor)))
        planning[f"planning_{factor * CITY}_projects_s"] = round(time.perf_counter() - begun, 3)
        contenders.append(_contender(simulator, factor * CITY, futures[factor], block_of(setting.engine)))
    times = side_by_side(contenders, setting.rounds(5))
    small, large = (str(factor * CITY) for factor in (times_as_large[0], times_as_large[-1]))
    return (
        Figure(
            "growth",
            f"a project in a future: among {large} projects / among {small}",
            "×",
            times[large] / times[small],
            must=3,
            aim=2,
            detail={f"ns_among_{name}_projects": median(values, 1e9) for name, values in times.items()}
            | planning,
        ),
    )


def _contender(simulator: Any, projects: int, futures: int, block: int) -> Contender:
    return Contender(str(projects), lambda: simulate_in_blocks(simulator, futures, block), projects * futures)
