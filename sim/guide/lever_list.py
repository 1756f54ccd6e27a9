"""The levers and causes of docs/levers.md, written from their files: `python -m sim.guide`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import fill

from sim.levers import Cause, Lever, load_causes, load_levers
from sim.scenario import Words
from sim.text import Text
from sim.words import STANDING_WORDS, own_start_in_words, proposed_in_words, values_in_words

PAGE = Path(__file__).parents[2] / "docs" / "levers.md"
LEVERS, CAUSES = "levers", "causes"
_WIDTH = 120


def with_lists(page: str) -> str:
    """Page whose lists of levers and causes are those of the files shipped.

    Parameters
    ----------
    page : str
        Markdown in which each list stands between ``<!-- begin NAME: … -->`` and ``<!-- end NAME -->``.
    """
    t = Text("en")
    page = _between(page, LEVERS, (_lever(each, t) for each in load_levers().values()))
    return _between(page, CAUSES, (_cause(each, t) for each in load_causes().values()))


def write_lever_list() -> None:
    """Write the lists into docs/levers.md."""
    PAGE.write_text(with_lists(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def _between(page: str, name: str, entries: Iterable[str]) -> str:
    begin, end = f"<!-- begin {name}: written by `python -m sim.guide` -->\n", f"<!-- end {name} -->\n"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return before + begin + "\n" + "\n".join(entries) + "\n" + end + after


def _lever(lever: Lever, t: Text) -> str:
    facts = (
        f"values: {t(values_in_words(lever))}; {t(proposed_in_words(lever))}",
        f"from: {t(own_start_in_words(lever))}; {'may come in quarterly steps' if lever.ramp else 'comes all at once'}",
        f"passage: {lever.passage}; figures: {t(STANDING_WORDS[lever.standing])}",
        f"mechanism: {_kinds(lever)}",
    )
    return "\n".join((*_head(lever, t), *(f"- {fact}" for fact in facts), ""))


def _cause(cause: Cause, t: Text) -> str:
    return "\n".join((*_head(cause, t), f"- mechanism: {_kinds(cause)}", ""))


def _head(part: Lever | Cause, t: Text) -> Iterator[str]:
    yield f"### `{part.id}`: {t(part.name)}"
    yield ""
    yield _wrapped(part.help, t)
    yield ""


def _kinds(part: Lever | Cause) -> str:
    return ", ".join(dict.fromkeys(f"`{change.kind}`" for change in part.changes))


def _wrapped(words: Words, t: Text) -> str:
    return fill(" ".join(t(words).split()), _WIDTH, break_long_words=False, break_on_hyphens=False)
