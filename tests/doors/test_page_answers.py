"""What the page says, without a browser: answers, how sure they are, what they rest on."""

import html
import json

from pages import VI, board_of, choose, press, said

from sim.analysis import READING_WORDS, headline, likelihood
from sim.charts.wording import LIKELIHOOD_WORDS, chance_label


def test_run_shows_what_the_analysis_says(visit, folder, runs):
    page = press(choose(visit(), "futures", "200"), VI("Run"))
    board, words = board_of(folder, 200), said(page)
    assert VI(headline(board)) in words
    for answer in board.years:
        assert f"\n{answer.year}\n" in words
        assert chance_label(answer.chance, VI) in words
        assert VI(LIKELIHOOD_WORDS[likelihood(answer.chance)]) in words
        assert VI.number(answer.homes.p50) in words
    assert len(page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")) == 2
    assert runs == [200]


def test_every_block_of_results_says_its_reading(visit):
    page = visit(futures="200", reading="handed_over")
    reading = VI("Reading: {reading}", reading=READING_WORDS["handed_over"])
    blocks = [each.proto.body for each in page.get("html")]
    assert sum(html.escape(reading) in body for body in blocks) == 3  # headline, years, all together
    assert not any(html.escape(VI(READING_WORDS["counted"])) in body for body in blocks)
    charts = page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")
    assert [reading in json.loads(each.proto.spec)["title"]["subtitle"] for each in charts] == [True, True]


def test_assumptions_can_be_filtered_by_standing(visit):
    page = visit(lang="en")
    table = lambda: next(each.proto.body for each in page.get("html") if "hs-table" in each.proto.body)  # noqa: E731
    everything = table().count("<tr>")
    choose(page, "standing", "published")
    assert table().count("<tr>") == 2  # the header and the office calendar
    assert everything > 5
    assert "Decision on the 40-hour working week" in table()
