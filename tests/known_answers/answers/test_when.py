"""Deadlines on planted starts, whose worth is known."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest
from fake_results import generator_of, met_results, results_of

from sim.analysis import judge_starts
from sim.analysis.to_json import About, latest_start_json
from sim.errors import OptionError
from sim.levers import LeverSetting, load_levers
from sim.text import Text
from sim.words import latest_start_in_words

QUARTERS = [date(2026 + i // 4, 1 + 3 * (i % 4), 1) for i in range(8)]
BASE = 0.4


def started(gains, seed=1, futures=20_000):
    u = generator_of(seed).random(futures)
    base = met_results(u < BASE)
    return base, {day: met_results(u < BASE + gain) for day, gain in zip(QUARTERS, gains, strict=False)}


def sentences(found, language="en"):
    return [Text(language)(said) for said in latest_start_in_words(found)]


@pytest.mark.parametrize("seed", range(20))
def test_the_last_start_that_is_worth_it(seed):
    """Gains of 20 points, then less and less; of 20,000 futures 6.5 points are clearly above 5 (6 errors), and 4 are not."""
    base, starts = started([0.2, 0.15, 0.1, 0.08, 0.065, 0.04, 0.02, 0.0], seed)
    found = judge_starts(base, starts, "counted")
    deadline = found.deadlines[0]
    assert deadline.last == QUARTERS[4]
    assert deadline.doubtful == ()
    assert deadline.rises is None
    assert deadline.on(QUARTERS[0]).bought.share == pytest.approx(0.2, abs=0.03)
    assert sentences(found)[1].startswith(
        "For the target of 2026, the last start that still buys at least 5 percentage points is 1 Jan 2027: "
    )


def test_the_bar_can_be_moved():
    base, starts = started([0.2, 0.15, 0.1, 0.08, 0.065, 0.04, 0.02, 0.0])
    assert judge_starts(base, starts, "counted", worth=12).deadlines[0].last == QUARTERS[1]
    none = judge_starts(base, starts, "counted", worth=30)
    assert none.deadlines[0].last is None
    assert (
        "no start on the list clearly buys 30 percentage points; the best, on 1 Jan 2026"
        in sentences(none)[1]
    )
    assert (
        "even the last start on the list"
        in sentences(judge_starts(base, {QUARTERS[0]: starts[QUARTERS[0]]}, "counted"))[1]
    )


def test_a_later_start_that_buys_more_is_noticed():
    found = judge_starts(*started([0.15, 0.03, 0.12]), "counted")
    deadline = found.deadlines[0]
    assert deadline.last == QUARTERS[2]
    assert deadline.doubtful == (QUARTERS[1],)
    assert deadline.rises == (QUARTERS[1], QUARTERS[2])
    assert "do not clearly buy as much: 1 Apr 2026." in sentences(found)[2]
    assert "Later is not always worse here: a start on 1 Jul 2026" in sentences(found)[3]
    assert sentences(found, "vi")[3].startswith(
        "Ở đây không phải càng muộn càng kém: bắt đầu ngày 01/07/2026"
    )


def test_noise_alone_is_no_rise():
    """Starts that buy the same, each with noise of its own: a rise is seen in 5 % of 40 plantings at most."""
    seen = 0
    for seed in range(40):
        generator = generator_of(seed)
        u = generator.random(1_000)
        same = {
            day: met_results(np.where(generator.random(1_000) < 0.2, generator.random(1_000), u) < 0.6)
            for day in QUARTERS[:6]
        }
        seen += judge_starts(met_results(u < BASE), same, "counted").deadlines[0].rises is not None
    # 3.3 standard deviations above the 2 expected at most.
    assert seen <= 6


def test_each_target_has_its_own_deadline():
    ones = np.ones((500, 1), dtype=int)
    period = {"first_year": 2026, "last_year": 2027, "homes": 150}
    base = results_of(ones * [50, 50], period=period)
    early, late = (results_of(ones * homes, period=period) for homes in ([100, 100], [50, 100]))
    found = judge_starts(base, {QUARTERS[0]: early, QUARTERS[2]: late}, "counted")
    assert [(d.goal.kind, d.last) for d in found.deadlines] == [
        ("year", QUARTERS[0]),
        ("year", QUARTERS[2]),
        ("all_years", QUARTERS[0]),
        ("period", QUARTERS[2]),
    ]


def test_values_are_plain_and_the_same_again():
    base, starts = started([0.2, 0.1])
    lever = load_levers()["green_lane"]
    first, again = (
        json.dumps(
            latest_start_json(
                judge_starts(base, starts, "counted"), LeverSetting(lever, 50), About(base.scenario)
            )
        )
        for _ in range(2)
    )
    assert first == again
    deadline = json.loads(first)["deadlines"][0]
    assert deadline["last"] == "2026-04-01"
    assert [start["day"] for start in deadline["starts"]] == ["2026-01-01", "2026-04-01"]


def test_what_cannot_be_judged_is_refused():
    base, starts = started([0.2])
    with pytest.raises(OptionError, match="dates of start"):
        judge_starts(base, {}, "counted")
    with pytest.raises(OptionError, match="the points worth it are 0"):
        judge_starts(base, starts, "counted", worth=0)
    with pytest.raises(OptionError, match="the number of futures"):
        judge_starts(base, {QUARTERS[0]: met_results([True])}, "counted")
