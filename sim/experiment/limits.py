"""Numbers of a run: their defaults (10,000 futures; 500 sets of 20 with what is not known) and their limits."""

from __future__ import annotations

from sim.errors import OptionError, msg

DEFAULT_REPLICATIONS = 10_000
DEFAULT_SEED = 1
FUTURES_PER_SET = 20
SETS = 500
"""A study of what is not known: so many sets of unknown numbers, and futures for each."""
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
