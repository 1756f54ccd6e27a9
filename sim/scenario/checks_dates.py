"""Dates of what changes later: in order, and none of them past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sim.errors import Message, Problem, msg


def date_problems(
    file: str, dates: Iterable[tuple[str, date]], data_date: date | None, action: Message
) -> Iterator[Problem]:
    """Yield dates before the data date, or not later than the one before them.

    Parameters
    ----------
    file : str
    dates : iterable of (str, date)
        Each with its dotted path, in file order.
    data_date : date or None
        The first date may be the data date itself.
    action : Message
        What to do about a date out of place.
    """
    earlier, first = data_date, True
    for path, day in dates:
        if earlier is not None and (day < earlier or (day == earlier and not first)):
            yield Problem(
                file,
                msg("{day}", day=day),
                msg(
                    "dates from the data date on, each later than the one before it ({earlier})",
                    earlier=earlier,
                ),
                action,
                path=path,
            )
        earlier, first = day if earlier is None else max(day, earlier), False
