"""Shares of work done as officials write them: đạt 40%, khoảng 60% khối lượng, 45 below a heading with %."""

from __future__ import annotations

import re

from sim.register import plain_letters

_WORDS = re.compile(
    r"(?:(?:da|moi|uoc|thi cong|thuc hien|xay dung|hoan thanh|dat|duoc|khoang|tren|gan|about|some|done) )*"
    r"(?P<share>\d+(?:[.,]\d+)? ?%)"
    r"(?: (?:khoi luong|kl|cong viec|thi cong|xay dung|tien do|done|of|the|work))*\.?",
    re.ASCII,
)
_BARE = re.compile(r"[1-9]\d?(?:[.,]\d+)?", re.ASCII)


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
