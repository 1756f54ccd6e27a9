"""Levers, their values and starts in a few words."""

from __future__ import annotations

from datetime import date

from sim.charts import quarter_label
from sim.errors import Message, msg
from sim.levers import Lever, LeverSetting, starts_on
from sim.scenario import Scenario, Words
from sim.text import Text

_SUBJECTS: dict[int, Message] = {
    1: msg("Procedures"),
    2: msg("Procedures"),
    3: msg("Plans, appraisal, designs"),
    4: msg("Investors"),
    5: msg("Land"),
    6: msg("Building, infrastructure, buyers"),
    7: msg("Further projects"),
}
"""By the tens of the order in which levers are combined, which follows a project's way."""


def subject_of(lever: Lever) -> Message:
    """What part of a project's way a lever concerns."""
    return _SUBJECTS.get(lever.order // 10, msg("Other"))


def name_of(lever: Lever, text: Text) -> str:
    """Name of a lever."""
    return said(lever.name, text)


def said(words: Words, text: Text) -> str:
    """Words of a file in one language, on one line."""
    return " ".join(text(words).split())


def value_label(lever: Lever, value: float, text: Text) -> str:
    """Value of a lever with its unit: 50%, 2 further desks."""
    if lever.on_off:
        return text("applied") if value != lever.neutral else text("not applied")
    unit = said(lever.unit_label, text)
    return text("{value}", value=float(value)) + ("" if unit.startswith("%") else " ") + unit


def start_label(day: str, text: Text) -> str:
    """Quarter that begins on a day given as ISO 8601."""
    return quarter_label(date.fromisoformat(day), text)


def setting_label(setting: LeverSetting, scenario: Scenario, text: Text) -> str:
    """Lever, value, start and steps in one line."""
    lever = setting.lever
    parts = [name_of(lever, text)]
    if not lever.on_off or setting.neutral:
        parts.append(value_label(lever, setting.value, text))
    if lever.dated:
        parts.append(text("from {start}", start=quarter_label(starts_on(scenario, setting), text)))
    if setting.ramp_months:
        parts.append(text("over {months} months", months=setting.ramp_months))
    return ", ".join(parts)
