"""The page sets the period beside finished plans: one line and a figure; nothing where there is no period."""

import json

from doors.page.pages import VI, board_of, said

from sim.analysis import among_plans
from sim.files import check_scenario
from sim.words import outside_view_in_words

PERIOD = "[targets]\nperiod = { first_year = 2026, last_year = 2027, homes = 300 }\n"


def test_the_line_and_the_figure_stand_on_the_page(visit, folder, runs):
    path = folder / "example.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[targets]\n", PERIOD), encoding="utf-8")
    page = visit(futures="200")
    found = among_plans(board_of(folder, 200), check_scenario(path).scenario.reference_class)
    assert VI(outside_view_in_words(found)) in said(page)
    assert VI("The period beside finished plans") in [each.label for each in page.expander]
    charts = [
        json.loads(each.proto.spec)
        for each in page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")
    ]
    titles = [chart["title"]["text"] for chart in charts]
    assert titles[2:] == [VI("The period among finished plans")]
    assert runs == [200]


def test_without_a_period_nothing_is_compared(visit):
    page = visit(futures="200")
    assert VI("The period beside finished plans") not in [each.label for each in page.expander]
