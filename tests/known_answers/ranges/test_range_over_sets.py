"""The range of a chance over sets of unknown values: what holds for any counts, and what few hits leave open."""

from __future__ import annotations

import numpy as np
import pytest
from eight_laws import FUTURES, LAWS, study
from scipy import stats

from sim.analysis.statistics import RangeEnd, range_over_sets, sets_by_hits


def counts_of(law: str, sets: int = 1500, seed: int = 1) -> np.ndarray:
    return sets_by_hits(study(law, sets, seed))


def all_with(hits: int, sets: int) -> np.ndarray:
    counts = np.zeros(FUTURES + 1, dtype=int)
    counts[hits] = sets
    return counts


def test_sets_by_hits_by_hand():
    by_set = np.array([[1, 0, 0], [0, 0, 0], [1, 1, 1], [0, 1, 0]], dtype=bool)
    assert sets_by_hits(by_set).tolist() == [1, 2, 0, 1]


@pytest.mark.parametrize("futures", [2, 5, 20, 60])
@pytest.mark.parametrize("sets", [2, 20, 400])
def test_ends_are_ordered_chances_inside_their_intervals(sets, futures):
    generator = np.random.Generator(np.random.Philox(sets))
    for _ in range(5):
        chances = generator.beta(*generator.uniform(0.05, 3, 2), sets)
        found = range_over_sets(sets_by_hits(generator.random((sets, futures)) < chances[:, None]))
        assert 0 <= found.low.chance <= found.high.chance <= 1
        for end in (found.low, found.high):
            assert 0 <= end.interval[0] <= end.chance <= end.interval[1] <= 1
        assert sum(found.weights) == pytest.approx(1)


@pytest.mark.parametrize("law", LAWS)
def test_misses_in_place_of_hits_mirror_the_range(law):
    """But for what the fits leave undone, less than 0.0005; the intervals come from other bootstrap samples."""
    counts = counts_of(law)
    found, mirrored = range_over_sets(counts), range_over_sets(counts[::-1])
    assert mirrored.low.chance == pytest.approx(1 - found.high.chance, abs=5e-4)
    assert mirrored.high.chance == pytest.approx(1 - found.low.chance, abs=5e-4)


def test_equal_counts_get_equal_ranges():
    assert range_over_sets(counts_of("uniform")) == range_over_sets(counts_of("uniform"))


@pytest.mark.parametrize("law", ["two points", "beta near one", "alike, 30 %"])
def test_no_end_jumps_between_one_study_and_another(law):
    """Sets are exchanged a few at a time until one study has become the other.

    An exchange of 2 % of the sets moves an end by less than 0.015, though the candidates lie up to 0.05 apart and one
    study may give nearly all of the weight to a candidate that the other hardly counts. The steepest is the standard
    deviation of the beta distribution where the variance over sets leaves zero.
    """
    one, other = (np.sort(np.count_nonzero(study(law, 500, seed), axis=1)) for seed in (3, 8))
    differ = np.flatnonzero(one != other)
    path = []
    for part in np.array_split(
        np.random.Generator(np.random.Philox(1)).permutation(differ), len(differ) // 10
    ):
        one[part] = other[part]
        found = range_over_sets(np.bincount(one, minlength=FUTURES + 1))
        path.append((found.low.chance, found.high.chance))
    assert np.abs(np.diff(path, axis=0)).max() < 0.015


@pytest.mark.parametrize("sets", [20, 100, 500, 1500])
def test_without_a_hit_both_ends_are_near_zero_and_few_sets_leave_the_upper_one_open(sets):
    found = range_over_sets(all_with(0, sets))
    assert found.low.is_near_zero
    assert found.high.is_near_zero
    assert not found.high.is_near_one
    assert found.low.interval[0] == found.high.interval[0] == 0
    # A tenth of the sets with the chance q: the chance that no future hits is (0.9 + 0.1 (1 - q)^20)^sets.
    chances = np.linspace(0, 1, 100_001)
    possible = chances[(0.9 + 0.1 * (1 - chances) ** FUTURES) ** sets > 0.025]
    assert found.high.interval[1] >= possible.max()


def test_with_hits_only_both_ends_are_near_one():
    found = range_over_sets(all_with(FUTURES, 500))
    assert found.low.is_near_one
    assert found.high.is_near_one
    assert found.high.interval[1] == 1


def test_ends_under_half_a_percent_are_known_as_such():
    assert RangeEnd(0.0049, (0.0, 0.01)).is_near_zero
    assert not RangeEnd(0.0051, (0.0, 0.01)).is_near_zero
    assert RangeEnd(0.9951, (0.9, 1.0)).is_near_one
    assert not RangeEnd(0.9949, (0.9, 1.0)).is_near_one


def test_a_few_sets_that_make_the_target_likely_are_not_shut_out():
    """One set in nine has the chance 2 %, the others none: some 50 sets of 1,500 show a hit, and P90 is 2 %.

    No estimate finds that P90; its interval holds it.
    """
    generator = np.random.Generator(np.random.Philox(4))
    held = []
    for _ in range(10):
        chances = np.where(generator.random(1500) < 1 / 9, 0.02, 0.0)
        found = range_over_sets(sets_by_hits(generator.random((1500, FUTURES)) < chances[:, None]))
        held.append(found.high.interval[0] <= 0.02 <= found.high.interval[1])
    assert sum(held) >= stats.binom.ppf(6.8e-6, 10, 0.95)


@pytest.mark.parametrize(
    "counts",
    [
        np.array([3, 4]),
        np.array([[3, 4, 5]]),
        np.array([3, -1, 5]),
        np.array([1, 0, 0]),
        np.array([0, 0, 0]),
        np.array([1.5, 2.5, 3.0]),
        np.array([np.nan, 2.0, 3.0]),
        np.array([], dtype=int),
    ],
    ids=[
        "one future",
        "a matrix",
        "below zero",
        "one set",
        "no set",
        "parts of sets",
        "not a number",
        "nothing",
    ],
)
def test_other_counts_are_refused(counts):
    with pytest.raises(ValueError, match="counts"):
        range_over_sets(counts)
