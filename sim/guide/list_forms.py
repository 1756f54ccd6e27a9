"""What the guide says of lists as departments write them: headings, states, dates."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import msg
from sim.register import HEADINGS, READ_FORMS, REFUSED_FORMS, STATES
from sim.text import Text

HEADINGS_HEADING = msg("Headings and states as departments write them")
HEADINGS_LEAD = msg(
    "A register may have these headings instead of the names of the columns, and these states instead of the codes of "
    "`status`. Capitals, diacritics and punctuation make no difference. Titles above the headings, a second row of "
    "headings, and cells merged downwards are understood; rows of sums, headings of groups and notes are set aside, "
    "and `check` tells each. For a list in any other form: `housing-sim import`."
)
FORMS_HEADING = msg("Dates")
FORMS_LEAD = msg(
    "Days with the year last are read day first: 03/04/2026 is 3 April. Where a date of a column can only be month "
    "first (03/25/2026), the dates of that column that could be either are errors. Capitals and diacritics make no "
    "difference."
)
REFUSED_LEAD = msg("These are refused:")


def list_tables(t: Text) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Yield what stands above each table, its heads and its rows.

    Parameters
    ----------
    t : Text
        Language of the guide.
    """
    understood = t(msg("understood"))
    yield (
        f"### {t(HEADINGS_HEADING)}\n\n{t(HEADINGS_LEAD)}\n",
        (t(msg("Column")), understood),
        [
            (f"`{column}`" if column.isidentifier() else t(msg("none: running numbers")), "; ".join(headings))
            for column, headings in HEADINGS.items()
        ],
    )
    yield (
        "",
        ("`status`", understood),
        [(f"`{status}`", "; ".join(states[1:])) for status, states in STATES.items()],
    )
    yield (
        f"### {t(FORMS_HEADING)}\n\n{t(FORMS_LEAD)}\n",
        (t(msg("written")), t(msg("meant"))),
        [(f"`{written}`", span.replace("..", " – ")) for written, span in READ_FORMS.items()],
    )
    yield (
        t(REFUSED_LEAD) + "\n",
        (t(msg("written")), t(msg("why it is refused"))),
        [(f"`{written}`", t(why)) for written, why in REFUSED_FORMS.items()],
    )
