"""Assigning an investor after the last failed round takes time: single histories by hand, and the law it is drawn from."""

from __future__ import annotations

import numpy as np
import pytest
from builders import WHY, amendment, day, duration, pool, recall, route, row, scenario_of, stage, tender
from conservation.generated.sameness import cells
from known_answers.rules.whole_model import chain, is_uniform, same, simulate
from scipy import stats

from sim.random import Address, uniforms

ROUND, ASSIGN = 10.0, 25.0
VAIN = tender(0.0, 1)
PROJECT = (row("P"),)
WEEK = {"name": "week", "week": [1, 1, 1, 1, 1, 0, 0], "assumption": WHY}


def assigned(takes, call=None, rows=PROJECT, **more):
    step = {"fallback": "assign"} | ({} if takes is None else {"assign_duration": takes})
    stages = {"call": call or stage(ROUND) | {"tender": VAIN}, "build": stage(5.0)}
    return scenario_of(stages, rows, chain("call", "build", call=step), **more)


def test_it_adds_its_days_after_the_last_round():
    futures = simulate(assigned(duration(ASSIGN), stage(ROUND) | {"tender": tender(0.0, 3, 5.0)}))
    assert futures.rounds("fallback", "P", "call")[0] == 40
    assert same(futures.rounds("assigned", "P", "call")[0], [np.nan, np.nan, 65])
    assert futures.ended("P", "call")[0] == futures.started("P", "build")[0] == 65
    at_once = simulate(assigned(None, stage(ROUND) | {"tender": tender(0.0, 3, 5.0)}))
    assert at_once.ended("P", "call")[0] == 40 and np.isnan(at_once.rounds("assigned", "P", "call")).all()


def test_an_investor_who_is_found_need_not_be_assigned():
    futures = simulate(assigned(duration(ASSIGN), stage(ROUND) | {"tender": tender(1.0, 3)}))
    assert futures.ended("P", "call")[0] == ROUND
    assert np.isnan(futures.rounds("assigned", "P", "call")).all()


@pytest.mark.parametrize("holds", ["round", "loop"])
def test_its_slot_is_free_meanwhile(holds):
    call = stage(ROUND, pool="desk") | {"tender": tender(0.0, 1, None, holds)}
    futures = simulate(assigned(duration(ASSIGN), call, (row("P"), row("Q")), pools={"desk": pool(1)}))
    assert same([futures.started(key, "call")[0] for key in "PQ"], [0, 10])
    assert same([futures.ended(key, "call")[0] for key in "PQ"], [35, 45])


def test_it_is_worked_on_the_calendar_of_the_stage():
    """From Thursday, 1 January 2026: a round of two working days, then five, which end with Friday, the 9th."""
    call = stage(2.0, calendar="week", unit="working_days") | {"tender": VAIN}
    futures = simulate(assigned(duration(5.0, "working_days"), call, calendars={"week": WEEK}))
    assert futures.rounds("fallback", "P", "call")[0] == 2
    assert futures.ended("P", "call")[0] == 9


@pytest.mark.parametrize(("spare", "end"), [(False, 10 + 5 + 20 * 0.5), (True, 10 + 25)])
def test_a_fast_track_of_the_stage_speeds_it_up(spare, end):
    """Half of the time is cut from day 15 on; what began before may be spared."""
    call = stage(ROUND) | {"tender": VAIN, "agency_share": {"share": 1.0, "assumption": WHY}}
    track = {
        "name": "t",
        "stages": ["call"],
        "cuts": [{"from_date": day(15), "share": 0.5}],
        "delivered": {"family": "fixed", "value": 1.0},
        "spare_lodged": spare,
        "assumption": WHY,
    }
    futures = simulate(assigned(duration(ASSIGN), call, fast_tracks={"t": track}))
    assert futures.ended("P", "call")[0] == pytest.approx(end, abs=1e-9)


@pytest.mark.parametrize(("gone", "ended"), [(5.0, np.nan), (20.0, 35.0)])
def test_it_runs_to_its_end_when_the_project_lapses_but_is_not_begun_after(gone, ended):
    stages = {
        "call": stage(ROUND) | {"tender": VAIN},
        "other": stage(gone) | {"tender": VAIN},
        "build": stage(5.0),
    }
    steps = {
        "call": {"fallback": "assign", "assign_duration": duration(ASSIGN)},
        "other": {"fallback": "drop_out"},
    }
    graph = route({"call": [], "other": [], "build": ["call"]}, steps=steps)
    futures = simulate(scenario_of(stages, [row("P")], {"r": graph | {"handed_over_after": "build"}}))
    assert futures.lapsed("P")[0] == gone
    assert same(futures.ended("P", "call")[0], ended)
    assert np.isnan(futures.of("requested", "P", "build")[0])


def test_after_a_recall_the_work_goes_on_when_the_new_investor_is_there():
    stages = {"call": stage(ROUND) | {"tender": VAIN}, "start": stage(100.0), "build": stage(5.0)}
    steps = {
        "call": {"fallback": "assign", "assign_duration": duration(ASSIGN)},
        "start": {"recall": recall(1000.0, "call", grace=7.0)},
    }
    futures = simulate(scenario_of(stages, [row("P")], chain("call", "start", "build", **steps)), 20)
    stalled, resumed = (futures.recalls(name, "P", "start")[:, 0] for name in ("stalled", "resumed"))
    assert np.isfinite(stalled).all()
    assert resumed == pytest.approx(stalled + 7 + ROUND + ASSIGN, abs=1e-9)
    assert same(futures.rounds("assigned", "P", "call")[:, 1], resumed)
    assert futures.ended("P", "start") == pytest.approx(35 + 100 + 7 + ROUND + ASSIGN, abs=1e-9)


def test_a_law_changes_nothing_of_it():
    call = stage(ROUND) | {"tender": VAIN, "law": [amendment(day(0), 20.0, tender=VAIN)]}
    assert simulate(assigned(duration(ASSIGN), call)).ended("P", "call")[0] == 45


def test_it_is_drawn_from_its_law_at_an_address_of_its_own():
    shape = {"family": "lognormal", "median": 30, "sigma_log": 0.6}
    rows = [row(f"P{i}") for i in range(4)]
    plain = assigned(None, rows=rows)
    futures = simulate(assigned(duration(shape), rows=rows), 500)
    took = futures.all_ended("call") - ROUND
    assert is_uniform(stats.lognorm(0.6, scale=30).cdf(took))
    # Whoever is assigned late is so by this chance alone.
    u = uniforms(1, Address("P0", "", "call", "assign", 0), 0, 500)
    assert np.array_equal(np.argsort(u), np.argsort(took[:500]))
    before, after = cells(simulate(plain, 50)), cells(simulate(assigned(duration(shape), rows=rows), 50))
    drawn = {place for place in before if place[0] == "draws" or "draws" in place[-2:]} - {
        place for place in before if "assign_work" in place
    }
    assert any("round_luck" in place for place in drawn)
    assert all(same(before[place], after[place]) for place in drawn)


def test_what_is_not_known_of_it_is_one_factor_for_all_projects():
    factor = {"family": "uniform", "low": 0.5, "high": 2.0}
    rows = [row(f"P{i}") for i in range(3)]
    futures = simulate(assigned(duration(ASSIGN, uncertain=factor), rows=rows), 400)
    took = np.stack([futures.ended(f"P{i}", "call") - ROUND for i in range(3)])
    assert np.allclose(took, took[0])
    assert is_uniform((took[0] / ASSIGN - 0.5) / 1.5)
