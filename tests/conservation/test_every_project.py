"""What is told of every project adds up to what is told of the city, and is what a recount in plain loops gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import isnan

import numpy as np
import pytest
from conservation.generated.scenarios import scenarios
from conservation.oracle.pushes import pushed
from futures import Futures, simulate
from hypothesis import given, settings

from sim.analysis.board import goal_results, held_against_targets
from sim.analysis.projects import UNIT_KINDS, project_outlooks
from sim.analysis.projects.homes import homes_by_unit, homes_without
from sim.analysis.projects.units import Units, units_of
from sim.experiment import run
from sim.files import load_scenario
from sim.model import early_homes, milestones, push_facts
from sim.scenario import READINGS, Scenario

FUTURES = 4
CITY = "scenarios/can-tho-2026.toml"


def read_off(futures: Futures, units: Units) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Homes by future, row of the answer and year; and what is left without each row: in each reading."""
    plan, draws = futures.plan, futures.draws
    at = milestones(plan, draws, futures.trace)
    facts = push_facts(plan, draws, futures.trace, at.days[:, :, 0])
    early = early_homes(facts, draws.homes)
    blocks = futures.outcomes.blocks
    assert blocks is not None
    homes = [
        homes_by_unit(plan, units, blocks, at.days[:, :, i], early, each) for i, each in enumerate(READINGS)
    ]
    return homes, [
        homes_without(plan, units, facts, draws.homes, homes[i], each) for i, each in enumerate(READINGS)
    ]


def recounted(futures: Futures, r: int, column: int) -> Iterator[tuple[int, int]]:
    """(year, homes) of everything that reaches a reading in one future."""
    scenario, blocks = futures.scenario, milestones(futures.plan, futures.draws, futures.trace)
    early = pushed(futures, r) if column == 0 else [[]] * blocks.days.shape[1]
    for b, of_block in enumerate(early):
        for target, homes in zip(scenario.settings.targets.years, of_block, strict=False):
            yield target.year, homes
        day = blocks.days[r, b, column]
        if not isnan(day):
            reached = date.fromordinal(scenario.settings.data_date.toordinal() + int(day))
            yield reached.year, int(futures.draws.homes[r, b]) - sum(of_block)


def without(futures: Futures, of_block: np.ndarray, unit: int) -> Futures:
    """The same futures, in which the homes of one row of the answer are none."""
    homes = np.where(of_block == unit, 0, futures.draws.homes)
    return replace(futures, draws=replace(futures.draws, homes=homes))


@settings(max_examples=40)
@given(scenarios())
def test_without_a_project_is_what_a_recount_gives(engine: str, scenario: Scenario) -> None:
    futures = simulate(scenario, FUTURES, engine=engine)
    first, years = futures.plan.measurement.first_year, (len(futures.plan.measurement.quarter_days) - 1) // 4
    for kind in UNIT_KINDS:
        units = units_of(futures.plan, kind)
        homes, left = read_off(futures, units)
        for column in range(len(READINGS)):
            by_quarter = futures.outcomes.homes_by_quarter[:, :, column]
            assert np.array_equal(
                homes[column].sum(axis=1), by_quarter.reshape(FUTURES, years, 4).sum(axis=2)
            )
            for unit in range(units.count):
                fewer = without(futures, units.of_block, unit)
                for r in range(FUTURES):
                    expected = np.zeros(years, dtype=int)
                    for year, count in recounted(fewer, r, column):
                        expected[year - first] += count
                    assert left[column][r, unit].tolist() == expected.tolist(), (units.ids[unit], r, column)


@pytest.mark.parametrize("reading", READINGS)
def test_rows_add_up_to_the_board(engine: str, reading: str) -> None:
    """On the city's baseline, with pushes in a third of its years, from the same futures."""
    scenario, futures = load_scenario(CITY), {"replications": 40, "engine": engine}
    found = project_outlooks(scenario, reading, **futures)  # type: ignore[arg-type]
    results = run(scenario, **futures)  # type: ignore[arg-type]
    assert reading != "counted" or results.early_homes.any()
    for column, each in enumerate(READINGS):
        by_year = results.homes_in_years(each)[:, : len(found.years)].mean(axis=0)
        by_year[0] -= results.done_this_year(each)
        told = np.sum([row.readiness[column].homes for row in found.rows], axis=0)
        assert told == pytest.approx(by_year, abs=1e-9)
    for result in goal_results(results, reading):  # type: ignore[arg-type]
        brought = sum(row.contribution(result.goal).homes for row in found.rows)
        done = results.done_this_year(reading) if result.goal.first_year <= results.first_year else 0  # type: ignore[arg-type]
        assert brought + done + result.goal.done_before == pytest.approx(result.homes.mean())
        chance = dict(found.chances)[result.goal]
        assert (chance.met, chance.futures) == (int(result.met.sum()), 40)
        for row in found.rows:
            loss = row.contribution(result.goal).loss
            assert 0 <= loss.lost <= chance.met and loss.gained <= 40 - chance.met


def test_the_losses_of_the_baseline_are_those_of_a_recount(engine: str) -> None:
    """Target by target, in twelve futures, with the rules of the board and the loops of the recount."""
    scenario, count = load_scenario(CITY), 12
    found = project_outlooks(scenario, "counted", replications=count, engine=engine)
    futures = simulate(scenario, count, engine=engine, futures_per_set=found.origin.futures_per_set)
    units = units_of(futures.plan, "project")
    first, years = futures.plan.measurement.first_year, (len(futures.plan.measurement.quarter_days) - 1) // 4

    def met(of: Futures) -> np.ndarray:
        homes = np.zeros((count, years), dtype=np.int64)
        for r in range(count):
            for year, each in recounted(of, r, 0):
                homes[r, year - first] += each
        return np.stack([result.met for result in held_against_targets(scenario, homes, first)], axis=1)

    whole = met(futures)
    for unit, row in enumerate(found.rows):
        fewer = met(without(futures, units.of_block, unit))
        for g, contribution in enumerate(row.contributions):
            assert contribution.loss.lost == int((whole[:, g] & ~fewer[:, g]).sum()), (row.id, g)
            assert contribution.loss.gained == int((~whole[:, g] & fewer[:, g]).sum()), (row.id, g)
