"""Who is next: short work before long, then the visit that was served longest ago, then whoever came first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """Task that waits, or is being done.

    Attributes
    ----------
    visit : str
        Whose it is.
    key : hashable
        What it answers; equal keys have one answer.
    short : bool
        Whether it is done in seconds and goes before what is not.
    since : int
        Number of the request: the lower came first.
    """

    visit: str
    key: Hashable
    short: bool
    since: int


def turns_in_order(waiting: Iterable[Turn], served: Mapping[str, int]) -> tuple[Turn, ...]:
    """Put what waits in the order in which it will be begun.

    Parameters
    ----------
    waiting : iterable of Turn
    served : mapping of str to int
        Visit -> number of its last turn, counted over all visits; a visit that had none is missing.

    Returns
    -------
    tuple of Turn
        Each turn counts at once for those behind it: a visit with many requests gets every second turn beside a visit
        with one, not all of them.
    """
    left, last = list(waiting), dict(served)
    count = max(last.values(), default=0)
    ordered: list[Turn] = []
    while left:
        first = min(left, key=lambda turn: (not turn.short, last.get(turn.visit, 0), turn.since))
        left.remove(first)
        ordered.append(first)
        count += 1
        last[first.visit] = count
    return tuple(ordered)


def can_begin(turn: Turn, running: Iterable[Turn], threads: int) -> bool:
    """Tell whether work may begin on a thread that is free.

    Parameters
    ----------
    turn : Turn
    running : iterable of Turn
    threads : int
        Threads there are. Long work takes all but one of them, so that short work never waits for it.

    Returns
    -------
    bool
        False, too, while its visit has work of the same length under way, or while the same is being worked on for
        another visit: that answer is waited for, not made twice.
    """
    running = tuple(running)
    if any(each.key == turn.key or (each.visit, each.short) == (turn.visit, turn.short) for each in running):
        return False
    long_ones = sum(not each.short for each in running)
    return turn.short or long_ones < max(1, threads - 1)
