"""The date of a row's status: a stage was under way then, and what became of it by the data date is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import day, factor, row, scenario_of, stage, tender
from futures import STANDARD_ERRORS, share_off
from known_answers.rules.whole_model import chain, is_uniform, simulate
from scipy import stats

from sim.scenario import DateRange

COUNT = 4_000
LAW = stats.lognorm(0.5, scale=200)
SHAPE = {"family": "lognormal", "median": 200, "sigma_log": 0.5}
SPENT, SILENT = 300, 180
"""Days since the start, and since the status."""


def reported(status: int = SILENT, start: Any = None, **fields: Any):
    """A row whose stage `s` was under way on a date before the data date."""
    begun = day(-SPENT) if start is None else start
    values = {"status": "in_progress", "under_way": {"s": begun}, "status_as_of": day(-status)}
    return row("P", **(values | fields))


# `t` follows, so that the end of `s` is no milestone unless a test says so.
STAGES = {"s": stage(SHAPE), "t": stage(10.0)}


def test_time_left_given_what_was_known_then() -> None:
    futures = simulate(scenario_of(STAGES, [reported()]), COUNT)
    left = futures.ended("P", "s")
    known = SPENT - SILENT
    over = 1 - LAW.sf(SPENT) / LAW.sf(known)
    assert share_off(left == 0, over) < STANDARD_ERRORS
    running = left[left > 0]
    assert is_uniform(1 - LAW.sf(SPENT + running) / LAW.sf(SPENT))
    # As if it had been seen on the data date: told apart by far.
    assert over > 0.7


def test_what_has_ended_is_followed_from_the_data_date_on() -> None:
    futures = simulate(scenario_of(STAGES, [reported()]), COUNT)
    over = futures.ended("P", "s") == 0
    assert 0 < over.sum() < COUNT
    assert np.all(futures.of("requested", "P", "t")[over] == 0)
    assert np.all(futures.ended("P", "t")[over] == 10)
    assert np.nanmin(futures.trace.ended) >= 0


@pytest.mark.parametrize("status", [0, 10, SILENT, SPENT])
def test_common_random_numbers_hold_across_status_dates(status: int) -> None:
    """The same address: the longer the silence, the less is left in every single future."""
    now = simulate(scenario_of(STAGES, [reported(0)]), 500).ended("P", "s")
    then = simulate(scenario_of(STAGES, [reported(status)]), 500).ended("P", "s")
    assert np.all(then <= now)
    assert np.array_equal(then, now) == (status == 0)


def test_a_status_of_the_day_of_the_start_says_that_it_began() -> None:
    left = simulate(scenario_of(STAGES, [reported(SPENT)]), COUNT).ended("P", "s")
    assert share_off(left == 0, float(LAW.cdf(SPENT))) < STANDARD_ERRORS


def test_the_last_possible_start_counts_where_it_is_later() -> None:
    """A page of 180 days ago says that it will begin within the next 100 days: so it was under way 80 days ago."""
    span = DateRange(first=day(-180), last=day(-81))
    futures = simulate(scenario_of(STAGES, [reported(SILENT, span)]), COUNT)
    begun, left = -futures.started("P", "s"), futures.ended("P", "s")
    assert np.all((begun >= 80) & (begun <= 180))
    alive_then = LAW.sf(begun - 80)
    assert share_off(left == 0, float(np.mean(1 - LAW.sf(begun) / alive_then))) < STANDARD_ERRORS


def test_unknown_starts_are_weighed_by_survival_to_the_status() -> None:
    """Begun in the 400 days before a status of 300 days ago, 100 days long: any of the last 100 days alike."""
    span = DateRange(first=day(-700), last=day(-301))
    stages = {"s": stage(100.0), "t": stage(10.0)}
    futures = simulate(scenario_of(stages, [reported(300, span)]), COUNT)
    # Cells of 12.5 days, of which eight are possible.
    assert is_uniform((-futures.started("P", "s") - 300) / 100)
    assert np.all(futures.ended("P", "s") == 0)


@pytest.mark.parametrize(
    ("counted_when", "counted_before", "holds"),
    [
        ("eligible", "no", True),
        ("eligible", "yes", False),
        ("eligible", "alternatives", False),
        ("handed_over", "no", False),
    ],
)
def test_homes_not_counted_by_the_data_date_had_not_reached_the_milestone(
    counted_when: str, counted_before: str, holds: bool
) -> None:
    """`s` makes homes eligible, `t` hands them over."""
    routes = chain("s", "t")
    routes["r"]["eligible_after"] = "s"
    accounts = (
        [{"id": "a", "name": "a", "weight": 1, "rows": ["P"]}] if counted_before == "alternatives" else []
    )
    counting = {"counted_when": counted_when, "alternatives": accounts, "assumption": "made for a test"}
    scenario = scenario_of(STAGES, [reported(counted_before=counted_before)], routes, counting=counting)
    left = simulate(scenario, COUNT).ended("P", "s")
    assert bool((left > 0).all()) == holds
    if holds:
        assert is_uniform(1 - LAW.sf(SPENT + left) / LAW.sf(SPENT))


def test_a_factor_is_settled_before_what_became_of_the_stage() -> None:
    """Given z, P(over) = 1 - S(300 | z) / S(120 | z); over z as likely as ever."""
    shared, z = 0.6, np.linspace(-8, 8, 1601)
    prior = stats.norm.pdf(z) * (z[1] - z[0])

    def alive(t: float) -> Any:
        return stats.norm.sf((np.log(t / 200) / 0.5 - np.sqrt(shared) * z) / np.sqrt(1 - shared))

    scenario = scenario_of(STAGES, [reported()], factors={"f": factor(["s"], shared)})
    left = simulate(scenario, COUNT).ended("P", "s")
    assert share_off(left == 0, float(prior @ (1 - alive(SPENT) / alive(SPENT - SILENT)))) < STANDARD_ERRORS
    assert (
        share_off(left > 100, float(prior @ (alive(SPENT + 100) / alive(SPENT - SILENT)))) < STANDARD_ERRORS
    )


def test_a_round_of_a_tender_that_was_under_way_ends_on_the_data_date() -> None:
    """Its 100 days were over long ago: its result is known on the data date, and a second round lasts 100 days more."""
    call = stage(100.0) | {"tender": tender(0.5, 3)}
    routes = chain("s", "t", s={"fallback": "assign"})
    futures = simulate(scenario_of({"s": call, "t": stage(10.0)}, [reported(250)], routes), COUNT)
    ended = futures.rounds("round_ended", "P", "s")
    assert np.all(ended[:, 0] == 0)
    found = futures.ended("P", "s") == 0
    assert share_off(found, 0.5) < STANDARD_ERRORS
    assert np.all(ended[~found, 1] == 100)
