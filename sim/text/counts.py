"""Numbers of things, as every sentence says them: 1 home, 2 homes."""

from __future__ import annotations

from sim.errors import FixedDecimals, Message, msg_n


def number_of_homes(count: float | FixedDecimals) -> Message:
    """Say a number of homes."""
    return msg_n("{count} home", "{count} homes", count)


def number_of_futures(count: int) -> Message:
    """Say a number of futures, where it is plain that they are simulated."""
    return msg_n("{count} future", "{count} futures", count)


def number_of_simulated_futures(count: int) -> Message:
    """Say a number of simulated futures."""
    return msg_n("{count} simulated future", "{count} simulated futures", count)


def number_of_years(count: float | FixedDecimals) -> Message:
    """Say a number of years."""
    return msg_n("{count} year", "{count} years", count)


def number_of_months(count: float | FixedDecimals) -> Message:
    """Say a number of months."""
    return msg_n("{count} month", "{count} months", count)


def number_of_days(count: float | FixedDecimals) -> Message:
    """Say a number of days."""
    return msg_n("{count} day", "{count} days", count)


def number_of_hectares(count: float | FixedDecimals) -> Message:
    """Say an area."""
    return msg_n("{count} hectare", "{count} hectares", count)


def number_of_blocks(count: int) -> Message:
    """Say a number of blocks of a project."""
    return msg_n("{count} block", "{count} blocks", count)


def number_of_points(count: float | FixedDecimals) -> Message:
    """Say percentage points where it is plain of what."""
    return msg_n("{count} point", "{count} points", count)


def number_of_percentage_points(count: float | FixedDecimals) -> Message:
    """Say percentage points."""
    return msg_n("{count} percentage point", "{count} percentage points", count)
