"""Numbers of a run: their defaults, the same on the page, on the command line and in Python, and their limits."""

from __future__ import annotations

from sim.errors import OptionError, msg

DEFAULT_SEED = 1
FUTURES_PER_SET = 20
"""Futures that share one set of unknown numbers."""
BOARD_FUTURES = 1_500 * FUTURES_PER_SET
"""Where one scenario is asked about: the ends of a range are then known to about two percentage points."""
COMPARE_FUTURES = 500 * FUTURES_PER_SET
"""Of each scenario, where several are compared or searched: what chance does to all of them cancels."""
QUICK_FUTURES = 100 * FUTURES_PER_SET
"""For a first look; answers from so few futures, or fewer, are said to be rough."""
MAX_REPLICATIONS = 10_000_000
MAX_SEED = 2**64 - 1
MAX_JOBS = 1_000


def check_within(name: str, value: int, low: int, high: int) -> None:
    """Refuse a number out of range.

    Raises
    ------
    OptionError
        When `value` is not between `low` and `high`.
    """
    if not low <= value <= high:
        raise OptionError(
            msg(
                "{name} is {value}; it must lie between {low} and {high}",
                name=name,
                value=value,
                low=low,
                high=high,
            )
        )
