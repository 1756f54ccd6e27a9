"""Which rows of a table are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sim.register import Draft, DraftRow, folded, status_of


def holds(words: str, cells: Iterable[str]) -> bool:
    """Whether what was typed stands in one of some cells; capitals, diacritics and punctuation make no difference.

    Examples
    --------
    >>> holds("hong phat", ["CT01", "Nam Long – Hồng Phát"]), holds("ct02", ["CT01"]), holds(" ", ["CT01"])
    (True, False, True)
    """
    wanted = folded(words)
    return not wanted or any(wanted in folded(cell) for cell in cells)


def rows_with(draft: Draft, words: str, status: str, numbers: Collection[int] | None) -> tuple[int, ...]:
    """Numbers of the rows that are shown.

    Parameters
    ----------
    draft : Draft
    words : str
        Must stand in a cell of the row.
    status : str
        Code of a status; empty for any. A row whose status cannot be read is shown with every one.
    numbers : collection of int or None
        Rows among which is chosen; None: all.

    Returns
    -------
    tuple of int
        Blank rows are always shown: they were just added.
    """
    return tuple(
        row.number
        for row in draft.rows
        if (numbers is None or row.number in numbers)
        and (not row.cells or (_has(row, status) and holds(words, map(row.at, row.cells))))
    )


def _has(row: DraftRow, status: str) -> bool:
    return not status or status_of(row.at("status")) in (status, None)
