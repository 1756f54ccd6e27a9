"""Errors say the same in every process: those of a worker come back whole."""

from __future__ import annotations

import pickle

import pytest

from sim.errors import (
    HousingSimError,
    OptionError,
    Problem,
    QuestionError,
    RunError,
    ScenarioError,
    StoreError,
    msg,
)

MESSAGE = msg("{count} homes", count=3)
PROBLEM = Problem("a.toml", MESSAGE, msg("more"), msg("build"), path="stages.permit")


@pytest.mark.parametrize(
    "error",
    [
        HousingSimError(MESSAGE),
        OptionError(MESSAGE),
        RunError(MESSAGE),
        StoreError(MESSAGE),
        ScenarioError([PROBLEM]),
        QuestionError([MESSAGE], [PROBLEM]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_travels_between_processes(error: HousingSimError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (str(back), back.args, vars(back)) == (str(error), error.args, vars(error))
