"""Shares of work done as officials write them: đạt 40%, khoảng 60% khối lượng, 45 below a heading with %."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sim.errors import Problem, msg
from sim.register import plain_letters

_WORDS = re.compile(
    r"(?:(?:da|moi|uoc|thi cong|thuc hien|xay dung|hoan thanh|dat|duoc|khoang|tren|gan|about|some|done) )*"
    r"(?P<share>\d+(?:[.,]\d+)? ?%)"
    r"(?: (?:khoi luong|kl|cong viec|thi cong|xay dung|tien do|done|of|the|work))*\.?",
    re.ASCII,
)
_PERCENTAGE = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)?\s*%", re.ASCII)
_OF_WORK = re.compile(
    r"(?:(?:ty le|phan tram) )?(?:khoi luong|kl|tien do)"
    r"(?: (?:cong viec|thi cong|xay dung|da|thuc hien|hoan thanh|dat duoc))*|ty le (?:da )?hoan thanh"
    r"|hoan thanh",
    re.ASCII,
)
"""Headings of shares of the work on the site, without capitals, diacritics and brackets."""
_WHOLE = re.compile(r"(?:\d?\d(?:[.,]\d+)?|100(?:[.,]0+)?)", re.ASCII)
_BARE = re.compile(r"[1-9]\d?(?:[.,]\d+)?", re.ASCII)


def heads_shares_of_work(heading: str) -> bool:
    """Whether a heading says that its cells are shares of the work on the site: Khối lượng thực hiện (%)."""
    plain = " ".join(plain_letters(heading).split())
    words = " ".join(re.sub(r"[()%]", " ", plain).split())
    return bool(_OF_WORK.fullmatch(words)) and ("%" in plain or words.startswith(("ty le", "phan tram")))


def look_like_shares(cells: Iterable[str], heading: str) -> bool:
    """Whether all cells of a column that say anything are percentages."""
    plain = [cell for cell in (" ".join(plain_letters(cell).split()) for cell in cells) if cell]
    bare = "%" in heading
    return bool(plain) and all(_WORDS.fullmatch(cell) or (bare and _WHOLE.fullmatch(cell)) for cell in plain)


def share_told(words: str, heading: str) -> str:
    """Read a cell of a column of shares as the register states them.

    Parameters
    ----------
    words : str
        ``đạt 40%`` and ``khoảng 60% khối lượng`` are 40% and 60%. What holds other words, or several shares, stays as
        it is: whether it can be read is told where the row is.
    heading : str
        Of the column. Below one with a percent sign, a number from 1 to below 100 is a percentage.
    """
    plain = " ".join(plain_letters(words).split())
    if "%" in heading and _BARE.fullmatch(plain):
        return f"{plain}%"
    told = _WORDS.fullmatch(plain)
    return words if told is None else told["share"].replace(" ", "")


def shares_in_notes(cells: Mapping[int, Mapping[str, str]], file: str) -> Iterator[Problem]:
    """Tell of percentages in the notes of work under way, which are not taken for shares of it.

    Parameters
    ----------
    cells : mapping of int to mapping
        Cells of the rows used, by row of the list and column of the register.
    file : str
        Name of the list.
    """
    for number, row in cells.items():
        if row.get("status") != "in_progress" or "progress" in row:
            continue
        for found in _PERCENTAGE.findall(row.get("note", "")):
            yield Problem(
                file,
                msg("{share} in a note, which stays a note", share=found),
                msg("shares of a stage's work in a column read as progress"),
                msg(
                    "nothing, where it means something else; else move it to a column that is read as progress"
                ),
                row=number,
                column="note",
                severity="warning",
            )
