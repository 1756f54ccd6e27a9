"""A lever setting as one line of text: ``green_lane=50,from=2026-07-01,ramp=6,spare_lodged=yes``.

The command line, a link and a package file all say a setting this way. After the lever's id and value may stand, in any
order: `from`, the date from which it holds; `ramp`, the months until the whole value holds; and for fast tracks
`spare_lodged`, whether files already lodged keep their old pace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sim.errors import OptionError, msg
from sim.files import cut_short, listed, nearest
from sim.levers.lever import Lever
from sim.levers.setting import LONGEST_RAMP_MONTHS, LeverSetting
from sim.scenario import LocalText

EXAMPLE = "green_lane=50,from=2026-07-01,ramp=6,spare_lodged=yes"


def setting_text(setting: LeverSetting) -> str:
    """Write a setting as `parse_setting` reads it; what is as the lever says is left out."""
    # Values lie on a grid of at most nine decimals.
    parts = [f"{setting.lever.id}={setting.value:.9f}".rstrip("0").rstrip(".")]
    if setting.from_date is not None:
        parts.append(f"from={setting.from_date.isoformat()}")
    if setting.ramp_months:
        parts.append(f"ramp={setting.ramp_months}")
    if setting.spare_lodged is not None:
        parts.append(f"spare_lodged={'yes' if setting.spare_lodged else 'no'}")
    return ",".join(parts)


def parse_setting(text: str, levers: Mapping[str, Lever], package: LocalText | None = None) -> LeverSetting:
    """Read a setting.

    Parameters
    ----------
    text : str
        Such as `EXAMPLE`.
    levers : mapping of str to Lever
        Those at hand.
    package : LocalText, optional
        Name of the package in which the setting stands.

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
        if not equals or key not in _READERS or key in said:
            raise _unreadable(text)
        said[key] = answer
    options = {_READERS[key][0]: _READERS[key][1](lever, answer) for key, answer in said.items()}
    return LeverSetting(lever, _number(lever, value), **options, package=package)


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
            example=EXAMPLE,
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


_READERS: Mapping[str, tuple[str, Callable[[Lever, str], Any]]] = {
    "from": ("from_date", _date),
    "ramp": ("ramp_months", _months),
    "spare_lodged": ("spare_lodged", _yes),
}
"""Key of the text -> attribute of `LeverSetting`, and what reads it."""
