"""A lever set to a value from a date on: one of its values, and only what the lever allows beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sim.errors import Message, OptionError, msg
from sim.levers.lever import Lever, on_grid
from sim.levers.stage_cuts import cuts_complaint, in_order
from sim.scenario import LocalText

LONGEST_RAMP_MONTHS = 60


@dataclass(frozen=True)
class LeverSetting:
    """A lever pulled to a value.

    Attributes
    ----------
    lever : Lever
    value : float
        In the lever's unit, one of `lever.values`.
    from_date : date or None
        Date from which it holds; None: the lever's own, else the data date.
    ramp_months : int
        Months from that date until the whole value holds, in quarterly steps, 0 to 60; 0 at once.
    spare_lodged : bool or None
        Whether files already lodged keep their old pace; None: as the lever says.
    cuts : tuple of (str, float)
        Stages that a fast track of the lever covers, each with the cut promised for it alone, in per cent, 0 to 95; the
        other stages take the value. Kept in the order of the lever's stages.
    package : LocalText or None
        Name of the package it was read from.
    asked_in : tuple of (str, str) or None
        Where it was asked for, so that a complaint can point there: an option as given, or a package file, and the
        path in that file.

    Raises
    ------
    OptionError
        When the lever does not allow one of these.
    """

    lever: Lever
    value: float
    from_date: date | None = None
    ramp_months: int = 0
    spare_lodged: bool | None = None
    cuts: tuple[tuple[str, float], ...] = ()
    package: LocalText | None = field(default=None, compare=False)
    asked_in: tuple[str, str] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        complaint = _complaint(self)
        if complaint is not None:
            raise OptionError(complaint)
        value = on_grid(self.lever, self.value)
        assert value is not None
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "cuts", in_order(self.lever, self.cuts))

    @property
    def neutral(self) -> bool:
        """Whether it changes nothing."""
        return self.value == self.lever.neutral and not any(cut for _, cut in self.cuts)

    @property
    def spares_lodged(self) -> bool:
        """Whether files already lodged keep their old pace."""
        return bool(self.lever.spare_lodged if self.spare_lodged is None else self.spare_lodged)


def _complaint(setting: LeverSetting) -> Message | None:
    lever = setting.lever
    if on_grid(lever, setting.value) is None:
        return _off_grid(lever, setting.value)
    if setting.from_date is not None and not lever.dated:
        return msg("lever {lever} has no date: it holds for the whole scenario", lever=lever.id)
    if setting.ramp_months and not lever.ramp:
        return msg("lever {lever} cannot come in steps: leave ramp out", lever=lever.id)
    if not 0 <= setting.ramp_months <= LONGEST_RAMP_MONTHS:
        return msg(
            "ramp of lever {lever} is “{value}”; it must be whole months, from 0 to {most}",
            lever=lever.id,
            value=setting.ramp_months,
            most=LONGEST_RAMP_MONTHS,
        )
    if setting.spare_lodged is not None and lever.spare_lodged is None:
        return msg("lever {lever} is no fast track: leave spare_lodged out", lever=lever.id)
    return cuts_complaint(lever, setting.cuts)


def _off_grid(lever: Lever, value: float) -> Message:
    said = {
        "lever": lever.id,
        "value": value,
        "low": lever.low,
        "high": lever.high,
        "step": lever.step,
        "unit": lever.unit_label,
    }
    if not lever.low <= value <= lever.high:
        return msg(
            "lever {lever} is {value}; it must be from {low} to {high} ({unit}), in steps of {step}", **said
        )
    below = lever.low + int((value - lever.low) / lever.step) * lever.step
    return msg(
        "lever {lever} is {value}; from {low} to {high} ({unit}) it takes steps of {step}: the nearest values are "
        "{below} and {above}",
        **said,
        below=round(below, 9),
        above=round(below + lever.step, 9),
    )
