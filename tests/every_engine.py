"""Tests that simulate do so on every engine: hooks for the `conftest.py` of a folder."""

from __future__ import annotations

from collections.abc import Iterator

import futures
import pytest

from sim.engines import ENGINES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of a module that imports `simulate` once for each engine, unless it says itself on which."""
    simulates = getattr(getattr(metafunc.module, "simulate", None), "__module__", None)
    says_itself = any("engine" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if simulates in ("futures", "known_answers.rules.whole_model") and not says_itself:
        metafunc.parametrize("engine", ENGINES, indirect=True, scope="module")


@pytest.fixture(autouse=True, scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """Engine that `simulate` uses; a fixture that keeps what it simulated must ask for it."""
    name = getattr(request, "param", ENGINES[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(futures, "default_engine", name)
        yield name
