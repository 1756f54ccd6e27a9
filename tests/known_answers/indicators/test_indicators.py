"""Indicators computed from homes, by hand; hypothetical targets are called so."""

from __future__ import annotations

import math
from datetime import date
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from builders import WHY, row, scenario_of, stage
from fake_results import results_of

import sim
from sim.analysis import judge_indicators
from sim.analysis.board import judge
from sim.analysis.confidence import numbers_of
from sim.analysis.to_json import board_json
from sim.experiment import futures_in_a_set
from sim.questions.tables import indicator_table, readings_table, target_table
from sim.scenario import READINGS, Scenario
from sim.text import Text
from sim.words import goal_in_words, headline, indicators_in_words
from sim.words.describe_scenario import assumptions_of

EN, VI = Text("en"), Text("vi")
YEARS = {2026: 100, 2027: 100}


def floor_area(**parts: Any) -> dict[str, Any]:
    """Indicator of 1,000 persons; 20,000 m² stood on the data date, and 1,000 m² a year are built beside the homes."""
    stated: dict[str, Any] = {
        "name": {"vi": "Diện tích sàn", "en": "Floor area"},
        "kind": "floor_area_per_person",
        "counts": "handed_over",
        "years": [{"year": 2026, "at_least": 22.5}, {"year": 2027, "at_least": 24.0}],
        "stock": {"as_of": date(2026, 1, 1), "m2": 20_000.0, "assumption": WHY},
        "other_construction": {"m2_a_year": 1_000.0, "assumption": WHY},
        "home_area": {"m2": 60.0, "assumption": WHY},
        "population": {
            "years": [{"year": 2026, "persons": 1_000}, {"year": 2027, "persons": 1_100}],
            "assumption": WHY,
        },
        "assumption": WHY,
    }
    for name, fields in parts.items():
        stated[name] = (
            {**stated.get(name, {"assumption": WHY}), **fields} if isinstance(fields, dict) else fields
        )
    return stated


def asking(**parts: Any) -> Scenario:
    years = [{"year": year, "homes": homes} for year, homes in YEARS.items()]
    return scenario_of(
        {"s": stage(10.0)},
        [row("P")],
        targets={"years": years, "assumption": WHY},
        indicators={"area": floor_area(**parts)},
    )


def test_the_formula_by_hand() -> None:
    """Homes of both years: 25 and 25 in one future, none in the other; half of them lie in the area."""
    results = results_of([[25, 25], [0, 0]], scenario=asking(share_of_homes={"share": 0.5}))
    first, second = judge_indicators(results)
    # A year of 365 days is 365 / 365.25 years of other construction.
    one_year, two_years = 365 / 365.25, 730 / 365.25
    with_homes = (20_000 + 1_000 * one_year + 25 * 0.5 * 60) / 1_000
    without = (20_000 + 1_000 * one_year) / 1_000
    assert (first.p90, first.p10) == pytest.approx((with_homes, without))
    assert first.mean == pytest.approx((with_homes + without) / 2)
    assert first.from_homes == pytest.approx(0.5 * 25 * 0.5 * 60 / 1_000)
    assert (first.chance.share, first.without_homes.share) == (0.0, 0.0)
    assert second.p90 == pytest.approx((20_000 + 1_000 * two_years + 50 * 0.5 * 60) / 1_100)
    brought = 0.5 * 50 * 0.5 * 60
    assert second.other_share == pytest.approx(1_000 * two_years / (1_000 * two_years + brought))


def test_a_value_just_reached_is_reached() -> None:
    parts = {"stock": {"m2": 22_500.0}, "other_construction": {"m2_a_year": 1e-9}}
    met = judge_indicators(results_of([[0, 0]], scenario=asking(**parts)))[0]
    assert met.chance.share == 1.0
    missed = judge_indicators(results_of([[0, 0]], scenario=asking(**parts | {"stock": {"m2": 22_499.0}})))[0]
    assert missed.chance.share == 0.0


def test_homes_done_before_the_data_date_stand_in_the_stock() -> None:
    """On 1 July 40 homes are done already; only those after it are added."""
    targets = {
        "years": [{"year": year, "homes": homes} for year, homes in YEARS.items()],
        "done_this_year": {"counted": 40, "eligible": 40, "handed_over": 40, "assumption": WHY},
        "assumption": WHY,
    }
    scenario = scenario_of(
        {"s": stage(10.0)},
        [row("P", entry=date(2026, 7, 1), status_as_of=date(2026, 7, 1))],
        data_date=date(2026, 7, 1),
        targets=targets,
        indicators={"area": floor_area(counts="eligible")},
    )
    answer = judge_indicators(results_of([[25, 0]], scenario=scenario))[0]
    assert answer.from_homes == pytest.approx(25 * 60 / 1_000)


@pytest.mark.parametrize("reading", READINGS)
def test_each_indicator_counts_its_own_reading(reading: str) -> None:
    results = results_of([[10, 0]], scenario=asking(counts=reading))
    quarters = np.zeros_like(results.homes_by_quarter)
    place = READINGS.index(reading)  # type: ignore[arg-type]
    quarters[:, 0, place] = 10
    only = sim.Results(**{**vars(results), "homes_by_quarter": quarters})
    assert judge_indicators(only)[0].from_homes == pytest.approx(10 * 60 / 1_000)


def test_the_chance_follows_what_is_not_known() -> None:
    """Other construction is lognormal with sigma 0.4 and must be 1.3 times what is stated.

    P(f >= k) = Phi(-ln k / sigma); 40,000 independent futures, five standard errors.
    """
    needed, sigma, futures = 1.3, 0.4, 40_000
    two_years = 730 / 365.25
    at_least = (20_000 + 1_000 * two_years * needed) / 1_100
    parts = {
        "years": [{"year": 2026, "at_least": 1.0}, {"year": 2027, "at_least": at_least}],
        "other_construction": {"uncertain": {"family": "lognormal", "median": 1, "sigma_log": sigma}},
    }
    results = results_of(np.zeros((futures, 2), dtype=np.int64), scenario=asking(**parts))
    expected = NormalDist().cdf(-math.log(needed) / sigma)
    tolerance = 5 * math.sqrt(expected * (1 - expected) / futures)
    assert judge_indicators(results)[1].chance.share == pytest.approx(expected, abs=tolerance)


def test_an_unknown_is_one_value_a_set() -> None:
    """Without homes all 20 futures of a set reach the value, or none does."""
    uncertain = {"family": "lognormal", "p10": 0.5, "p90": 2}
    parts = {
        "years": [{"year": 2026, "at_least": 21.0}, {"year": 2027, "at_least": 20.0}],
        "other_construction": {"uncertain": uncertain},
    }
    homes = np.zeros((2_000, 2), dtype=np.int64)
    results = results_of(homes, futures_per_set=20, scenario=asking(**parts))
    by_hits = judge_indicators(results)[0].chance.by_hits
    assert by_hits is not None and sum(by_hits) == 100
    assert by_hits[0] + by_hits[20] == 100 and min(by_hits[0], by_hits[20]) > 0


def test_unknowns_of_inputs_are_drawn_each_by_itself() -> None:
    """Stock and inhabitants share a distribution, so a shared draw would leave their ratio at 1."""
    uncertain = {"family": "lognormal", "p10": 0.9, "p90": 1.1}
    parts = {
        "stock": {"uncertain": uncertain},
        "population": {"uncertain": uncertain},
        "other_construction": {"m2_a_year": 1e-9},
    }
    answer = judge_indicators(results_of(np.zeros((1_000, 2), dtype=np.int64), scenario=asking(**parts)))[0]
    assert answer.p90 - answer.p10 > 2.0


def test_an_unknown_share_stays_a_share() -> None:
    parts = {
        "share_of_homes": {"share": 0.9, "as_sure_as_cases": 2},
        "other_construction": {"m2_a_year": 1e-9},
    }
    homes = np.full((4_000, 2), 100)
    answer = judge_indicators(results_of(homes, scenario=asking(**parts)))[0]
    assert 20.0 <= answer.p10 < answer.p90 <= 26.0
    # Mean of the beta distribution, standard deviation 0.173: five standard errors of 4,000 futures.
    assert answer.from_homes == pytest.approx(0.9 * 100 * 60 / 1_000, abs=5 * 6 * 0.173 / math.sqrt(4_000))


def test_an_indicator_moves_no_home() -> None:
    uncertain = {"family": "lognormal", "p10": 0.5, "p90": 2}
    with_one = asking(other_construction={"uncertain": uncertain})
    settings = with_one.settings.model_copy(update={"indicators": {}})
    without = with_one.model_copy(update={"settings": settings})
    ran, plain = (
        sim.run(each, replications=40, engine="reference", futures_per_set=20) for each in (with_one, without)
    )
    assert np.array_equal(ran.homes_by_quarter, plain.homes_by_quarter)
    assert judge(ran, "counted").years == judge(plain, "counted").years


def test_confidence_rests_on_the_same_run_with_and_without() -> None:
    with_one = asking()
    settings = with_one.settings.model_copy(update={"indicators": {}})
    assert numbers_of(with_one) == numbers_of(with_one.model_copy(update={"settings": settings}))


def test_an_unknown_of_an_indicator_alone_makes_sets() -> None:
    uncertain = {"family": "lognormal", "p10": 0.5, "p90": 2}
    assert futures_in_a_set(asking()) == 1
    assert futures_in_a_set(asking(home_area={"uncertain": uncertain})) == 20
    assert futures_in_a_set(asking(share_of_homes={"share": 0.5, "as_sure_as_cases": 9})) == 20
    assert futures_in_a_set(asking(share_of_homes={"share": 0.5})) == 1


def test_what_is_said_of_it() -> None:
    results = results_of([[25, 25], [0, 0]], scenario=asking())
    board = judge(results, "counted")
    told = [EN(each) for each in indicators_in_words(board.indicators, results.scenario.settings.indicators)]
    assert len(told) == 5
    assert "at least 24.0 m² a person by the end of 2027, counting homes handed over to households" in told[2]
    assert "other construction; were no home of the register completed, the chance would be" in told[3]
    assert "existing stock, other construction, floor area of a home, inhabitants" in told[4]
    assert all(
        VI(each) for each in indicators_in_words(board.indicators, results.scenario.settings.indicators)
    )
    table = indicator_table(board.indicators, EN, ranges=False)
    assert table.sections[0].heading == "Floor area · homes handed over to households"
    assert [each.cells[:2] for each in table.sections[0].rows] == [("2026", "22.5"), ("2027", "24.0")]
    assert {len(each.cells) for each in table.sections[0].rows} == {len(table.columns)}
    wide = indicator_table(board.indicators, VI, ranges=True)
    assert {len(each.cells) for each in wide.sections[0].rows} == {len(wide.columns)}
    listed = [each.what for each in assumptions_of(results.scenario, EN) if each.part == "Indicators"]
    assert listed[0] == "Floor area" and "Floor area: other construction" in listed and len(listed) == 5


def test_the_board_as_json_holds_it() -> None:
    told = board_json(results_of([[25, 25], [0, 0]], scenario=asking()), "counted")["indicators"]
    assert [(each["id"], each["counts"], each["year"]) for each in told] == [
        ("area", "handed_over", 2026),
        ("area", "handed_over", 2027),
    ]
    assert board_json(results_of([[25, 25]]), "counted")["indicators"] == []


def put_up() -> Scenario:
    """Two years: the second one and the period are hypothetical."""
    years = [{"year": 2026, "homes": 100}, {"year": 2027, "homes": 100, "hypothetical": True}]
    period = {"first_year": 2026, "last_year": 2027, "homes": 200, "hypothetical": True}
    return scenario_of(
        {"s": stage(10.0)}, [row("P")], targets={"years": years, "period": period, "assumption": WHY}
    )


def test_hypothetical_targets_are_called_so_beside_each() -> None:
    board = judge(results_of([[100, 0], [100, 100]], scenario=put_up()), "counted")
    assert [each.goal.hypothetical for each in board.years] == [False, True]
    assert [each.goal.hypothetical for each in board.cumulative] == [False, True]
    assert board.period is not None and board.period.goal.hypothetical
    assert EN(headline(board)).endswith("Hypothetical targets, which nobody has published: 2027, 2026–2027.")
    assert VI(headline(board)).endswith("Chỉ tiêu giả định, chưa có văn bản nào công bố: 2027, 2026–2027.")
    assert EN(goal_in_words(board.years[1].goal)) == "the hypothetical target of 2027"
    for text, word in ((EN, "hypothetical"), (VI, "giả định")):
        rows = [
            line.cells[0] for part in target_table(board, text, ranges=False).sections for line in part.rows
        ]
        assert [cell for cell in rows if word in cell] == [
            f"2027\n{word}",
            f"2026–2027\n{word}",
            f"2026–2027\n{word}",
        ]
        beside = readings_table((board,), text).sections[0].rows
        assert [word in line.cells[0] for line in beside] == [False, True, True]
    told = board_json(results_of([[100, 0]], scenario=put_up()), "counted")["readings"]["counted"]
    assert [each["goal"]["hypothetical"] for each in told["years"]] == [False, True]
    assert "100 homes (hypothetical)" in " ".join(
        value for each in assumptions_of(put_up(), EN) for value in each.values
    )


def test_published_targets_are_not_called_hypothetical() -> None:
    board = judge(results_of([[100, 0]]), "counted")
    assert board.hypothetical == () and "ypothetical" not in EN(headline(board))
