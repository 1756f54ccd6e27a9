"""Which levers and causes a scenario has the parts for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from sim.errors import Message, ScenarioError, msg
from sim.levers.application import apply_cause, apply_levers
from sim.levers.lever import Cause, Lever
from sim.levers.pull import MissingPartError
from sim.levers.setting import LeverSetting
from sim.scenario import Scenario

_Kind = TypeVar("_Kind", Lever, Cause)


def applicable_levers(scenario: Scenario, levers: Mapping[str, Lever]) -> dict[str, Lever]:
    """Levers that can be pulled in a scenario: it has the stages, pools, stocks and routes that they name.

    Levers written for one city name stages that another may not have.

    Parameters
    ----------
    scenario : Scenario
    levers : mapping of str to Lever

    Returns
    -------
    dict of str to Lever
        In the order given.
    """
    return _kept(levers, lambda lever: apply_levers(scenario, [LeverSetting(lever, lever.default)]))


def applicable_causes(scenario: Scenario, causes: Mapping[str, Cause]) -> dict[str, Cause]:
    """Causes that can be left out of a scenario, as `applicable_levers`."""
    return _kept(causes, lambda cause: apply_cause(scenario, cause))


def causes_at_work(scenario: Scenario, causes: Mapping[str, Cause]) -> dict[str, Cause]:
    """Causes that take something away from a scenario, of those that can be left out of it.

    Raises
    ------
    ScenarioError
        When a cause names what the scenario does not have.
    """
    return {name: cause for name, cause in causes.items() if apply_cause(scenario, cause) is not scenario}


def part_missing(scenario: Scenario, setting: LeverSetting) -> Message | None:
    """Say which part a lever names that a scenario does not have, such as a stage and its id.

    Parameters
    ----------
    scenario : Scenario
    setting : LeverSetting
        Its value counts alone; its dates do not.

    Returns
    -------
    Message or None
        None where the scenario has all parts.
    """
    try:
        apply_levers(scenario, [LeverSetting(setting.lever, setting.value)])
    except MissingPartError as error:
        return msg("{what} `{name}`", what=error.what, name=error.name)
    except ScenarioError:
        pass
    return None


def _kept(parts: Mapping[str, _Kind], applied: Callable[[_Kind], Scenario]) -> dict[str, _Kind]:
    def applies(part: _Kind) -> bool:
        try:
            applied(part)
        except ScenarioError:
            return False
        return True

    return {name: part for name, part in parts.items() if applies(part)}
