"""The engines agree on the baseline as every lever and every left-out cause changes it: the mechanisms people ask about."""

from __future__ import annotations

from pathlib import Path

import pytest
from engines_agree.agreement import same_times

from sim.engines import engine_named
from sim.files import load_scenario
from sim.levers import LeverSetting, apply_cause, apply_levers, load_causes, load_levers
from sim.plan import make_plan
from sim.scenario import Scenario

BASELINE = load_scenario(Path(__file__).parents[2] / "scenarios" / "can-tho-2026.toml")
FUTURES = 4


def agree(scenario: Scenario) -> None:
    plan = make_plan(scenario)
    fast, exact = engine_named("compiled")(plan), engine_named("reference")(plan)
    draws = fast.draw(7, 100, FUTURES, 3)
    same_times(fast.simulate(draws), exact.simulate(draws))


@pytest.mark.parametrize("lever", sorted(load_levers()))
def test_engines_agree_on_every_lever_pulled_as_far_as_it_goes(lever: str) -> None:
    pulled = load_levers()[lever]
    agree(apply_levers(BASELINE, [LeverSetting(pulled, pulled.high)]))


@pytest.mark.parametrize("cause", sorted(load_causes()))
def test_engines_agree_on_every_cause_left_out(cause: str) -> None:
    agree(apply_cause(BASELINE, load_causes()[cause]))
