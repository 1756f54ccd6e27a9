"""Homes that each number moves, where they are known."""

from __future__ import annotations

import numpy as np
import pytest
from builders import likelihood, route, row, scenario_of, stage
from scipy.integrate import quad
from scipy.special import betaincinv, ndtr
from scipy.stats import norm

from sim.analysis.confidence import YARDSTICKS, evidence_of, influences
from sim.scenario import Scenario

SETS = 500


def planted(
    numbers: int, slopes: dict[int, float], noise: float, seed: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Homes of each set that are linear in some scores, and the scores."""
    generator = np.random.default_rng(seed)
    scores = generator.standard_normal((SETS, numbers))
    homes = 1_000 + noise * generator.standard_normal(SETS)
    for number, slope in slopes.items():
        homes += slope * scores[:, number]
    return homes, scores


@pytest.mark.parametrize("numbers", [5, 60, 400])
def test_planted_slopes_are_found(numbers: int) -> None:
    slopes = {0: 300.0, 1: -200.0, 3: 50.0}
    found = influences(*planted(numbers, slopes, noise=40.0))
    # All together up to half as many numbers as sets: the error is that of the noise alone, 40 / sqrt(500 - 61), 1.9.
    # One at a time: it holds what the other numbers move, sqrt((300^2 + 200^2 + 40^2) / 500), 16 at most. Four of each.
    allowed = 4 * (1.9 if numbers <= SETS / 2 else 16.2)
    for number, slope in slopes.items():
        assert found[number] == pytest.approx(abs(slope), abs=allowed)


def test_what_moves_nothing_is_mostly_zero() -> None:
    found = influences(*planted(200, {}, noise=40.0))
    # Under two standard errors, as 95.4 % are: 9 of 200 are not on average, and more than 21 in 1 of 10,000 trials.
    assert np.count_nonzero(found) <= 21
    assert np.count_nonzero(found) > 0


def test_numbers_that_do_not_vary_move_nothing() -> None:
    homes = np.full(SETS, 70.1)
    _, scores = planted(3, {}, noise=1.0)
    assert not influences(homes, scores).any()


def two_chances(first: dict[str, object], second: dict[str, object]) -> Scenario:
    """40 projects of 100 homes that one chance decides on, and 20 that another does."""
    stages = {
        name: {**stage(10), "tender": {"success": likelihood(0.5) | standing, "rounds": 1}}
        for name, standing in (("a", first), ("b", second))
    }
    routes = {f"by_{name}": route({name: []}, steps={name: {"fallback": "drop_out"}}) for name in ("a", "b")}
    rows = [row(f"P{i}", route="by_a") for i in range(40)] + [row(f"Q{i}", route="by_b") for i in range(20)]
    return scenario_of(stages, rows, routes)


def moved(homes: float, cases: float) -> float:
    """Homes moved by a chance of 1/2, as sure as so many cases: the covariance of its value and its normal score."""

    def weighed(z: float) -> float:
        return float(betaincinv(cases / 2, cases / 2, ndtr(z)) * z * norm.pdf(z))

    return homes * quad(weighed, -8, 8)[0]


@pytest.mark.parametrize("standing", ["assumption", "derived", "published"])
def test_a_linear_scenario(standing: str) -> None:
    fields = {
        "assumption": {},
        "derived": {"assumption": None, "source": "s", "derivation": "how"},
        "published": {"assumption": None, "source": "s"},
    }
    evidence = evidence_of(two_chances({}, fields[standing]))
    assert evidence is not None
    found = {each.number.path: each.homes for each in evidence.basis.influences}
    cases = {name: YARDSTICKS[name].cases for name in YARDSTICKS}
    first, second = moved(4_000, cases["assumption"]), moved(2_000, cases[standing])
    # Error of a slope over 500 sets: what the rest of the two chances' variance and the futures' own add,
    # 4,000² × (0.0625 - 0.2470²) + 2,000² × ... + 60 × 100² / 4 / 20, at most 225² a set, so 10 homes: three of these.
    assert found["stages.a.tender.success"] == pytest.approx(first, abs=30)
    assert found["stages.b.tender.success"] == pytest.approx(second, abs=30)
    weight = {"assumption": 1.0, "derived": 0.5, "published": 0.0}[standing]
    others = {path: homes for path, homes in found.items() if "tender" not in path}
    # Neither stage's own ten days can move anything; the counting rule, assumed, takes the mean.
    mean = sum(found.values()) / len(found)
    total = sum(found.values()) + mean * evidence.basis.unmoved
    assumed = found["stages.a.tender.success"] + weight * found["stages.b.tender.success"]
    assumed += sum(others.values()) + mean * evidence.basis.unmoved
    assert evidence.basis.assumed_share == pytest.approx(assumed / total)
    assert max(others.values()) < 30
