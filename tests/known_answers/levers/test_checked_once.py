"""The scenario that levers make is checked once, when all are pulled; what is wrong is still said of the lever it is from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pulling import CAUSES, LEVERS, baseline

from sim.errors import Problem, ScenarioError, msg
from sim.levers import Lever, LeverSetting, application, apply_cause, apply_levers
from sim.scenario import Scenario

Check = Callable[[Scenario, str], list[Problem]]
SETTINGS = [LeverSetting(lever, lever.high) for lever in LEVERS.values()]


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files in whose name a scenario was checked."""
    made: list[str] = []
    check = application.scenario_problems

    def counted(scenario: Scenario, file: str) -> list[Problem]:
        made.append(file)
        return list(check(scenario, file))

    monkeypatch.setattr(application, "scenario_problems", counted)
    return made


def test_all_levers_together_are_checked_once(checks: list[str]) -> None:
    apply_levers(baseline(), SETTINGS)
    assert len(checks) == 1


def test_nothing_pulled_is_not_checked(checks: list[str]) -> None:
    apply_levers(baseline(), [LeverSetting(lever, lever.neutral) for lever in LEVERS.values()])
    assert checks == []


def test_a_cause_is_checked_once(checks: list[str]) -> None:
    apply_cause(baseline(), CAUSES["no_stall"])
    assert checks == ["no_stall.toml"]


def with_stages(lever: str, *stages: str) -> Lever:
    """Lever whose first change is on other stages."""
    known = LEVERS[lever]
    first = known.changes[0].model_copy(update={"stages": stages})
    return known.model_copy(update={"changes": (first, *known.changes[1:])})


def test_what_is_wrong_is_said_of_the_lever_it_is_from(checks: list[str]) -> None:
    # Design and permit hold a slot: a fast track covers them only with `also_pooled`.
    broken = with_stages("green_lane", "design_permit")
    settings = [
        LeverSetting(broken, 50) if setting.lever.id == "green_lane" else setting for setting in SETTINGS
    ]
    with pytest.raises(ScenarioError) as refused:
        apply_levers(baseline(), settings)
    assert {problem.file for problem in refused.value.problems} == {"green_lane.toml"}
    assert "holds a slot" in str(refused.value)
    # Once together, and then lever by lever up to the one that is wrong.
    before = [setting for setting in settings if setting.lever.order < broken.order]
    assert len(checks) == 1 + len(before) + 1


def test_an_earlier_lever_is_blamed_for_what_a_later_one_meets(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Problem("green_lane.toml", msg("a"), msg("b"), msg("c"))

    def check(scenario: Scenario, file: str) -> list[Problem]:
        return [wrong] if "green_lane" in scenario.settings.fast_tracks else []

    monkeypatch.setattr(application, "scenario_problems", check)
    later = with_stages("standard_designs", "no_such_stage")
    with pytest.raises(ScenarioError) as refused:
        apply_levers(baseline(), [LeverSetting(LEVERS["green_lane"], 50), LeverSetting(later, 25)])
    assert refused.value.problems == (wrong,)
    with pytest.raises(ScenarioError, match="no_such_stage"):
        apply_levers(baseline(), [LeverSetting(later, 25)])
