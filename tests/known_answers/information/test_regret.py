"""What knowing a number saves in a choice: two alternatives whose difference is normal, in closed form.

f_1 - f_0 = m + sum of b_k x_k. Whoever knows x_k gains E[max(0, m + b_k x_k)] - max(0, m) = s phi(m / s) - |m| Phi(-|m|
/ s), with s = |b_k|: the unit normal loss (Raiffa & Schlaifer 1961, *Applied Statistical Decision Theory*).
"""

import math

import numpy as np
from scipy.stats import norm

from sim.analysis.information import columns_of, saved_regret
from sim.array_types import Floats

MEAN = 0.03
SLOPES = np.array([0.10, 0.04, 0.0])
FUTURES = 20


def gain(spread: float) -> float:
    return float(spread * norm.pdf(MEAN / spread) - MEAN * norm.cdf(-MEAN / spread)) if spread > 0 else 0.0


def a_case(seed: int, sets: int, numbers: int = 3) -> tuple[Floats, Floats]:
    """Chances that 20 futures give, shape (S, 2), and the scores."""
    random = np.random.default_rng(seed)
    scores = random.standard_normal((sets, numbers))
    better = MEAN + scores[:, :3] @ SLOPES
    truth = np.clip(np.stack([0.5 - better / 2, 0.5 + better / 2], axis=1), 0, 1)
    return random.binomial(FUTURES, truth) / FUTURES, scores


def in_sample(chances: Floats, scores: Floats) -> float:
    """The wrong method: the largest of what was fitted to the same sets."""
    table = columns_of(scores)
    fitted = table @ np.linalg.lstsq(table, chances)[0]
    return float(fitted.max(axis=1).mean() - chances.mean(axis=0).max())


def test_the_unit_normal_loss_within_three_standard_errors() -> None:
    chances, scores = a_case(1, 20_000)
    for k, slope in enumerate(SLOPES):
        saved = saved_regret(chances, scores[:, [k]])
        assert abs(saved.value - gain(float(slope))) <= 3 * saved.error + 1e-12, k
    everything = saved_regret(chances, scores)
    assert abs(everything.value - gain(math.hypot(*SLOPES.tolist()))) <= 3 * everything.error
    assert saved_regret(chances, scores[:, [0]]).clear


def test_a_number_that_moves_nothing_saves_nothing() -> None:
    """Also 50 together, from few sets: the wrong method finds a gain there in every case."""
    found = [(saved_regret(*each), in_sample(*each)) for each in (idle_case(seed) for seed in range(40))]
    values = [saved.value for saved, _ in found]
    error = np.std(values, ddof=1) / math.sqrt(len(values))
    assert np.mean(values) <= 3 * error
    assert sum(saved.clear for saved, _ in found) <= 4
    assert all(wrong > 3 * error for _, wrong in found)


def idle_case(seed: int) -> tuple[Floats, Floats]:
    chances, _ = a_case(seed, 500)
    return chances, np.random.default_rng(900 + seed).standard_normal((500, 50))


def test_the_interval_covers() -> None:
    """Of 300 cases of 1,000 sets, 95 % intervals cover in 91 to 99 of 100: 3 binomial errors."""
    truth, cases = gain(float(SLOPES[0])), 300
    covered = sum(
        abs(saved.value - truth) <= 1.96 * saved.error
        for saved in (
            saved_regret(chances, scores[:, [0]])
            for chances, scores in (a_case(7000 + seed, 1000) for seed in range(cases))
        )
    )
    assert 0.91 < covered / cases < 0.99
