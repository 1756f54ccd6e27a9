"""Values as a user writes them, read strictly; what is wrong with one is said in the user's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from sim.errors import Message, OptionError, RunError, msg

PRECISION_LOW, PRECISION_HIGH = 0.001, 0.2
MOST_SHOWN = 60
"""Letters of a wrong value that are repeated to the user."""
_PICTURES = ("png", "svg", "pdf")
"""As in `sim.charts`, which is loaded only where something is drawn."""


def whole_number(option: str) -> Callable[[str], int]:
    """Make a reader of whole numbers."""

    def read(value: str) -> int:
        # int() alone would also take 1_000, blanks around, and more digits than any option can mean.
        if not re.fullmatch(r"-?[0-9]{1,20}", value):
            raise OptionError(
                msg(
                    "{option} is “{value}”; it must be a whole number written with digits only, such as 10000",
                    option=option,
                    value=value[:MOST_SHOWN],
                )
            )
        return int(value)

    return read


def one_of(option: str, choices: Sequence[str]) -> Callable[[str], str]:
    """Make a reader of one of a few words."""

    def read(value: str) -> str:
        if value not in choices:
            raise OptionError(
                msg(
                    "{option} is “{value}”; it must be one of: {choices}",
                    option=option,
                    value=value[:MOST_SHOWN],
                    choices=", ".join(choices),
                )
            )
        return value

    return read


def read_precision(value: str) -> float:
    """Read a half width of intervals, as a share; 0.01 and 0,01 are the same."""
    wrong = msg(
        "{option} is “{value}”; it must be a share from {low} to {high}: 0.01 means ±1 percentage point",
        option="--precision",
        value=value[:MOST_SHOWN],
        low=PRECISION_LOW,
        high=PRECISION_HIGH,
    )
    return _number(value, lambda share: PRECISION_LOW <= share <= PRECISION_HIGH, wrong)


def read_chance(value: str) -> float:
    """Read a chance asked for, as a share; 0.8 and 0,8 are the same."""
    wrong = msg(
        "{option} is “{value}”; it must be a share above 0 and below 1: 0.8 means 80 in 100",
        option="--chance",
        value=value[:MOST_SHOWN],
    )
    return _number(value, lambda share: 0 < share < 1, wrong)


def read_points(option: str, value: str) -> float:
    """Read a number of percentage points."""
    wrong = msg(
        "{option} is “{value}”; it must be a number of percentage points above 0 and below 100",
        option=option,
        value=value[:MOST_SHOWN],
    )
    return _number(value, lambda points: 0 < points < 100, wrong)


def read_date(option: str, value: str) -> date:
    """Read a date."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise OptionError(
        msg(
            "{option} is “{value}”; it must be a date, such as 2026-07-01",
            option=option,
            value=value[:MOST_SHOWN],
        )
    )


def picture_path(given: Path | None) -> Path | None:
    """Take the file of `--chart`.

    Raises
    ------
    OptionError
        Where its ending is that of no picture.
    RunError
        Where what draws pictures is not installed.
    """
    if given is None:
        return None
    if given.suffix.lstrip(".").lower() not in _PICTURES:
        raise OptionError(
            msg(
                "--chart is {file}; its ending must be one of: {endings}",
                file=str(given),
                endings=", ".join(f".{each}" for each in _PICTURES),
            )
        )
    if find_spec("altair") is None or find_spec("vl_convert") is None:
        raise RunError(msg("pictures need more packages: pip install 'housing-sim[app]'"))
    return given


def _number(value: str, allowed: Callable[[float], bool], wrong: Message) -> float:
    """Read a number with a decimal point or comma; NaN is never allowed, for no comparison holds of it."""
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        raise OptionError(wrong) from None
    if not allowed(number):
        raise OptionError(wrong)
    return number
