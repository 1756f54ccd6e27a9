"""A comparison of two runs: counted by hand, said in both languages, refused where futures do not meet."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest
from builders import WHY, pool, row, scenario_of, stage
from fake_results import generator_of, met_results, results_of, scenario_with

from sim.analysis import compare
from sim.analysis.board import judge
from sim.analysis.to_json import About, comparison_json
from sim.errors import OptionError
from sim.experiment import run
from sim.text import Text
from sim.words import comparison_in_words

PERIOD = {"first_year": 2026, "last_year": 2027, "homes": 250}
BEFORE = np.array([[100, 50], [100, 150], [50, 100], [50, 50]])
AFTER = np.array([[100, 100], [100, 150], [150, 100], [50, 40]])


def compared(before=BEFORE, after=AFTER, **more):
    return compare(
        results_of(before, period=PERIOD, **more), results_of(after, period=PERIOD, **more), "counted"
    )


def counts(change):
    return change.chance.gained, change.chance.lost, change.before.met, change.after.met


def test_changes_counted_by_hand():
    comparison = compared()
    first, second = comparison.years
    assert counts(first) == (1, 0, 2, 3)
    assert counts(second) == (1, 0, 2, 3)
    assert counts(comparison.all_years) == (2, 0, 1, 3)
    assert comparison.period is not None
    assert counts(comparison.period) == (1, 0, 1, 2)
    assert comparison.programme is None
    assert second.homes.mean == (50 + 0 + 0 - 10) / 4
    assert first.homes.mean == 25
    assert comparison.all_years.homes.differing == 3
    sums = comparison.of_kind("cumulative")
    assert [change.goal.target for change in sums] == [100, 200]
    assert counts(sums[1]) == (2, 0, 1, 3)


@pytest.mark.parametrize("carry_over", ["none", "surplus", "cumulative"])
def test_chances_are_those_of_the_board(carry_over):
    base, changed = (results_of(homes, carry_over=carry_over, period=PERIOD) for homes in (BEFORE, AFTER))
    comparison = compare(base, changed, "eligible")
    for board, chances in (
        (judge(base, "eligible"), [change.before for change in comparison.changes]),
        (judge(changed, "eligible"), [change.after for change in comparison.changes]),
    ):
        assert tuple(chances) == board.chances


def test_a_lever_that_touches_nothing_changes_nothing():
    comparison = compared(BEFORE, BEFORE)
    for change in comparison.changes:
        assert change.chance.share == change.homes.mean == change.homes.differing == 0
        assert change.chance.verdict == change.homes.verdict == "no_clear_difference"


def test_runs_that_cannot_be_paired_are_refused():
    base = met_results([True, False])
    for other, said in (
        (met_results([True, False], seed=2), "the seed is 1 in one and 2 in the other"),
        (met_results([True, False, True]), "the number of futures is 2 in one and 3"),
        (met_results([True, False], futures_per_set=2), "share what is not known"),
        (results_of([[1], [2]], {2026: 99}), "their targets differ"),
        (results_of([[1, 1], [2, 1]]), "their targets differ"),
        (results_of([[1], [2]], {2026: 100}, carry_over="surplus"), "their targets differ"),
        (
            results_of([[1], [2]], scenario=scenario_with({2026: 100}, data_date=date(2025, 12, 31))),
            "the data date",
        ),
    ):
        with pytest.raises(OptionError, match=said):
            compare(base, other, "counted")


def test_values_are_plain_and_the_same_again():
    first, again = (
        json.dumps(comparison_json(compared(), About(scenario_with({2026: 100})))) for _ in range(2)
    )
    assert first == again
    values = json.loads(first)
    assert values["base"]["seed"] == 1
    assert values["base"]["scenario"]["hash"] == values["changed"]["scenario"]["hash"]
    assert values["interval"]["covers"] == "simulation error only"
    assert "not known" in values["interval"]["note"]
    assert values["changes"][0]["chance"]["share"] == 0.25
    assert values["changes"][0]["chance"]["range"] is None


def sentences(comparison, language):
    return [Text(language)(said) for said in comparison_in_words(comparison)]


def test_what_rises_and_what_falls_is_said():
    many = np.arange(1000)
    before = np.stack([np.where(many < 400, 100, 0), np.where(many < 600, 100, 0)], axis=1)
    after = np.stack([np.where(many < 640, 100, 0), np.where(many < 500, 100, 0)], axis=1)
    english = sentences(compared(before, after), "en")
    assert english[0] == (
        "The same 1,000 simulated futures, before and after the change; counting homes entered in the official "
        "statistic."
    )
    assert english[1].startswith(
        "The chance to reach the target of 2026 rises by 24.0 percentage points, from 40% to 64%"
    )
    assert english[2].startswith("On average 24 more homes in the year 2026 (95% interval: 21 to 27)")
    assert english[3].startswith(
        "The chance to reach the target of 2027 falls by 10.0 percentage points, from 60% to 50%"
    )
    assert english[4].startswith("On average 10 fewer homes in the year 2027")
    assert english[6].startswith("On average 14 more homes in the years 2026–2027")
    # Those of the period are the same and not said again.
    assert english[7].startswith(
        "No clear difference in the chance to reach the target of the period 2026–2027"
    )
    assert "says nothing of what is not known" in english[-1]
    assert len(english) == 9
    vietnamese = sentences(compared(before, after), "vi")
    assert vietnamese[1].startswith("Khả năng đạt chỉ tiêu năm 2026 tăng 24,0 điểm phần trăm, từ 40% lên 64%")
    assert vietnamese[4].startswith("Trung bình bớt 10 căn trong năm 2027")


def test_no_clear_difference_is_said():
    half = np.arange(200) % 2 == 0
    other = half.copy()
    other[:3] = ~other[:3]
    base, changed = met_results(half), met_results(other)
    said = sentences(compare(base, changed, "counted"), "en")
    assert said[1].startswith(
        "No clear difference in the chance to reach the target of 2026: 50% before, 50% after"
    )
    assert said[2].startswith("No clear difference in the homes of the year 2026 on average")
    same = sentences(compare(base, base, "counted"), "en")
    assert same[1] == (
        "Nothing changes about the target of 2026: its homes are the same in all 200 simulated futures."
    )


def test_ignorance_is_said_beside_the_change():
    sets, each = 400, 20
    u = generator_of(3).random(sets * each)
    gain = np.repeat(np.linspace(0, 0.4, sets), each)
    base, changed = (met_results(met, futures_per_set=each) for met in (u < 0.2, u < 0.2 + gain))
    comparison = compare(base, changed, "counted")
    # P10 and P90 of a uniform law from 0 to 0.4, within the noise of some 400 sets.
    assert comparison.years[0].chance.over_unknowns == pytest.approx((0.04, 0.36), abs=0.03)
    assert "in 8 cases of 10" in " ".join(sentences(comparison, "en"))


@pytest.mark.parametrize("futures_per_set", [1, 20])
def test_simulated_runs_meet_future_by_future(futures_per_set):
    """Twice the desks bring homes in no future later; a desk nobody asks for changes nothing at all."""

    def with_desks(slots):
        wait = {"family": "lognormal", "median": 300, "sigma_log": 0.6}
        factor = {"family": "uniform", "low": 0.7, "high": 1.5}
        stages = {"plan": stage(wait, "desk", uncertain=factor), "build": stage(200.0)}
        targets = {"years": [{"year": year, "homes": 200} for year in (2026, 2027)], "assumption": WHY}
        scenario = scenario_of(
            stages, [row(f"P{i}") for i in range(4)], pools={"desk": pool(slots)}, targets=targets
        )
        return run(scenario, replications=800, seed=2, futures_per_set=futures_per_set)

    one, two, four, five = (with_desks(slots) for slots in (1, 2, 4, 5))
    comparison = compare(one, two, "eligible")
    assert comparison.base.scenario_hash != comparison.changed.scenario_hash
    assert comparison.all_years.homes.verdict == "up"
    assert comparison.all_years.chance.lost == 0
    assert (comparison.all_years.chance.independent is None) == (futures_per_set == 1)
    assert all(change.homes.differing == 0 for change in compare(four, five, "eligible").changes)
