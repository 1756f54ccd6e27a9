"""What one lever can stand in for another: the line along which a target is as likely as asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sim.analysis.board import Target
from sim.analysis.seek.procedure_time import WeeksOff
from sim.analysis.seek.search import FIRST, MOST, SEARCH_ERROR, Seeking, seek
from sim.errors import OptionError, msg
from sim.experiment import Results
from sim.scenario import Reading

EvaluateBoth: TypeAlias = Callable[[float, float, int], Results]
"""(value of the first lever, value of the second, replications) -> results; as `seek.Evaluate`."""


@dataclass(frozen=True)
class TradeOffRow:
    """The least of the first lever with one value of the second.

    Attributes
    ----------
    other : float
        Value of the second.
    seeking : Seeking
    weeks_off, other_weeks_off : WeeksOff or None
        What the first and the second take off the stages they act on, at `seeking.told` and `other`, each against
        the other alone; None where a lever acts on no stage, or none of these is ahead of any project.
    """

    other: float
    seeking: Seeking
    weeks_off: WeeksOff | None = None
    other_weeks_off: WeeksOff | None = None


@dataclass(frozen=True)
class TradeOff:
    """A line of equal chance.

    Attributes
    ----------
    rows : tuple of TradeOffRow
        By the second lever's values, as given.
    error : float
        Chance, at most, that any of the searches goes astray.
    """

    rows: tuple[TradeOffRow, ...]
    error: float


def trade_off_line(
    evaluate: EvaluateBoth,
    grid: Sequence[float],
    others: Sequence[float],
    target: Target,
    chance: float,
    *,
    reading: Reading,
    neutral: float,
    first: int = FIRST,
    most: int = MOST,
    error: float = SEARCH_ERROR,
) -> TradeOff:
    """For each value of a second lever, search for the least of the first that makes a target likely enough.

    Parameters
    ----------
    evaluate : callable
        See `EvaluateBoth`.
    grid, neutral
        Of the first lever.
    others : sequence of float
        Values of the second.
    target, chance, reading, first, most
        As for `seek`.
    error : float
        Shared out evenly over the searches.

    Returns
    -------
    TradeOff

    Raises
    ------
    OptionError
        As for `seek`.
    """
    if not others:
        raise OptionError(msg("an exchange needs values of the second lever to try"))

    def searched(other: float) -> Seeking:
        return seek(
            lambda value, replications: evaluate(value, other, replications),
            grid,
            target,
            chance,
            reading=reading,
            neutral=neutral,
            first=first,
            most=most,
            error=error / len(others),
        )

    return TradeOff(tuple(TradeOffRow(other, searched(other)) for other in others), error)
