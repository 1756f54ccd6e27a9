"""Lines of equal chance on planted levers: what of one lever another can stand in for."""

from __future__ import annotations

import json

import pytest
from planted_levers import GRID, SCENARIO, Planted, knife

from sim.analysis.seek import trade_off_line
from sim.analysis.to_json import About, trade_off_json
from sim.errors import OptionError
from sim.levers import load_levers
from sim.text import Text
from sim.words import least_in_words


def test_one_lever_stands_in_for_another():
    def both(value, other):
        return min(0.98, 0.42 + 0.008 * value + 0.1 * other)

    def table(lever):
        return trade_off_line(lever, GRID, [0, 1, 2, 5], 2026, 0.8, reading="counted", neutral=0)

    found = table(Planted(both, 2))
    assert [row.seeking.value for row in found.rows] == [50, 40, 30, 0]
    assert found.rows[0].seeking.error == found.error / 4
    assert least_in_words(found.rows[1].seeking, lambda value: f"{value} %") == "40 %"
    low = table(Planted(lambda value, other: both(value, other) - 0.38, 2))
    assert [row.seeking.value for row in low.rows[:2]] == [None, None]
    said = least_in_words(low.rows[0].seeking, lambda value: f"{value} %")
    assert Text("en")(said).startswith("not reachable; best at ")
    levers = load_levers()["green_lane"], load_levers()["appraisal_desks"]
    first, again = (
        json.dumps(trade_off_json(each, *levers, About(SCENARIO)))
        for each in (found, table(Planted(both, 2)))
    )
    assert first == again
    with pytest.raises(OptionError, match="second lever"):
        trade_off_line(Planted(both, 2), GRID, [], 2026, 0.8, reading="counted", neutral=0)


def test_neighbours_are_named_in_the_table_too():
    found = trade_off_line(
        Planted(lambda value, other: knife(value), 1),
        GRID,
        [1],
        2026,
        0.8,
        reading="counted",
        neutral=0,
        first=1_000,
        most=2_000,
    )
    said = Text("en")(least_in_words(found.rows[0].seeking, str))
    assert said.endswith(", perhaps 40")
    unclear = trade_off_line(
        Planted(lambda value, other: 0.8, 1),
        [1],
        [1],
        2026,
        0.8,
        reading="counted",
        neutral=0,
        first=1_000,
        most=2_000,
    )
    assert Text("en")(least_in_words(unclear.rows[0].seeking, str)).startswith("cannot be told")
