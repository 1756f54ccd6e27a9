"""A table of an answer, on the page and on a terminal, from the same plain data."""

import pytest

from sim.cli.layout import _lines, _rich, terminal
from sim.questions import Column, Row, Section, Table
from sim.ui.answers.sheet import html_of

COLUMNS = (
    Column("Value", right=False),
    Column("Chance", large=True),
    Column("Interval", below=True),
    Column("Enough?"),
)
TABLE = Table(
    COLUMNS,
    (
        Section(
            (Row(("<5%>", "21%", "19–24%", "no"), strong=True), Row(("whole", "1%"), pale=True)),
            "Part & parcel",
        ),
    ),
)
BY_QUARTER = Table(
    (Column("", right=False, width=6), *(Column(each, width=6, group="Use, %") for each in ("I", "II"))),
    (Section((Row(("2026", "46", "57")),), "Appraisal desks of the Department"),),
    title="Pools",
    set_in_lines=True,
)


def test_the_page_sets_intervals_below_their_numbers_and_escapes_everything():
    html = html_of(TABLE, TABLE.sections)
    assert html.count("<th>") == 3 + 2 and "<th>Interval" not in html
    assert (
        '<tr class="hs-chosen"><th>&lt;5%&gt;</th><td><b>21%</b> <span>19–24%</span></td><td>no</td></tr>'
        in html
    )
    assert '<th class="hs-section" colspan="3">Part &amp; parcel</th>' in html
    assert '<tr class="hs-pale"><th>whole</th><td><b>1%</b> <span></span></td><td></td></tr>' in html


def test_lines_of_a_cell_stay_lines_on_the_page():
    assert "<td>+649<br>615–683</td>" in html_of(
        Table((Column("Target"), Column("Homes")), ()), [Section((Row(("2030", "+649\n615–683")),))]
    )


def test_the_page_sets_headings_over_groups_of_columns():
    assert '<th colspan="1"></th><th colspan="2">Use, %</th>' in html_of(BY_QUARTER, BY_QUARTER.sections)


def test_a_terminal_sets_headings_of_sections_across_columns():
    assert list(_lines(BY_QUARTER)) == [
        "Pools",
        "            Use, %",
        "           I    II",
        "─" * 18,
        "Appraisal desks of the Department",
        "2026      46    57",
    ]


@pytest.mark.parametrize(("shown", "rows"), [(None, 2), (1, 1)])
def test_a_terminal_shows_the_rows_it_is_told_to(shown, rows, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    terminal().print(_rich(Table(TABLE.columns, TABLE.sections, shown=shown)))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Value", "Chance", "Interval", "Enough?"]
    assert len(lines) == 3 + rows
