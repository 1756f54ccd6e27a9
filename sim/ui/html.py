"""The few pieces of HTML that Streamlit has no widget for; everything said in them is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

HtmlRow = tuple[str, str]
_SHORT = 8


def escaped(said: str) -> str:
    """Text as it may stand inside HTML."""
    return escape(said, quote=True)


def literal(said: str) -> str:
    """Text as it may stand where Streamlit reads Markdown: labels, captions, messages. Nothing in it is a sign."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", said)


def card(
    title: str, value: str, word: str, sure: Iterable[HtmlRow], rows: Iterable[HtmlRow], note: str = ""
) -> str:
    """One answer: what about, the large value, the word for it, how sure it is, and what else belongs to it."""
    # A count such as "none of 10,000" needs smaller letters than "21%" to stay on one line.
    size = "hs-value hs-long" if len(value) > _SHORT else "hs-value"
    return (
        f'<article class="hs-card"><h3>{escaped(title)}</h3>'
        + (f'<p class="hs-note">{escaped(note)}</p>' if note else "")
        + f'<p class="{size}">{escaped(value)}</p><p class="hs-word">{escaped(word)}</p>'
        + f"{_list(sure, 'hs-sure')}{_list(rows, 'hs-rows')}</article>"
    )


def tile(title: str, value: str, word: str) -> str:
    """One number: what about, the value, the word for it."""
    return (
        f'<article class="hs-card hs-tile"><h3>{escaped(title)}</h3>'
        f'<p class="hs-value">{escaped(value)}</p><p class="hs-note">{escaped(word)}</p></article>'
    )


def _list(rows: Iterable[HtmlRow], kind: str) -> str:
    lines = "".join(
        f"<div><dt>{escaped(label)}</dt><dd>{escaped(number)}</dd></div>" for label, number in rows
    )
    return f'<dl class="{kind}">{lines}</dl>' if lines else ""


def cards(each: Iterable[str], kind: str) -> str:
    """Cards side by side, as many in a row as there is room for."""
    return f'<div class="hs-cards hs-{kind}">{"".join(each)}</div>'


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Table whose texts wrap instead of being cut; a cell may hold several paragraphs, parted by line breaks."""
    head = "".join(f"<th>{escaped(header)}</th>" for header in headers)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return f'<table class="hs-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(said: str) -> str:
    return f"<td>{''.join(f'<p>{escaped(line)}</p>' for line in said.splitlines())}</td>"
