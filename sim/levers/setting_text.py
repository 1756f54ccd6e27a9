"""A lever setting as one line of text: ``green_lane=50,from=2026-07-01,ramp=6,spare_lodged=yes``.

The command line, a link and a package file all say a setting this way. After the lever's id and value may stand, in any
order: `from`, the date from which it holds; `ramp`, the months until the whole value holds; and for fast tracks
`spare_lodged`, whether files already lodged keep their old pace, and `cuts`, the cut in per cent promised for single
stages, ``cuts=planning:30/acceptance:60``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sim.errors import OptionError, msg
from sim.files import cut_short, listed, nearest
from sim.levers.lever import Lever
from sim.levers.setting import LONGEST_RAMP_MONTHS, LeverSetting
from sim.levers.stage_cuts import cuts_text, read_cuts
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
    if setting.cuts:
        parts.append(f"cuts={cuts_text(setting.cuts)}")
    return ",".join(parts)


def parse_setting(
    text: str,
    levers: Mapping[str, Lever],
    package: LocalText | None = None,
    asked_in: tuple[str, str] | None = None,
) -> LeverSetting:
    """Read a setting.

    Parameters
    ----------
    text : str
        Such as `EXAMPLE`.
    levers : mapping of str to Lever
        Those at hand.
    package : LocalText, optional
        Name of the package in which the setting stands.
    asked_in : tuple of (str, str), optional
        As in `LeverSetting`.

    Raises
    ------
    OptionError
        Naming what the lever allows.
    """
    first, *rest = (part.strip() for part in text.split(","))
    lever_id, equals, value = (part.strip() for part in first.partition("="))
    if equals and not lever_id:
        raise OptionError(
            msg(
                "“{text}” names no lever before the equals sign; write it as {example}",
                text=cut_short(text),
                example=EXAMPLE,
            )
        )
    if not (equals and lever_id):
        raise _unreadable(text)
    lever = known_lever(lever_id, levers)
    said = _parts(lever, value, rest)
    options = {_READERS[key][0]: _READERS[key][1](lever, answer) for key, answer in said.items()}
    return LeverSetting(lever, _number(lever, value), **options, package=package, asked_in=asked_in)


def _parts(lever: Lever, value: str, parts: Iterable[str]) -> dict[str, str]:
    """Parts after the value of a lever, such as ``ramp=6``, as key and answer.

    Raises
    ------
    OptionError
        When a part is empty, not known, without an answer, or there twice.
    """
    said: dict[str, str] = {}
    for part in parts:
        key, equals, answer = (piece.strip() for piece in part.partition("="))
        if not part:
            raise OptionError(
                msg("lever {lever}: nothing stands after a comma; remove the comma", lever=lever.id)
            )
        if not said and not equals and value.lstrip("+-").isdecimal() and key.isdecimal():
            raise OptionError(
                msg(
                    "lever {lever} is “{value}”; write the number with a decimal point: {number}",
                    lever=lever.id,
                    value=cut_short(f"{value},{key}"),
                    number=cut_short(f"{value}.{key}"),
                )
            )
        if key not in _READERS:
            raise _unknown_part(lever, key)
        if not (equals and answer):
            raise OptionError(
                msg(
                    "lever {lever}: {part} has no value; write it as in {example}",
                    lever=lever.id,
                    part=key,
                    example=EXAMPLE,
                )
            )
        if key in said:
            raise OptionError(
                msg("lever {lever}: {part} stands twice; keep one of them", lever=lever.id, part=key)
            )
        said[key] = answer
    return said


def _unknown_part(lever: Lever, key: str) -> OptionError:
    said = {"lever": lever.id, "part": cut_short(key), "allowed": listed(_READERS)}
    close = nearest(key, _READERS)
    if close is None:
        return OptionError(msg("lever {lever}: unknown part `{part}`; allowed: {allowed}", **said))
    return OptionError(
        msg(
            "lever {lever}: unknown part `{part}`; allowed: {allowed}; did you mean `{nearest}`?",
            **said,
            nearest=close,
        )
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
        msg(
            "ramp of lever {lever} is “{value}”; it must be whole months, from 0 to {most}",
            lever=lever.id,
            value=cut_short(text),
            most=LONGEST_RAMP_MONTHS,
        )
    )


def _yes(lever: Lever, text: str) -> bool:
    if text in ("yes", "no"):
        return text == "yes"
    raise OptionError(
        msg(
            "spare_lodged of lever {lever} is “{value}”; it must be yes or no",
            lever=lever.id,
            value=cut_short(text),
        )
    )


_READERS: Mapping[str, tuple[str, Callable[[Lever, str], Any]]] = {
    "from": ("from_date", _date),
    "ramp": ("ramp_months", _months),
    "spare_lodged": ("spare_lodged", _yes),
    "cuts": ("cuts", read_cuts),
}
"""Key of the text -> attribute of `LeverSetting`, and what reads it."""
