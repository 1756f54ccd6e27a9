"""What holds of every family of distributions, over the examples each family gives of itself."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from pydantic import TypeAdapter, ValidationError
from scipy.integrate import quad

from sim.distributions import Distribution, DistributionSpec, FamilySpec, SingleSpec
from sim.files import tagged_models

FAMILIES: dict[str, Any] = tagged_models(DistributionSpec)
STATED = [
    {"family": name, **fields} for name, model in FAMILIES.items() for fields in model.examples.values()
]
every_example = pytest.mark.parametrize("stated", STATED, ids=str)


def spec_of(stated: dict[str, object]) -> FamilySpec:
    made: FamilySpec = TypeAdapter(DistributionSpec).validate_python(stated)
    return made


def test_every_family_but_the_mixture_may_stand_in_a_mixture() -> None:
    assert {*FAMILIES} - {*tagged_models(SingleSpec)} == {"mixture"}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_examples_and_says_what_it_is(family: str) -> None:
    model = FAMILIES[family]
    assert issubclass(model, FamilySpec)
    assert model.examples
    assert model.__doc__
    assert model.dimensionless <= set(model.model_fields)


@every_example
@pytest.mark.parametrize("factor", [0.6, 1.0, 30.4375])
def test_scaling_scales_every_quantile(stated: dict[str, object], factor: float) -> None:
    spec = spec_of(stated)
    shares = np.array([0.0, 0.05, 0.3, 0.5, 0.9, 0.999])
    scaled = spec.times(factor).distribution().quantile(shares)
    # Shapes are solved to 1e-14, and a quantile of a mixture to 4 roundings; far tails magnify the first.
    assert_allclose(scaled, factor * spec.distribution().quantile(shares), rtol=1e-9, atol=1e-9)


@every_example
def test_survival_and_its_inverse_agree(stated: dict[str, object]) -> None:
    made = spec_of(stated).distribution()
    log_p = -np.array([1e-6, 0.01, 0.3, 0.7, 2.0, 9.0, 40.0])
    x = made.isf_log(log_p)
    assert np.all(np.diff(x) >= 0)
    # At a jump, survival passes p between just below x and x; the slack is one of the special functions.
    assert np.all(made.log_sf(x * (1 - 1e-10) - 1e-300) >= log_p * (1 + 1e-13) - 1e-15)
    assert np.all(made.log_sf(x * (1 + 1e-10)) <= log_p * (1 - 1e-13) + 1e-15)


@every_example
def test_the_mean_is_the_area_under_survival(stated: dict[str, object]) -> None:
    made = spec_of(stated).distribution()
    knots = sorted({made.low, *made.atoms, *made.quantile([0.01, 0.3, 0.9, 0.999, 1 - 1e-12]).tolist()})
    if np.isfinite(made.high):
        knots = sorted({*knots, made.high})
    area = made.low + sum(_area(made, low, high) for low, high in pairwise(knots))
    assert area == pytest.approx(made.mean(), rel=1e-7, abs=1e-9)


def _area(made: Distribution, low: float, high: float) -> float:
    kinks = [float(x) for x in made.quantile(np.linspace(0, 0.99, 34)) if low < x < high]
    return float(quad(lambda x: np.exp(made.log_sf(x)), low, high, points=kinks or None, limit=400)[0])


@every_example
def test_one_value_is_known_by_its_quantiles(stated: dict[str, object]) -> None:
    spec = spec_of(stated)
    low, high = spec.distribution().quantile([1e-9, 1 - 1e-9])
    assert spec.one_value == (low == high)
    assert spec.quantile(0.5) == spec.distribution().quantile(0.5)


@every_example
def test_a_straight_line_in_logarithms_is_the_quantile(stated: dict[str, object]) -> None:
    made = spec_of(stated).distribution()
    if made.normal_log is not None:
        mean_log, sd_log = made.normal_log
        for score, share in ((0.0, 0.5), (1.2815515655446004, 0.9)):
            assert made.quantile(share) == pytest.approx(np.exp(mean_log + sd_log * score), rel=1e-12)


@every_example
def test_an_unknown_field_is_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(DistributionSpec).validate_python({**stated, "skew": 1})
    assert [error["type"] for error in raised.value.errors()] == ["extra_forbidden"]


def test_quantiles_that_never_rise_are_one_value() -> None:
    assert spec_of({"family": "quantiles", "points": [[0, 12], [1, 12]]}).one_value


def test_kinds_of_case_stand_in_a_mixture_only() -> None:
    for stated in STATED:
        assert bool(spec_of(stated).kinds_of_case) == (stated["family"] == "mixture")


@pytest.mark.parametrize("family", [name for name, model in FAMILIES.items() if "p10" in model.model_fields])
@pytest.mark.parametrize("pair", [(3.0, 10.0), (17.0, 18.0), (0.01, 400.0)])
def test_what_an_expert_says_is_given_back(family: str, pair: tuple[float, float]) -> None:
    low, high = pair
    # Shapes are solved to 1e-14; inverting a ratio near 1 magnifies this by 1 / log(18 / 17), about 20.
    two = spec_of({"family": family, "p10": low, "p90": high}).distribution()
    assert_allclose(two.quantile([0.1, 0.9]), pair, rtol=1e-10)
    half = spec_of({"family": family, "median": low, "p90": high}).distribution()
    assert_allclose(half.quantile([0.5, 0.9]), pair, rtol=1e-10)


@pytest.mark.parametrize("family", [name for name, model in FAMILIES.items() if "p10" in model.model_fields])
@pytest.mark.parametrize(("mean", "sd"), [(10.0, 4.0), (18.0, 0.5), (2.0, 9.0)])
def test_a_stated_mean_is_given_back(family: str, mean: float, sd: float) -> None:
    assert_allclose(
        spec_of({"family": family, "mean": mean, "sd": sd}).distribution().mean(), mean, rtol=1e-10
    )


@every_example
def test_durations_beyond_the_limit_are_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="100000"):
        spec_of(stated).times(1e6)
