"""Weeks that a lever takes off the stages it acts on, where they can be worked out by hand."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from builders import WHY, day, duration, pool, route, row, scenario_of, stage

from sim.analysis import Runs
from sim.analysis.seek import StageTime, WeeksOff, stage_time, trade_off, weeks_off
from sim.analysis.to_json import About, trade_off_json
from sim.levers import Lever, LeverSetting, apply_levers
from sim.scenario import Scenario
from sim.text import Text
from sim.words import least_in_words, weeks_in_words, with_weeks

RUNS = Runs(replications=40, seed=3)


def lever(*changes: dict[str, Any], **more: Any) -> Lever:
    """From the data date on; of what the changes say, its value is the percentage."""
    fields = {
        "format": 1,
        "id": "faster",
        "order": 1,
        "name": "faster",
        "help": WHY,
        "passage": "test",
        "unit": "percent",
        "unit_label": "%",
        "neutral": 0,
        "low": 0,
        "high": 100,
        "step": 10,
        "default": 50,
        "assumption": WHY,
        "changes": list(changes),
    }
    return Lever.model_validate(fields | more)


CUT = lever({"kind": "duration_cut", "stages": ["permit"], "per_unit": 0.01})
SIDE_BY_SIDE = lever({"kind": "overlap", "stage": "design", "beside": "permit"}, high=1, step=1, default=1)
DESKS = lever(
    {"kind": "slots", "pool": "desk", "per_unit": 1}, id="desks", order=2, high=2, step=1, default=1
)
TRACK = lever(
    {
        "kind": "fast_track",
        "id": "track",
        "stages": ["permit"],
        "per_unit": 0.01,
        "delivered": {"family": "fixed", "value": 0.5},
    },
    spare_lodged=False,
)
STAGES = {"permit": stage(70.0), "design": stage(35.0), "building": stage(200.0)}


def agency(share: float) -> dict[str, Any]:
    """Permit of which an agency holds the file for a share of the time."""
    return stage(70.0) | {"agency_share": {"share": share, "assumption": WHY}}


def off(scenario: Scenario, pulled: Lever, value: float, runs: Runs = RUNS) -> WeeksOff | None:
    changed = apply_levers(scenario, [LeverSetting(pulled, value)])
    stages = pulled.stages
    return weeks_off(stage_time(scenario, stages, runs), stage_time(changed, stages, runs))


def weeks(scenario: Scenario, pulled: Lever, value: float) -> float:
    """Weeks off where all futures are alike."""
    found = off(scenario, pulled, value)
    assert found is not None
    assert found.interval == pytest.approx((found.weeks, found.weeks))
    return found.weeks


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_half_of_seventy_days_is_five_weeks(engine: str) -> None:
    scenario = scenario_of(STAGES, [row("P1"), row("P2", homes=300)])
    found = off(scenario, CUT, 50, Runs(replications=8, engine=engine))
    assert found is not None
    assert (found.weeks, found.futures) == (pytest.approx(5), 8)
    assert weeks(scenario, CUT, 0) == 0


def test_a_fast_track_takes_off_what_it_delivers_of_the_agencies_share() -> None:
    """80 per cent of 70 days are the agency's, 50 per cent promised, half of it delivered: 14 days."""
    scenario = scenario_of(STAGES | {"permit": agency(0.8)}, [row("P1")])
    assert weeks(scenario, TRACK, 50) == pytest.approx(2)


def test_stages_side_by_side_count_once() -> None:
    """70 and then 35 days; side by side, 70."""
    assert SIDE_BY_SIDE.stages == ("design", "permit")
    assert weeks(scenario_of(STAGES, [row("P1")]), SIDE_BY_SIDE, 1) == pytest.approx(5)


def test_homes_weigh_and_what_is_behind_does_not_count() -> None:
    """A project's own duration is touched by no lever: 100 homes gain 5 weeks, 300 gain none, 900 are past it."""
    own = {"project": "P2", "stage": "permit", "duration": duration(70.0)}
    past = row("P3", homes=900, status="in_progress", under_way={"building": day(-10)})
    rows = [row("P1"), row("P2", homes=300), past]
    assert weeks(scenario_of(STAGES, rows, own_durations=[own]), CUT, 50) == pytest.approx(1.25)
    assert off(scenario_of(STAGES, [past]), CUT, 50) is None


def test_what_is_under_way_counts_from_the_data_date() -> None:
    """42 of 70 days are still to come; the fast track makes them 0.75 of that."""
    scenario = scenario_of(
        STAGES | {"permit": agency(1.0)},
        [row("P1", status="in_progress", under_way={"permit": day(-28)})],
    )
    assert weeks(scenario, TRACK, 50) == pytest.approx(42 * 0.25 / 7)


def test_waits_at_the_stage_count() -> None:
    """One desk: the first file takes 70 days, the second waits as long and then takes 70; of all that, half."""
    scenario = scenario_of(
        STAGES | {"permit": stage(70.0, "desk")}, [row("P1"), row("P2")], pools={"desk": pool(1)}
    )
    assert weeks(scenario, CUT, 50) == pytest.approx((5 + 10) / 2)


def test_only_routes_that_have_the_stage_count() -> None:
    routes = {"r": route({"permit": [], "building": ["permit"]}), "q": route({"building": []})}
    scenario = scenario_of(STAGES, [row("P1"), row("P2", homes=500, route="q")], routes)
    assert weeks(scenario, CUT, 50) == pytest.approx(5)


def test_the_mean_of_what_differs_from_future_to_future_is_held() -> None:
    """Uniform from 40 to 100 days: half of it is 35 on average, and its standard deviation 60 / sqrt(12) / 2."""
    scenario = scenario_of(
        STAGES | {"permit": stage({"family": "uniform", "low": 40, "high": 100})}, [row("P1")]
    )
    found = off(scenario, CUT, 50, Runs(replications=2_000, seed=5))
    assert found is not None
    assert found.interval[0] < 5 < found.interval[1]
    assert found.interval[1] - found.weeks == pytest.approx(
        1.96 * 60 / np.sqrt(12) / 2 / np.sqrt(2_000) / 7, rel=0.05
    )


def test_pairs_that_do_not_end_both_times_are_left_out() -> None:
    before = StageTime(("a", "b"), np.array([[70.0, np.nan], [70.0, 700.0]]), np.full((2, 2), 100.0), 1)
    after = StageTime(("b", "a"), np.array([[7.0, 35.0], [np.nan, 35.0]]), np.full((2, 2), 100.0), 1)
    found = weeks_off(before, after)
    assert found is not None and found.weeks == 5


def test_futures_that_share_what_is_not_known_count_as_one() -> None:
    """Sets of 20 futures that are alike within: as sure as so many sets, not as so many futures."""
    off_days = np.repeat([20.0, 40.0, 30.0, 50.0], 20)[:, None]
    homes, none = np.full(off_days.shape, 100.0), np.zeros(off_days.shape)
    sets, apart = (
        weeks_off(StageTime(("a",), off_days, homes, each), StageTime(("a",), none, homes, each))
        for each in (20, 1)
    )
    assert sets is not None and apart is not None
    assert sets.weeks == apart.weeks == 5
    halves = [each.interval[1] - each.weeks for each in (sets, apart)]
    # Variance of the mean from 4 sets, and from 80 futures: 1 / (4 - 1) against 1 / (80 - 1) of the same spread.
    assert halves[0] / halves[1] == pytest.approx(np.sqrt(79 / 3))


def test_weeks_stand_along_the_line_of_equal_chance() -> None:
    """Two files of 70 days at one desk, then 260 days: the year needs a quarter off, or a second desk and none."""
    scenario = scenario_of(
        {"permit": stage(70.0, "desk"), "building": stage(260.0)},
        [row("P1"), row("P2")],
        pools={"desk": pool(1)},
        targets={"years": [{"year": 2026, "homes": 200}], "assumption": WHY},
    )
    found = trade_off(scenario, CUT, DESKS, 2026, 0.8, "eligible", first=100, most=200, runs=Runs())
    by_desks = {line.other: line for line in found.rows}
    assert [by_desks[n].seeking.value for n in (0, 1, 2)] == [30, 0, 0]
    # 30 per cent off 70 and 140 days.
    assert [by_desks[n].weeks_off.weeks for n in (0, 1)] == [pytest.approx(4.5), 0]  # type: ignore[union-attr]
    # Desks add no week of their own: they act on no stage.
    assert DESKS.stages == () and by_desks[1].other_weeks_off is None
    none = by_desks[0]
    named = with_weeks(lambda v: f"{v:g}%", none.seeking.told.value, none.weeks_off)
    assert Text("en")(least_in_words(none.seeking, named)) == "30% (4.5 weeks off)"
    (told,) = weeks_in_words(found)
    assert "same 100 futures" in Text("en")(told) and "100 lần mô phỏng" in Text("vi")(told)
    values = json.loads(json.dumps(trade_off_json(found, CUT, DESKS, About(scenario))))["rows"][0]
    assert values["weeks_off"]["mean"] == pytest.approx(4.5)
    assert values["other_weeks_off"] is None
    turned = trade_off(scenario, DESKS, CUT, 2026, 0.8, "eligible", first=100, most=100, runs=Runs())
    assert turned.rows[-1].weeks_off is None and turned.rows[-1].other_weeks_off is not None
