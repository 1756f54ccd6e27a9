"""Questions through the real engine, about scenarios made so that the right answer is known beforehand.

Six projects of 100 homes pass a desk and a clearance team, then are built. Where only one of the two has too few
slots, only more of these can help; with fixed durations every date can be worked out by hand.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from builders import WHY, day, pool, row, scenario_of, stage

from sim.analysis import Runs, cause_ablation, commit, compare_levers, latest_start, tornado
from sim.analysis.seek import seek_lever, trade_off
from sim.levers import Cause, Lever, LeverSetting, apply_levers
from sim.scenario import Scenario

FUTURES = 300
RUNS = Runs(replications=FUTURES, seed=3)
PLENTY = 6


def lever(lever_id: str, pool_id: str, order: int) -> Lever:
    """Further slots of a pool, from the data date on unless said otherwise."""
    return Lever.model_validate(
        {
            "format": 1,
            "id": lever_id,
            "order": order,
            "name": lever_id,
            "help": WHY,
            "passage": "test",
            "unit": "slots",
            "unit_label": "further slots",
            "neutral": 0,
            "low": 0,
            "high": 5,
            "step": 1,
            "default": 2,
            "assumption": WHY,
            "changes": [{"kind": "slots", "pool": pool_id, "per_unit": 1}],
        }
    )


def cause(cause_id: str, pool_id: str, order: int) -> Cause:
    """Queues of a pool taken away."""
    change = {"kind": "slots", "pool": pool_id, "to": 1000}
    return Cause.model_validate(
        {
            "format": 1,
            "id": cause_id,
            "order": order,
            "name": cause_id,
            "help": WHY,
            "assumption": WHY,
            "changes": [change],
        }
    )


TEAMS, DESKS = lever("teams", "team", 1), lever("desks", "desk", 2)
CAUSES = {"team_queue": cause("team_queue", "team", 1), "desk_queue": cause("desk_queue", "desk", 2)}


@cache
def city(desks: int, teams: int, years: tuple[int, ...] = (2026,), homes: int = 600) -> Scenario:
    """100 days at the desk, 100 to clear, 50 to build, each by chance a little shorter or longer.

    With slots for all six, every project is done by day 265 of 2026 at the latest; with a single slot the sixth waits
    five times a hundred days for it.
    """
    about = {"family": "uniform", "low": 95, "high": 105}
    return scenario_of(
        {
            "appraisal": stage(about, "desk"),
            "clearance": stage(about, "team"),
            "building": stage({"family": "uniform", "low": 45, "high": 55}),
        },
        [row(f"P{number}") for number in range(6)],
        pools={"desk": pool(desks), "team": pool(teams)},
        targets={"years": [{"year": year, "homes": homes} for year in years], "assumption": WHY},
    )


@pytest.mark.parametrize(
    ("desks", "teams", "helping", "idle"), [(PLENTY, 1, TEAMS, DESKS), (1, PLENTY, DESKS, TEAMS)]
)
def test_only_what_binds_helps(desks: int, teams: int, helping: Lever, idle: Lever) -> None:
    scenario = city(desks, teams)
    helped = compare_levers(scenario, [LeverSetting(helping, 5)], "eligible", runs=RUNS).years[0]
    # Without help two projects are through by the end of 2026 (250 and 350 days), with it all six.
    assert (helped.before.met, helped.after.met) == (0, FUTURES)
    assert helped.chance.verdict == helped.homes.verdict == "up"
    assert helped.homes.mean == pytest.approx(400, abs=5)
    useless = compare_levers(scenario, [LeverSetting(idle, 5)], "eligible", runs=RUNS).years[0]
    assert useless.homes.differing == useless.chance.gained == useless.chance.lost == 0
    assert useless.chance.verdict == "no_clear_difference"


def test_seek_finds_the_step_worked_out_by_hand() -> None:
    """With t teams the last of six is cleared after 100 + ceil(6 / t) * 100 days, and built 50 later.

    Within 365 days that needs ceil(6 / t) <= 2, so t = 3: two further teams to the one there is.
    """
    runs = Runs(seed=3)
    found = seek_lever(
        city(PLENTY, 1), TEAMS, 2026, 0.8, "eligible", first=FUTURES, most=2 * FUTURES, runs=runs
    )
    assert (found.outcome, found.value, found.below) == ("found", 2, 1)
    assert found.at(1).chance.met == 0 and found.at(2).chance.met == found.at(2).chance.futures
    useless = seek_lever(
        city(PLENTY, 1), DESKS, 2026, 0.8, "eligible", first=FUTURES, most=FUTURES, runs=runs
    )
    assert (useless.outcome, useless.falls) == ("not_reachable", None)


def test_the_exchange_of_two_levers_that_both_bind() -> None:
    """One desk and one team: two further teams are enough only once there are desks enough as well.

    Files leave d desks in waves of d every 100 days; with fewer than three desks the last wave comes after 300 days or
    more, and 100 + 50 days follow: never within the year.
    """
    found = trade_off(city(1, 1), TEAMS, DESKS, 2026, 0.8, "eligible", most=FUTURES, runs=Runs(seed=3))
    by_desks = {row.other: row.seeking for row in found.rows}
    assert by_desks[0].outcome == by_desks[1].outcome == "not_reachable"
    assert by_desks[5].value == 2


def test_when_names_the_last_start() -> None:
    """Six teams at once clear what waits for them within about 100 days of their start, and 50 to build follow.

    At most 105 + 55 days: a start by 1 July 2026 is surely in time (at most 341 days), one on 1 October never is
    (at least 273 + 140 days).
    """
    found = latest_start(city(PLENTY, 1), LeverSetting(TEAMS, 5), "eligible", runs=RUNS)
    year = found.deadlines[0]
    assert year.last == date(2026, 7, 1)
    assert [start.day.month for start in year.starts if start.clear] == [1, 4, 7]
    assert year.on(date(2026, 10, 1)).bought.share == 0
    assert found.not_done == ()


@pytest.mark.parametrize(("desks", "teams", "first"), [(PLENTY, 1, "team_queue"), (1, PLENTY, "desk_queue")])
def test_drivers_names_the_one_cause(desks: int, teams: int, first: str) -> None:
    found = cause_ablation(city(desks, teams), CAUSES, 2026, "eligible", runs=RUNS)
    names = list(found.costs)
    assert names[0] == first and found.ranks[names[1]].rank == 2
    assert found.costs[first].chance.share == 1
    assert found.costs[names[1]].homes_per_year.differing == 0
    assert found.interaction is not None
    assert found.interaction.homes.mean == pytest.approx(0)
    assert found.not_done == ()


def test_causes_that_hide_behind_each_other_cost_more_together() -> None:
    """One desk and one team: without either queue the other remains, and the sixth project is late all the same."""
    found = cause_ablation(city(1, 1), CAUSES, 2026, "eligible", runs=RUNS)
    assert found.interaction is not None
    assert found.interaction.together.chance.share == 1
    assert found.interaction.homes.verdict == "down"
    assert all(cost.chance.share == 0 for cost in found.costs.values())


def test_the_unknown_number_that_matters_is_named_first() -> None:
    late = {"uncertain": {"family": "uniform", "low": 0.5, "high": 2.0}}
    no_matter = {"uncertain": {"family": "uniform", "low": 0.9, "high": 1.1}}
    scenario = scenario_of(
        {"permit": stage(30.0, **no_matter), "building": stage(200.0, **late)},
        [row("P1")],
        targets={"years": [{"year": 2026, "homes": 100}], "assumption": WHY},
    )
    found, unknowns = tornado(scenario, 2026, "eligible", runs=RUNS)
    assert list(found.swings) == ["stages.building", "stages.permit"] == [*reversed(unknowns)]
    # At its P10 (130 days) the home is there in time, at its P90 (370 days) it is not.
    assert found.swings["stages.building"].chance.share == -1
    assert found.swings["stages.permit"].chance.verdict == "no_clear_difference"


def test_commit_names_the_year_that_binds() -> None:
    """Two projects are through in 2026, and three in 2027: of 600 homes a year a third holds, and 2026 decides it."""
    found = commit(RUNS(city(PLENTY, 1, years=(2026, 2027))), "eligible", 0.8)
    assert [promise.homes for promise in found.years] == [200, 300]
    assert found.jointly is not None
    assert found.jointly.factor == pytest.approx(1 / 3)
    assert (found.jointly.binds, found.jointly.factor_without) == (2026, pytest.approx(1 / 2))


def test_a_lever_given_stands_on_both_sides() -> None:
    scenario = city(1, 1)
    given = [LeverSetting(DESKS, 5)]
    change = compare_levers(scenario, [LeverSetting(TEAMS, 5)], "eligible", given=given, runs=RUNS).years[0]
    alone = compare_levers(apply_levers(scenario, given), [LeverSetting(TEAMS, 5)], "eligible", runs=RUNS)
    assert change == alone.years[0]
    assert change.chance.share == 1
    assert day(0) == scenario.settings.data_date
