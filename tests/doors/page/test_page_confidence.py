"""The page says how far to trust a likelihood in a line of its own, first where that is little."""

import pytest
from doors.page.pages import EN, VI, ended
from test_page_levers import DESKS, LANE

from sim.analysis.confidence import evidence_of
from sim.files import check_scenario
from sim.levers import apply_levers, load_levers, parse_setting
from sim.words import confidence_in_words

LINE = '<p class="hs-confidence">'


@pytest.fixture
def levers(folder):
    (folder / "levers").mkdir()
    for name, content in (("desks", DESKS), ("lane", LANE)):
        (folder / "levers" / f"{name}.toml").write_text(content, encoding="utf-8")
    return load_levers(folder / "levers")


def headline(page, kind="headline"):
    """Paragraphs of the large answer."""
    body = next(each.proto.body for each in page.get("html") if f'class="hs-{kind}"' in each.proto.body)
    return body.split("</p>")


def sentence(folder, text, target, pulled=()):
    scenario = apply_levers(check_scenario(folder / "example.toml").scenario, pulled)
    return text(confidence_in_words(evidence_of(scenario).about(target, "counted")))


def test_beside_the_board(visit, folder, runs):
    page = visit(futures="200")
    first, second, *_ = headline(page, "summary")
    # A line of its own, before the answer where it is low.
    assert LINE in first and "<h1>" not in first and "<h1>" in second
    assert sentence(folder, VI, 2027) in first
    # The second run is no run of the board: that has as many futures as were asked for.
    assert runs == [200]


def test_beside_pulled_levers_once_the_look_is_the_last(visit, folder, levers):
    page = visit("levers", futures="1000", pull="lane=70", lang="en")
    assert sentence(folder, EN, "all", [parse_setting("lane=70", levers)]) in headline(page)[0]


def test_beside_a_promise(visit, folder, levers):
    page = ended(visit("questions", q="commit", futures="200", lang="en", chance="0.9"))
    first, second, *_ = headline(page)
    assert sentence(folder, EN, 2026) in first
    assert LINE not in second


def test_no_line_where_no_likelihood_is_told(visit, folder, levers):
    page = ended(visit("questions", q="bottleneck", futures="200", lang="en"))
    assert not any(LINE in each for each in headline(page))
