"""States that say how a project ended, into which others it went, and why: Sáp nhập vào CT02, Đã hủy do …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sim.register import ending_of, folded, status_of
from sim.scenario import EndedHow

_LEADS: tuple[tuple[EndedHow, re.Pattern[str]], ...] = (
    ("merged", re.compile(r"(da duoc |duoc |da )?(sap nhap|nhap|gop)( vao| voi)|merged (in)?to")),
    ("split", re.compile(r"(da duoc |duoc |da )?(chia tach|tach|chia) thanh|split into")),
    ("cancelled", re.compile(r"(da huy bo|da huy|huy bo|bi huy|cancell?ed)(?= (do|vi|theo|because|due)\b)")),
)
"""Begins of such states, without capitals, diacritics and punctuation."""
_WHY = re.compile(r"(?:^|(?<=[\s(,;–-]))(?:do|vì|theo|because|due)\s.*", re.IGNORECASE)
_PROJECT = re.compile(r"^(?:các\s+)?(?:dự án|project)\s+(?=\S)", re.IGNORECASE)
_AROUND = " :,;.–-()"


@dataclass(frozen=True)
class Ending:
    """How a project ended, into which projects it went in the words of the list, and why."""

    how: EndedHow
    into: str = ""
    reason: str = ""


def ending_told(state: str) -> Ending | None:
    """Read a state as the end of a project; None where it is none.

    Parameters
    ----------
    state : str
        ``Sáp nhập vào CT02 theo QĐ 12``: merged, into ``CT02``, reason ``theo QĐ 12``.
    """
    words, said = state.split(), folded(state)
    for how, lead in _LEADS:
        begin = lead.match(said)
        if begin is None:
            continue
        rest = " ".join(words[len(begin.group().split()) :])
        why = _WHY.search(rest)
        before, reason = (rest, "") if why is None else (rest[: why.start()], why.group().strip(_AROUND))
        into = _PROJECT.sub("", before.strip(_AROUND))
        return Ending(how, "" if how == "cancelled" else into, reason)
    return Ending(ending_of(state)) if status_of(state) == "ended" else None
