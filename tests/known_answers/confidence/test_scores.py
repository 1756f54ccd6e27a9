"""The three scores and the level, by table."""

from itertools import product

import pytest

from sim.analysis.confidence import (
    Agreement,
    Basis,
    Level,
    Record,
    RecordReason,
    Score,
    StatedNumber,
    basis_of,
    level_of,
    record_of,
)
from sim.analysis.statistics import RangeEnd
from sim.errors import msg
from sim.scenario import Standing


def number(standing: Standing) -> StatedNumber:
    return StatedNumber(f"stages.{standing}", msg("duration of “{stage}”", stage=standing), standing)


def basis(assumed: float = 0, derived: float = 0, published: float = 0, unmoved: int = 0) -> Basis:
    """Basis of one number of each standing that moves so many homes."""
    numbers = [number("assumption"), number("derived"), number("published")]
    return basis_of(numbers, [assumed, derived, published], unmoved)


@pytest.mark.parametrize(
    ("found", "share", "score", "reason"),
    [
        (basis(published=50), 0.0, 2, "mostly_published"),
        (basis(assumed=32, published=68), 0.32, 2, "mostly_published"),
        (basis(derived=66, published=34), 0.33, 2, "mostly_published"),  # 33 %, and a third is more
        (basis(assumed=1, published=2), 1 / 3, 1, "partly_assumed"),
        (basis(derived=50), 0.5, 1, "partly_assumed"),
        (basis(assumed=2, published=1), 2 / 3, 1, "partly_assumed"),
        (basis(assumed=67, published=33), 0.67, 0, "mostly_assumed"),
        (basis(assumed=5), 1.0, 0, "mostly_assumed"),
        # Six assumed capacities take the mean of the three, (0 + 0 + 30) / 3 = 10 each: 60 of 90.
        (basis(published=30, unmoved=6), 2 / 3, 1, "partly_assumed"),
        (basis(published=30, unmoved=7), 0.7, 0, "mostly_assumed"),
        (basis(), None, 0, "nothing_moves"),
        (basis(unmoved=5), None, 0, "nothing_moves"),
        (basis_of([], [], 0), None, 0, "nothing_moves"),
    ],
)
def test_basis(found: Basis, share: float | None, score: Score, reason: str) -> None:
    assert found.assumed_share == (None if share is None else pytest.approx(share))
    assert (found.score, found.reason) == (score, reason)


def test_what_moves_most_stands_first() -> None:
    assert [each.homes for each in basis(assumed=5, derived=70, published=30).influences] == [70, 30, 5]


def end(low: float, chance: float, high: float) -> RangeEnd:
    return RangeEnd(chance, (low, high))


@pytest.mark.parametrize(
    ("low", "high", "score"),
    [
        (end(0.00, 0.01, 0.03), end(0.25, 0.28, 0.32), 2),
        (end(0.00, 0.01, 0.03), end(0.25, 0.30, 0.34), 1),  # its interval reaches the next band
        (end(0.33, 0.40, 0.45), end(0.50, 0.60, 0.66), 2),
        (end(0.32, 0.40, 0.45), end(0.50, 0.60, 0.66), 1),
        (end(0.33, 0.40, 0.45), end(0.50, 0.60, 0.67), 1),
        (end(0.67, 0.70, 0.75), end(0.80, 0.90, 0.99), 2),
        (end(0.20, 0.25, 0.30), end(0.60, 0.64, 0.70), 0),
        (end(0.00, 0.00, 0.00), end(0.00, 0.00, 0.00), 2),
        (end(0.00, 0.10, 0.20), end(0.90, 1.00, 1.00), 0),
    ],
)
def test_agreement(low: RangeEnd, high: RangeEnd, score: Score) -> None:
    assert Agreement(low, high).score == score


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (None, "none"),
        (Record(0, 0, 0.0, 1.0), "none"),
        (Record(5, 4, 1.0, 2.0), "short"),
        (Record(5, 4, 2.0, 2.0), "not_better"),
        (Record(19, 15, 1.0, 2.0), "short"),
        (Record(20, 16, 9.0, 2.0), "tested"),
        # P-values of SciPy's `binomtest(k, 20, 0.8)`: 12 → 0.044, 13 → 0.098, 19 → 0.156, 20 → 0.022.
        (Record(20, 12, 1.0, 2.0), "refuted"),
        (Record(20, 13, 1.0, 2.0), "tested"),
        (Record(20, 19, 1.0, 2.0), "tested"),
        (Record(20, 20, 1.0, 2.0), "refuted"),
        (Record(400, 400, 1.0, 2.0), "refuted"),
    ],
)
def test_record(record: Record | None, reason: RecordReason) -> None:
    assert record_of(record) == reason


LEVELS: dict[tuple[Score, Score, Score], Level] = {
    (0, 0, 0): "very_low", (0, 0, 1): "low", (0, 0, 2): "low",
    (0, 1, 0): "low", (0, 1, 1): "low", (0, 1, 2): "low",
    (0, 2, 0): "low", (0, 2, 1): "low", (0, 2, 2): "low",
    (1, 0, 0): "low", (1, 0, 1): "low", (1, 0, 2): "medium",
    (1, 1, 0): "low", (1, 1, 1): "medium", (1, 1, 2): "medium",
    (1, 2, 0): "medium", (1, 2, 1): "medium", (1, 2, 2): "high",
    (2, 0, 0): "low", (2, 0, 1): "medium", (2, 0, 2): "medium",
    (2, 1, 0): "medium", (2, 1, 1): "medium", (2, 1, 2): "high",
    (2, 2, 0): "medium", (2, 2, 1): "high", (2, 2, 2): "very_high",
}  # fmt: skip


def test_level() -> None:
    scores: tuple[Score, ...] = (0, 1, 2)
    assert {each: level_of(*each) for each in product(scores, repeat=3)} == LEVELS
