"""Tables as a whole: no look-up leaves its table, atoms and ends, sharing, size, and curves of noise."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from engines_agree.reading_tables import APART, ATOMIC, LAWS, cells_of, look_up, read
from numpy.testing import assert_allclose
from scipy.special import log_ndtr, ndtr

from sim.distributions import Fixed, Gamma, Lognormal, Mixture
from sim.engines.compiled.tables import CELL, TOLERANCE, Lookup, LookupBuilder, joined_pieces, refine
from sim.files import load_scenario
from sim.plan import make_plan

BASELINE = Path(__file__).parents[2] / "scenarios" / "can-tho-2026.toml"


def all_tables() -> Lookup:
    maker = LookupBuilder()
    for law in LAWS:
        maker.log_quantile(law)
        maker.score_of_log(law)
        maker.log_survival_of_log(law)
    maker.log_quantile_of_beta(0.01, 0.5)
    return maker.tables()


def test_no_look_up_leaves_its_table() -> None:
    made = all_tables()
    plain = [part.tolist() for part in made]
    assert len(made.tables) == 3 * len(LAWS) + 1
    for name in made.cells.dtype.names:
        assert np.isfinite(made.cells[name]).all()
    next_cell = next_bin = 0
    for t, table in enumerate(made.tables):
        assert (table["first_cell"], table["first_bin"]) == (next_cell, next_bin)
        next_cell, next_bin = next_cell + table["cells"], next_bin + table["bins"]
        assert not np.isnan([table["below"], table["above"]]).any()
        cells = cells_of(made, t)
        if not len(cells):
            assert table["low"] == table["high"]
            assert look_up(*plain, t, table["low"]) == table["above"]
            continue
        assert (cells["left"][0], cells["right"][-1]) == (table["low"], table["high"])
        assert np.array_equal(cells["right"][:-1], cells["left"][1:])
        assert np.all(cells["right"] > cells["left"])
        edges = np.append(cells["left"], table["high"])
        starts = table["low"] + np.arange(table["bins"]) / table["bins_per_unit"]
        x = np.concatenate([edges[:: len(edges) // 99 + 1], starts[:: len(starts) // 99 + 1], edges[-2:]])
        for value in np.concatenate([x, np.nextafter(x, -np.inf), np.nextafter(x, np.inf)]):
            b = min(int((value - table["low"]) * table["bins_per_unit"]), int(table["bins"]) - 1)
            if table["low"] <= value < table["high"]:
                # The bin leads to the cell of the value or to one before it, so that stepping right must find it.
                named = made.bins[table["first_bin"] + b] - table["first_cell"]
                assert 0 <= named <= np.searchsorted(edges, value, side="right") - 1
            assert not math.isnan(look_up(*plain, t, float(value)))
        for value in (-np.inf, -1e300, 0.0, 1e300, np.inf):
            assert not math.isnan(look_up(*plain, t, value))
    assert (next_cell, next_bin) == (len(made.cells), len(made.bins))


def test_quantiles_never_fall_and_hold_their_ends() -> None:
    z = np.linspace(-13.0, 39.0, 4001)
    for law in (APART, ATOMIC, Gamma(2.5, 3.0), Mixture((0.3, 0.7), (Fixed(0.0), Lognormal(4.7, 0.5)))):
        maker = LookupBuilder()
        t = maker.log_quantile(law)
        y = read(maker.tables(), t, z)
        # Neighbouring cells share a point; inside, a cubic is that close to something that never falls.
        assert np.all(np.diff(y) >= -2 * TOLERANCE)
        # Outside, the value at the ends, which lie a little beyond -12 and 38.
        first, last = law.isf_log(log_ndtr([14.0, 12.0])), law.isf_log(log_ndtr([-38.0, -40.0]))
        for end, (least, most) in ((y[0], first), (y[-1], last)):
            assert least * (1 - 2 * TOLERANCE) <= np.exp(end) <= most * (1 + 2 * TOLERANCE)


def test_an_atom_is_past_from_its_own_duration_on() -> None:
    law = Mixture((0.3, 0.3, 0.4), (Fixed(90.0), Fixed(0.1), Fixed(180.0)))
    maker = LookupBuilder()
    score, survival, quantile = (
        maker.score_of_log(law),
        maker.log_survival_of_log(law),
        maker.log_quantile(law),
    )
    made = maker.tables()
    for atom, left in ((0.1, 0.7), (90.0, 0.4)):
        # However the logarithm was rounded.
        y = np.nextafter(math.log(atom), [math.log(atom), -9.0, 9.0])
        assert_allclose(read(made, survival, y), math.log(left), rtol=1e-14)
        assert_allclose(ndtr(-read(made, score, y)), left, rtol=1e-14)
    y = np.log([0.0999999999, 180.0, 1e9])
    assert read(made, survival, y).tolist() == [0.0, -np.inf, -np.inf]
    assert read(made, score, y).tolist() == [-np.inf, np.inf, np.inf]
    assert_allclose(np.exp(read(made, quantile, np.array([-3.0, 0.0, 3.0]))), [0.1, 90.0, 180.0], rtol=1e-14)
    # Nothing but 0: the table is one jump, and its quantile exactly 0.
    nothing = LookupBuilder()
    nothing.log_quantile(Fixed(0.0))
    nothing.log_survival_of_log(Fixed(0.0))
    assert np.exp(read(nothing.tables(), 0, np.array([1.5]))) == 0.0
    assert read(nothing.tables(), 1, np.array([-5.0])) == -np.inf


def test_bins_are_not_spent_where_nothing_happens() -> None:
    # From an atom at 0 to the shortest of the others, 12.5 scores below the median.
    maker = LookupBuilder()
    maker.score_of_log(Mixture((0.3, 0.7), (Fixed(0.0), Lognormal(4.7, 0.5))))
    assert maker.tables().tables["low"] > math.log(4.7) - 12.6 * 0.5


def test_cells_that_fall_back_by_rounding_are_put_in_order() -> None:
    cells = np.zeros(4, dtype=CELL)
    cells["left"], cells["right"] = [1.0, 1.5, 1.5 - 1e-15, 1.5], [1.5, 1.5 + 2e-15, 1.5, 2.0]
    in_order = joined_pieces(np.array([0.0, 1.0, 2.0, 3.0]), cells)
    assert in_order["left"].tolist() == [1.0, 1.5]
    assert in_order["right"].tolist() == [1.5, 2.0]


def test_who_asks_again_gets_the_same_table() -> None:
    maker = LookupBuilder()
    indices = [maker.log_quantile(law) for law in (Fixed(1.0), Lognormal(2.0, 0.5), Fixed(1.0))]
    assert indices == [0, 1, 0]
    assert maker.score_of_log(Lognormal(2.0, 0.5)) == 2
    assert maker.log_quantile_of_beta(2.0, 3.0) == maker.log_quantile_of_beta(2.0, 3.0) == 3
    assert maker.log_quantile(Lognormal(2.0, 0.5)) == 1
    assert len(maker.tables().tables) == 4
    assert [len(part) for part in LookupBuilder().tables()] == [0, 0, 0]


def test_tables_of_the_baseline_are_small() -> None:
    chances = make_plan(load_scenario(BASELINE)).chances
    maker = LookupBuilder()
    of = {maker.log_quantile(law.distribution): law.distribution for law in chances.durations}
    made, rng = maker.tables(), np.random.default_rng(6)
    for t, law in of.items():
        table, cells = made.tables[t], cells_of(made, t)
        assert len(cells) == 1 if isinstance(law, Lognormal) else len(cells) < 1000
        z = rng.standard_normal(2000)
        bins = ((z - table["low"]) * table["bins_per_unit"]).astype(np.int64)
        found = np.searchsorted(cells["right"], z, side="right") + table["first_cell"]
        steps = found - made.bins[table["first_bin"] + bins]
        # A look-up costs a step or two; more only close to a kink, where cells crowd.
        assert np.quantile(steps, 0.9) <= 2


def test_noise_is_not_refined_without_end() -> None:
    rng = np.random.default_rng(7)

    def noisy(x: np.ndarray, log_x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return log_x, rng.random(x.shape)

    starts, cells = refine(noisy, np.array([1.0, 2.0]), np.array([2.0, 3.0]))
    assert len(starts) == len(cells) < 5000
    assert np.all((cells["c0"] >= 0) & (cells["c0"] + cells["c1"] <= 1))
