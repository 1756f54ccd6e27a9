"""The tables of a plan, in which quantile tables hold the atoms of their distributions exactly."""

from __future__ import annotations

import numpy as np

from sim.distributions import Distribution
from sim.engines.compiled import LookupArrays
from sim.engines.compiled.tables.lookup import LookupBuilder


class QuantileTables(LookupBuilder):
    """Collects tables, and remembers which are quantile tables, with the atoms of their distributions."""

    def __init__(self) -> None:
        super().__init__()
        self.atoms: dict[int, tuple[float, ...]] = {}

    def quantile(self, distribution: Distribution) -> int:
        """Index of the duration by normal score."""
        index = self.log_quantile(distribution)
        self.atoms[index] = distribution.atoms
        return index

    def quantile_of_beta(self, a: float, b: float) -> int:
        """Index of a beta distributed share by normal score."""
        index = self.log_quantile_of_beta(a, b)
        self.atoms[index] = ()
        return index


def duration_tables(quantile_tables: QuantileTables) -> LookupArrays:
    """All tables collected, as the kernels take them.

    In quantile tables the ends are durations instead of logarithms, and so is the cell of an atom, which is marked by
    an inverse width of 0: an atom comes out exactly.
    """
    lookup = quantile_tables.tables()
    tables, cells = lookup.tables.copy(), lookup.cells.copy()
    for t, atoms in quantile_tables.atoms.items():
        table = tables[t]
        table["below"], table["above"] = np.exp(table["below"]), np.exp(table["above"])
        own = cells[table["first_cell"] : table["first_cell"] + table["cells"]]
        flat = np.flatnonzero((own["c1"] == 0) & (own["c2"] == 0) & (own["c3"] == 0))
        if len(atoms) and len(flat):
            known = np.array(atoms)
            nearest = known[np.argmin(np.abs(known[None, :] - np.exp(own["c0"][flat])[:, None]), axis=1)]
            own["c0"][flat], own["inverse_width"][flat] = nearest, 0.0
            for end in ("below", "above"):
                near = known[np.argmin(np.abs(known - table[end]))]
                table[end] = near if abs(near - table[end]) <= 1e-12 * near else table[end]
    return LookupArrays(tables, cells, lookup.bins)
