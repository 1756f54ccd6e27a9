"""A lever set to a value from a date on, and the ways to say so: in one line, or in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from sim.errors import Message, OptionError, Problem, ScenarioError, msg
from sim.files import as_json, cut_short, listed, load_toml, nearest, problems_of
from sim.levers.lever import Lever, Number, on_grid
from sim.scenario import FORMAT, Identifier, LocalText, Model

LONGEST_RAMP_MONTHS = 60
_KEYS = ("from", "ramp", "spare_lodged")


@dataclass(frozen=True)
class LeverSetting:
    """A lever pulled to a value.

    Attributes
    ----------
    lever : Lever
    value : float
        In the lever's unit, on its grid.
    from_date : date or None
        Date from which it holds; None: the lever's own, else the data date.
    ramp_months : int
        Months from that date until the whole value holds, in quarterly steps; 0 at once.
    spare_lodged : bool or None
        Whether files already lodged keep their old pace; None: as the lever says.
    package : LocalText or None
        Name of the package it was read from.

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
    package: LocalText | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        complaint = _complaint(self)
        if complaint is not None:
            raise OptionError(complaint)
        value = on_grid(self.lever, self.value)
        assert value is not None
        object.__setattr__(self, "value", value)

    @property
    def neutral(self) -> bool:
        """Whether it changes nothing."""
        return self.value == self.lever.neutral

    @property
    def text(self) -> str:
        """The setting as `parse_setting` reads it."""
        parts = [f"{self.lever.id}={self.value:.9g}"]
        parts += [] if self.from_date is None else [f"from={self.from_date.isoformat()}"]
        parts += [f"ramp={self.ramp_months}"] if self.ramp_months else []
        if self.spare_lodged is not None:
            parts.append(f"spare_lodged={'yes' if self.spare_lodged else 'no'}")
        return ",".join(parts)


class PulledLever(Model):
    """One lever of a package."""

    id: Identifier = Field(description="id of the lever")
    value: Number = Field(description="value in the lever's unit")
    from_date: date | None = Field(
        default=None, alias="from", description="date from which it holds; none: the lever's own"
    )
    ramp: Annotated[int, Field(ge=0, le=LONGEST_RAMP_MONTHS)] = Field(
        default=0, description="months until the whole value holds, in quarterly steps"
    )
    spare_lodged: bool | None = Field(
        default=None, description="for fast tracks, whether files already lodged keep their old pace"
    )


class Package(Model):
    """Several levers together."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(
        default=FORMAT, description="version of this file format: 1"
    )
    name: LocalText | None = Field(default=None, description="name shown to readers")
    levers: Annotated[tuple[PulledLever, ...], Field(min_length=1, max_length=100)] = Field(
        description="the levers pulled"
    )


def parse_setting(text: str, levers: Mapping[str, Lever]) -> LeverSetting:
    """Read a setting such as ``green_lane=50,from=2026-07-01,ramp=6,spare_lodged=yes``.

    Parameters
    ----------
    text : str
    levers : mapping of str to Lever

    Raises
    ------
    OptionError
        Naming what the lever allows.
    """
    first, *rest = (part.strip() for part in text.split(","))
    lever_id, equals, value = (part.strip() for part in first.partition("="))
    if not equals:
        raise _unreadable(text)
    lever = known_lever(lever_id, levers)
    said: dict[str, Any] = {}
    for part in rest:
        key, equals, answer = (piece.strip() for piece in part.partition("="))
        if not equals or key not in _KEYS or key in said:
            raise _unreadable(text)
        said[key] = answer
    return LeverSetting(
        lever,
        _number(lever, value),
        from_date=_date(lever, said["from"]) if "from" in said else None,
        ramp_months=_months(lever, said["ramp"]) if "ramp" in said else 0,
        spare_lodged=_yes(lever, said["spare_lodged"]) if "spare_lodged" in said else None,
    )


def load_package(path: str | Path, levers: Mapping[str, Lever]) -> tuple[LeverSetting, ...]:
    """Read a file that pulls several levers: `[[levers]]` with `id`, `value`, `from`, `ramp`, `spare_lodged`.

    Raises
    ------
    ScenarioError
        With everything wrong in it.
    """
    toml = load_toml(Path(path), str(path))
    if toml.content is None:
        raise ScenarioError(() if toml.problem is None else (toml.problem,))
    try:
        package = Package.model_validate_json(as_json(toml.content), strict=True)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, Package, toml.content, str(path))) from None
    settings: list[LeverSetting] = []
    problems: list[Problem] = []
    for place, pulled in enumerate(package.levers):
        try:
            lever = known_lever(pulled.id, levers)
            how = (pulled.value, pulled.from_date, pulled.ramp, pulled.spare_lodged, package.name)
            settings.append(LeverSetting(lever, *how))
        except OptionError as error:
            what = msg("what the lever allows: `housing-sim levers {lever}` shows it", lever=pulled.id)
            problems.append(
                Problem(
                    str(path),
                    error.message,
                    what,
                    msg("correct this lever, or remove it"),
                    path=f"levers[{place}]",
                )
            )
    if problems:
        raise ScenarioError(problems)
    return tuple(settings)


def _complaint(setting: LeverSetting) -> Message | None:
    lever = setting.lever
    if on_grid(lever, setting.value) is None:
        return _off_grid(lever, setting.value)
    if setting.from_date is not None and not lever.dated:
        return msg("lever {lever} has no date: it holds for the whole scenario", lever=lever.id)
    if setting.ramp_months and not lever.ramp:
        return msg("lever {lever} cannot come in steps: leave ramp out", lever=lever.id)
    if not 0 <= setting.ramp_months <= LONGEST_RAMP_MONTHS:
        return msg("ramp of lever {lever}: from 0 to {most} months", lever=lever.id, most=LONGEST_RAMP_MONTHS)
    if setting.spare_lodged is not None and lever.spare_lodged is None:
        return msg("lever {lever} is no fast track: leave spare_lodged out", lever=lever.id)
    return None


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
        return Message(_OUTSIDE.template, said)
    below = lever.low + int((value - lever.low) / lever.step) * lever.step
    near = {"below": round(below, 9), "above": round(below + lever.step, 9)}
    return Message(_BETWEEN.template, {**said, **near})


_OUTSIDE = msg("lever {lever} is {value}; it must be from {low} to {high} ({unit}), in steps of {step}")
_BETWEEN = msg(
    "lever {lever} is {value}; from {low} to {high} ({unit}) it takes steps of {step}: the nearest values are {below} "
    "and {above}"
)


def known_lever(lever_id: str, levers: Mapping[str, Lever]) -> Lever:
    """Lever of an id.

    Raises
    ------
    OptionError
        Naming the nearest id, or all of them.
    """
    if lever_id in levers:
        return levers[lever_id]
    close = nearest(lever_id, levers)
    if close is not None:
        raise OptionError(
            msg(
                "there is no lever `{lever}`; did you mean `{nearest}`?",
                lever=cut_short(lever_id),
                nearest=close,
            )
        )
    raise OptionError(
        msg(
            "there is no lever `{lever}`; there are: {levers}",
            lever=cut_short(lever_id),
            levers=listed(levers),
        )
    )


def _unreadable(text: str) -> OptionError:
    return OptionError(
        msg(
            "“{text}” does not say a lever and its value; write it as {example}",
            text=cut_short(text),
            example="green_lane=50,from=2026-07-01,ramp=6,spare_lodged=yes",
        )
    )


def _number(lever: Lever, text: str) -> float:
    if not re.fullmatch(r"[+-]?[0-9]{1,9}([.][0-9]{1,9})?", text):
        raise OptionError(
            msg(
                "lever {lever} is “{value}”; it must be a number from {low} to {high} ({unit})",
                lever=lever.id,
                value=cut_short(text),
                low=lever.low,
                high=lever.high,
                unit=lever.unit_label,
            )
        )
    return float(text)


def _date(lever: Lever, text: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise OptionError(
        msg(
            "from of lever {lever} is “{value}”; it must be a date, such as 2026-07-01",
            lever=lever.id,
            value=cut_short(text),
        )
    )


def _months(lever: Lever, text: str) -> int:
    if re.fullmatch(r"[0-9]{1,3}", text):
        return int(text)
    raise OptionError(
        msg("ramp of lever {lever}: from 0 to {most} months", lever=lever.id, most=LONGEST_RAMP_MONTHS)
    )


def _yes(lever: Lever, text: str) -> bool:
    if text in ("yes", "no"):
        return text == "yes"
    raise OptionError(msg("spare_lodged of lever {lever}: yes or no", lever=lever.id))
