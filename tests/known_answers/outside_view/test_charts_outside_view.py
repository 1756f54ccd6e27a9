"""The strip of finished plans: a dot for each at its ratio, the model's bar at its own, in the reader's language."""

import json
from xml.etree import ElementTree

import pytest
from known_answers.outside_view.test_among_plans import RATIOS, compared_with, found_in

from sim.analysis import AmongPlans
from sim.analysis.board import Board
from sim.analysis.statistics import Chance
from sim.charts import figure_file, outside_view_chart
from sim.charts.outside_view import stacked
from sim.text import LANGUAGES, Language, Text
from sim.words import READING_WORDS, class_name

BOARD = Board("handed_over", "none", (), (), Chance(0, 10), None, None, None)


def rows_with(found: AmongPlans, field: str, language: Language = "en") -> list[dict[str, object]]:
    chart = outside_view_chart(found, BOARD, Text(language)).to_dict()
    sets = {json.dumps(rows, sort_keys=True): rows for rows in chart["datasets"].values() if field in rows[0]}
    (rows,) = sets.values()
    return rows


def test_a_dot_for_each_plan_and_the_bar_of_the_model() -> None:
    found = found_in(compared_with(*RATIOS))
    assert [row["ratio"] for row in rows_with(found, "place")] == sorted(RATIOS)
    assert [row["at_least"] for row in rows_with(found, "place")] == [each == 1 for each in sorted(RATIOS)]
    (bar,) = rows_with(found, "middle")
    assert (bar["low"], bar["middle"], bar["high"]) == (0.1, 0.5, 1.0)
    assert (bar["p10"], bar["p50"], bar["p90"]) == ("10%", "50%", "100%")


def test_a_plan_far_exceeded_stands_at_the_edge_and_the_figure_says_so() -> None:
    found = found_in(compared_with(0.2, 0.4, 0.6, 0.8, 3.9))
    rows = rows_with(found, "place")
    assert (rows[-1]["ratio"], rows[-1]["label"]) == (2.0, "390%")
    subtitle = outside_view_chart(found, BOARD, Text("en")).to_dict()["title"]["subtitle"]
    assert Text("en")("At the right edge: {percent} or more", percent="200%") in subtitle


def test_dots_that_would_cover_one_another_are_stacked() -> None:
    # The scale has 50 steps of 0.02; dots less than two steps apart cover one another.
    assert stacked([0.0, 0.5, 0.5, 0.52, 0.54, 0.9], 1.0) == [0, 0, 1, 2, 0, 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_drawn_it_names_reading_class_and_scale(language: Language) -> None:
    text = Text(language)
    found = found_in(compared_with(*RATIOS))
    tree = ElementTree.fromstring(figure_file(outside_view_chart(found, BOARD, text), "svg"))
    said = [line for node in tree.iter("{http://www.w3.org/2000/svg}text") for line in node.itertext()]
    assert text("The period among finished plans") in said
    assert text("Reading: {reading}", reading=READING_WORDS["handed_over"]) in said
    assert any(text(class_name(found.reference_class)) in line for line in said)
    assert {"0%", "100%", text("finished plan"), text("this model, P50")} <= {*said}
    assert not [line for line in said if "…" in line]
