"""What the kernels compute in a way of their own, against what it stands for."""

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy.special import ndtri

from sim.engines.compiled.kernels import work
from sim.engines.compiled.kernels.numerics import normal
from sim.engines.compiled.layout import day_of_work
from sim.model import finish


def plain(function: Any) -> Any:
    """Read a kernel as Python."""
    return getattr(function, "py_func", function)


def test_work_ends_where_the_search_finds_it() -> None:
    rng = np.random.default_rng(36)
    rates = rng.choice([0.0, 0.0, 0.4, 1.0], size=(2, 400))
    tables = [np.zeros(0), *(np.concatenate([[0.0], np.cumsum(row)]) for row in rates)]
    totals = np.zeros((3, 401))
    for row, table in zip(totals, tables, strict=True):
        row[: len(table)] = table
    lengths, origins = np.array([0, 401, 401]), np.array([0, -50, -7])
    rules = SimpleNamespace(
        tables=totals, table_lengths=lengths, origin_days=origins, day_of_work=day_of_work(tables)
    )
    starts = np.concatenate([rng.integers(-60, 420, 2000), rng.uniform(-60, 420, 2000), [math.inf, math.nan]])
    works = np.concatenate([rng.integers(-1, 90, 2000), rng.uniform(0, 90, 2000), [1.0, 1.0]])
    works[:600:3] += rng.uniform(-2e-10, 2e-10, 200)
    works[:20], works[20:40] = 1e-12, math.nan
    for calendar, table in enumerate(tables):
        for start, days in zip(starts.tolist(), works.tolist(), strict=True):
            found = plain(work.finish_on_calendar)(rules, calendar, start, days)
            wanted = finish(table, int(origins[calendar]), start, days)
            assert found == wanted or (math.isnan(found) and math.isnan(wanted)), (calendar, start, days)


def test_the_short_series_is_the_exponential() -> None:
    x = np.linspace(-60.0, 60.0, 10_001)
    np.testing.assert_allclose(plain(normal.exp_of_small)(x.copy()), np.exp(x), rtol=1e-10)


def test_the_short_logarithm_is_the_logarithm() -> None:
    x = np.concatenate(
        [np.geomspace(1e-300, 1e300, 4_001), np.linspace(0.4, 2.1, 2_001), [1.0, 1.0 - 2.0**-53]]
    )
    got = [plain(normal.log_of_finite)(one) for one in x]
    np.testing.assert_allclose(got, np.log(x), rtol=1e-13, atol=1e-300)
    assert plain(normal.log_of_finite)(np.float64(0.0)) == -math.inf
    assert math.isnan(plain(normal.log_of_finite)(np.float64(math.nan)))


def test_scores_of_many_uniforms_are_those_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_ratio", "score_of", "_tail_score", "log_of_finite"):
        monkeypatch.setattr(normal, name, plain(getattr(normal, name)))
    tails = np.concatenate([np.geomspace(2.0**-53, 0.075, 300), [0.075, 2e-11, 1.9e-11]])
    u = np.concatenate([np.linspace(0.01, 0.99, 99), tails, 1.0 - tails])
    scores = np.zeros(len(u))
    plain(normal.scores_of)(u, len(u), scores, np.zeros(len(u) + 1), np.zeros(len(u) + 1, dtype=np.int32))
    np.testing.assert_allclose(scores, ndtri(u), rtol=1e-13, atol=1e-15)
