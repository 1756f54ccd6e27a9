"""What levers make of classes that may never begin and of start hazards, and that both are unknown numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import WHY, day, row, scenario_of, stage
from futures import Futures, simulate

import sim
from sim.errors import ScenarioError
from sim.levers import Lever
from sim.scenario import Scenario, unknowns_of, with_known

FACTOR = {"family": "lognormal", "median": 1.0, "p90": 2.0}


def city(**changes: Any) -> Scenario:
    """Two rows: A may never begin, B starts at a hazard that is doubled from day 900 on."""
    stock = {
        "name": "stock",
        "share_a_year": 0.3,
        "uncertain": FACTOR,
        "changes": [{"from_date": day(900), "times": 2.0}],
        "assumption": WHY,
    }
    firms = {"name": "firms", "chance": 0.4, "as_sure_as_cases": 5, "assumption": WHY}
    return scenario_of(
        {"s": stage(5.0)},
        [row("A", never_begins="firms"), row("B", entry=None, start_hazard="stock")],
        never_begins={"firms": firms},
        start_hazards={"stock": stock | changes},
    )


def lever(**change: Any) -> Lever:
    table = {"kind": "never_begins", "classes": ["firms"]} if "hazards" not in change else {}
    return Lever.model_validate(
        {
            "id": "l",
            "name": "lever",
            "format": 1,
            "help": "made for a test",
            "passage": "none",
            "unit": "percent",
            "unit_label": "%",
            "low": 0,
            "high": 100,
            "default": 50,
            "step": 1,
            "neutral": 0,
            "from_date": date(2027, 1, 1),
            "order": 10,
            "changes": [{"per_unit": 0.01} | table | change],
            "assumption": WHY,
        }
    )


def pulled(value: float, ramp_months: int = 0, **change: Any) -> Scenario:
    return sim.apply_levers(city(), [sim.LeverSetting(lever(**change), value, ramp_months=ramp_months)])


def test_fewer_never_begin_and_those_that_began_still_do() -> None:
    part = pulled(50).settings.never_begins["firms"]
    assert (part.chance, part.as_sure_as_cases) == (0.2, 5)
    before, after = simulate(city(), 400), simulate(pulled(50), 400)
    assert not (before.draws.begins & ~after.draws.begins).any()
    assert (after.draws.begins & ~before.draws.begins).any()
    assert simulate(pulled(100), 50).draws.begins.all()


def test_starts_are_faster_from_the_levers_date_on() -> None:
    scenario = pulled(100, kind="start_hazard", hazards=["stock"])
    changes = scenario.settings.start_hazards["stock"].changes
    stated = [(change.from_date, change.times) for change in changes]
    assert stated == [(date(2027, 1, 1), 2.0), (day(900), 4.0)]
    before, after = entries(simulate(city(), 200)), entries(simulate(scenario, 200))
    early = before < 365.0
    assert (before[early] == after[early]).all()
    assert (after[~early] < before[~early]).all()


def entries(futures: Futures) -> Any:
    return futures.draws.entry_days[:, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"per_unit": None, "to": 1.5},
        {"per_unit": -0.1},
        {"kind": "start_hazard", "hazards": ["stock"], "per_unit": None, "to": 1.0},
        {"kind": "start_hazard", "hazards": ["stock"], "per_unit": 5},
        {"kind": "start_hazard", "hazards": ["stock"], "per_unit": -0.1},
    ],
)
def test_what_the_fields_do_not_take_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError):
        pulled(50, **change)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"classes": ["firm"]}, "no such class of projects"),
        ({"kind": "start_hazard", "hazards": ["stok"]}, "no such start hazard"),
    ],
)
def test_a_name_that_the_scenario_does_not_have_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        pulled(50, **change)


def test_both_are_unknown_numbers_that_can_be_known() -> None:
    scenario = city()
    paths = [unknown.path for unknown in unknowns_of(scenario)]
    assert paths == ["never_begins.firms", "start_hazards.stock"]
    low, high = (with_known(scenario, "never_begins.firms", share) for share in (0.1, 0.9))
    chances = [one.settings.never_begins["firms"].chance for one in (low, high)]
    assert chances[0] < 0.4 < chances[1]
    assert [unknown.path for unknown in unknowns_of(low)] == ["start_hazards.stock"]
    slow, fast = (with_known(scenario, "start_hazards.stock", share) for share in (0.1, 0.9))
    assert (entries(simulate(fast, 50)) < entries(simulate(slow, 50))).all()
    known = with_known(low, "start_hazards.stock", 0.5)
    assert unknowns_of(known) == ()


def test_a_number_that_a_lever_states_was_fitted_to_nothing() -> None:
    stock = {"data_as_of": date(2025, 12, 31), "fitted_to": ["Elsewhere"]}
    scenario, change = city(**stock), {"kind": "start_hazard", "hazards": ["stock"]}
    levers = lever(**change), lever(**change, per_unit=None, to=0.5)
    faster, stated = (
        sim.apply_levers(scenario, [sim.LeverSetting(one, 50)]).settings.start_hazards["stock"]
        for one in levers
    )
    assert (faster.data_as_of, faster.fitted_to) == (date(2025, 12, 31), ("Elsewhere",))
    assert (stated.data_as_of, stated.fitted_to) == (None, ())
