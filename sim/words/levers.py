"""Levers and what they are set to, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.errors import Message, msg
from sim.levers import starts_on
from sim.text import number_of_months

if TYPE_CHECKING:
    from sim.levers import Lever, LeverSetting
    from sim.scenario import Scenario

_COUNTED = ("slots", "plots", "months", "projects")
"""Units whose English label is a plural."""


def value_in_words(lever: Lever, value: float) -> Message:
    """Say a value of a lever with its unit: 50%, 3 further teams."""
    if lever.unit == "on_off":
        return msg("pulled") if value != lever.neutral else msg("not pulled")
    if lever.unit_label.en.startswith("%"):
        return msg("{value}{unit}", value=value, unit=lever.unit_label)
    label = lever.unit_label
    if value == 1 and lever.unit in _COUNTED:
        label = label.model_copy(update={"en": label.en.removesuffix("s")})
    return msg("{value} {unit}", value=value, unit=label)


def setting_in_words(setting: LeverSetting, scenario: Scenario) -> Message:
    """Say what a lever is set to, from when in a scenario, and how fast it comes."""
    lever = setting.lever
    said = {"id": lever.id, "lever": lever.name, "value": value_in_words(lever, setting.value)}
    if not lever.dated:
        return msg("{id} = {value} ({lever})", **said)
    said["day"] = starts_on(scenario, setting)
    if setting.ramp_months:
        said["months"] = number_of_months(setting.ramp_months)
        said_so = msg("{id} = {value}, from {day} in quarterly steps over {months} ({lever})", **said)
    else:
        said_so = msg("{id} = {value}, from {day} ({lever})", **said)
    if lever.spare_lodged is None:
        return said_so
    spared = lever.spare_lodged if setting.spare_lodged is None else setting.spare_lodged
    return msg("{setting}; files already lodged keep their old pace", setting=said_so) if spared else said_so


def delivery_in_words(levers: Iterable[Lever]) -> tuple[Message, ...]:
    """Say on what the levers' figures rest, and that a promised cut is not a delivered one."""
    levers = tuple(levers)
    said = []
    assumed = [lever.id for lever in levers if lever.standing == "assumption"]
    if assumed:
        said.append(
            msg(
                "What the levers do is assumed, each with its reasoning: {levers}; `housing-sim levers LEVER` shows "
                "it, and what a lever leaves as it is.",
                levers=assumed,
            )
        )
    tracks = [lever.name for lever in levers if lever.spare_lodged is not None]
    if tracks:
        said.append(
            msg(
                "A promised cut is not a delivered one: of what “{lever}” promises, the model lets a part come true "
                "that nobody knows, and draws it anew in each future, or for each set of unknown numbers.",
                lever=tracks[0],
            )
        )
    return tuple(said)
