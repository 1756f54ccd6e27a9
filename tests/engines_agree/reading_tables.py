"""Distributions of every kind, the kernel's reading of a table in plain Python, and where a table is hardest to get right."""

from __future__ import annotations

import numpy as np
from pydantic import TypeAdapter

from sim.distributions import (
    DistributionSpec,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Mixture,
    Pert,
    Quantiles,
    Triangular,
    Uniform,
    Weibull,
)
from sim.engines.compiled.tables import Lookup
from sim.files import tagged_models

APART = Mixture((0.3, 0.45, 0.25), (Lognormal(2.0, 0.5), Lognormal(60.0, 0.1), Lognormal(4000.0, 0.6)))
ATOMIC = Quantiles(((0.0, 1.0), (0.2, 4.0), (0.5, 4.0), (0.9, 7.0), (1.0, 20.0)))
LAWS = list(
    dict.fromkeys(
        [
            Lognormal(18.0, 0.45),
            Lognormal(1e5, 1e-9),
            Lognormal(0.001, 5.0),
            Exponential(7.0),
            Exponential(1e5),
            Weibull(0.05, 20.0),
            Weibull(1.7, 20.0),
            Weibull(1e5, 1e5),
            Gamma(0.01, 3.0),  # nine in ten below 1e-5, one in three below 1e-48
            Gamma(2.5, 3.0),
            Gamma(1e5, 1e5),
            Uniform(0.0, 5.0),
            Uniform(2.0, 5.0),
            Uniform(99_999.0, 1e5),
            Triangular(0.0, 0.0, 6.0),
            Triangular(2.0, 3.0, 6.0),
            Triangular(2.0, 6.0, 6.0),
            Pert(0.0, 0.0, 6.0),
            Pert(2.0, 5.5, 6.0),
            Pert(1e5 - 1.0, 1e5 - 1.0, 1e5),
            Fixed(0.0),
            Fixed(90.0),
            ATOMIC,
            Quantiles(((0.0, 0.0), (0.4, 0.0), (1.0, 3.0))),
            Quantiles(((0.0, 0.0), (1e-12, 3.0), (0.5, 3.0), (0.6, 3.000001), (1.0, 1e5))),
            Quantiles(tuple((i / 199, 0.5 + (i % 7) + 7 * (i // 7)) for i in range(200))),
            APART,
            Mixture((0.9999, 0.0001), (Lognormal(10.0, 0.5), Lognormal(12.0, 1e-6))),
            Mixture((0.6, 0.4), (Fixed(90.0), Fixed(180.0))),
            Mixture((0.3, 0.7), (Fixed(0.0), Lognormal(4.7, 0.5))),
            Mixture((0.45, 0.33, 0.22), (Fixed(0.0), Fixed(90.0), Exponential(180.0))),
            Mixture((0.25, 0.25, 0.5), (Fixed(5.0), ATOMIC, Exponential(8.0))),
            Mixture((0.5, 0.5), (Triangular(0.0, 1.0, 2.0), Pert(4.0, 4.5, 5.0))),
            Mixture((0.3, 0.3, 0.4), (Uniform(0.0, 1.0), Uniform(1.0, 2.0), Gamma(400.0, 0.1))),
            Mixture((0.5, 0.5), (Fixed(0.0), Mixture((0.1, 0.9), (Weibull(0.7, 3.0), Uniform(5.0, 6.0))))),
            *(
                TypeAdapter(DistributionSpec).validate_python({"family": name, **fields}).distribution()
                for name, model in tagged_models(DistributionSpec).items()
                for fields in model.examples.values()
            ),
        ]
    )
)
LAW_ID = [f"{type(law).__name__}{i}" for i, law in enumerate(LAWS)]


Row = tuple[float, ...]


def look_up(tables: list[Row], cells: list[Row], bins: list[int], t: int, x: float) -> float:
    """The kernel's reading of a table, in plain Python."""
    low, high, below, above, bins_per_unit, first_bin, count, _, _ = tables[t]
    if x < low:
        return below
    if x >= high:
        return above
    b = min(int((x - low) * bins_per_unit), count - 1)
    i = bins[first_bin + b]
    while x >= cells[i][1]:
        i += 1
    left, _, inverse_width, c0, c1, c2, c3 = cells[i]
    s = (x - left) * inverse_width
    return c0 + s * (c1 + s * (c2 + s * c3))


def read(made: Lookup, t: int, x: np.ndarray) -> np.ndarray:
    tables, cells, bins = (part.tolist() for part in made)
    return np.array([look_up(tables, cells, bins, t, value) for value in x.tolist()])


def cells_of(made: Lookup, t: int) -> np.ndarray:
    first, count = made.tables[t]["first_cell"], made.tables[t]["cells"]
    return made.cells[first : first + count]


def near(edges: np.ndarray, lowest: float, highest: float) -> np.ndarray:
    """Some of the edges of cells, and what lies close on both sides."""
    chosen = edges[:: max(1, len(edges) // 40)]
    steps = np.array([-1e-6, -1e-10, -1e-15, 0.0, 1e-15, 1e-10, 1e-6])
    around = (chosen[:, None] + steps * np.maximum(1.0, np.abs(chosen))[:, None]).ravel()
    return around[(around >= lowest) & (around <= highest)]
