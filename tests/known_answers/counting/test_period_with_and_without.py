"""The period with and without the homes that its last push takes from the year after; by hand."""

from __future__ import annotations

import pytest
from builders import push
from known_answers.counting.city import FOUR, city, targets

from sim.analysis.board import judge
from sim.analysis.to_json import board_json
from sim.experiment import more, run
from sim.text import Text
from sim.words import last_push_note

EN = Text("en")


def two_years(homes, effort, last_year=2027):
    """2026 enters 150 homes early, 2027 50 (60 less the 10 that come by themselves); 70 are left."""
    period = {"first_year": 2026, "last_year": last_year, "homes": homes}
    return city(FOUR, targets(150, 60, period=period), effort)


@pytest.mark.parametrize(
    ("homes", "last_year", "with_it", "without"),
    [(210, 2027, 1, 0), (160, 2027, 1, 1), (211, 2027, 0, 0), (150, 2026, 1, 0), (1, 2026, 1, 0)],
)
def test_without_the_last_push_its_homes_are_missing(homes, last_year, with_it, without):
    board = judge(run(two_years(homes, push(1.0, 1.0), last_year), replications=3), "counted")
    assert board.period.chance.share == with_it
    assert board.period_without_last_push.chance.share == without
    # 2026: 150 homes, all of them entered early. 2027: those, 10 by themselves, 50 entered early.
    middle = {2026: (150, 0), 2027: (210, 160)}[last_year]
    assert (board.period.homes.p50, board.period_without_last_push.homes.p50) == middle


def test_it_is_told_of_the_statistic_alone_and_only_where_there_is_a_push():
    results = run(two_years(210, push(1.0, 1.0)), replications=3)
    assert judge(results, "eligible").period_without_last_push is None
    assert judge(more(results, 5), "counted").period_without_last_push.chance.futures == 5
    plain = judge(run(two_years(210, None), replications=3), "counted")
    assert plain.period_without_last_push is None
    assert last_push_note(plain) is None
    no_period = judge(run(city(FOUR, targets(150), push(1.0, 1.0)), replications=3), "counted")
    assert no_period.period_without_last_push is None
    said = board_json(results, "counted")["readings"]
    assert said["counted"]["period_without_last_push"]["homes"]["p50"] == 160
    assert said["eligible"]["period_without_last_push"] is None


def test_the_board_says_it_in_one_line():
    note = EN(last_push_note(judge(run(two_years(210, push(1.0, 1.0)), replications=100), "counted")))
    assert "at the end of 2027" in note
    assert "210 homes of 2026–2027" in note
    assert note.endswith("P50 is 160 homes (with them 210).")
