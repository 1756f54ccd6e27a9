"""Work that stood still, or still does: taken out of the time worked, and how it goes on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import day, duration, pool, push, recall, row, scenario_of, stage
from futures import STANDARD_ERRORS, share_off
from known_answers.rules.whole_model import chain, is_uniform, simulate
from scipy import stats

from sim.scenario import DateRange, Scenario

COUNT = 4_000
LAW = stats.lognorm(0.5, scale=400)
SHAPE = {"family": "lognormal", "median": 400, "sigma_log": 0.5}
WEEK = {"name": "week", "week": [1, 1, 1, 1, 1, 0, 0], "assumption": "made for a test"}


def span(first: int, last: int) -> DateRange:
    return DateRange(first=day(first), last=day(last))


def halted(start: Any, since: int | None = None, stops: tuple[DateRange, ...] = (), **fields: Any):
    """A row whose stage `s` began on a day, with its stops."""
    values = {"status": "in_progress", "under_way": {"s": start}} | fields
    one = row(values.pop("key", "P"), **values)
    part = one.under_way[0].model_copy(
        update={"stopped_since": None if since is None else day(since), "stops": stops}
    )
    return one.model_copy(update={"under_way": (part,)})


def building(resumes: Any = None, calendar: str | None = None, **more: Any) -> dict[str, Any]:
    table = stage(SHAPE, calendar=calendar) | more
    return table if resumes is None else table | {"resumes": duration(resumes)}


def of(rows: list[Any], **fields: Any) -> Scenario:
    stages = fields.pop("stages", {"s": building(90.0), "t": stage(10.0)})
    return scenario_of(stages, rows, calendars={"week": WEEK}, **fields)


def test_time_that_stood_still_is_no_time_worked(engine: str) -> None:
    """Begun 500 days ago, 200 of them lost in two stops: as if begun 300 days ago."""
    stops = (span(-400, -301), span(-150, -51))
    scenario = of([halted(day(-500), stops=stops, key="A"), halted(day(-300), key="B")])
    futures = simulate(scenario, COUNT)
    left = futures.ended("A", "s")
    assert is_uniform(1 - LAW.sf(300 + left) / LAW.sf(300))
    assert not is_uniform(1 - LAW.sf(500 + left) / LAW.sf(500))
    assert np.all(futures.draws.idle_work[:, 0, 0] == 200)


def test_a_halted_site_gains_nothing_from_waiting(engine: str) -> None:
    """R1: works begun in March 2016 and stopped in 2017, beside ten months of works."""
    stop = -3_300
    old = halted(day(stop - 300), stop, key="P")
    since = of([old])
    left = simulate(since, COUNT).ended("P", "s") - 90
    assert is_uniform(1 - LAW.sf(300 + left) / LAW.sf(300))
    # The same project, stopped yesterday after as much work: not a day apart, in any future.
    new = simulate(of([halted(day(-301), -1)]), COUNT).ended("P", "s") - 90
    assert np.allclose(left, new, atol=1e-6)


def test_work_goes_on_after_the_time_that_its_stage_states(engine: str) -> None:
    resumes = {"family": "exponential", "mean": 200}
    futures = simulate(of([halted(day(-200), -50)], stages={"s": building(resumes), "t": stage(1.0)}), COUNT)
    goes_on = futures.draws.resume_days[:, 0, 0]
    assert is_uniform(stats.expon(scale=200).cdf(goes_on))
    left = futures.ended("P", "s") - goes_on
    assert is_uniform(1 - LAW.sf(150 + left) / LAW.sf(150))
    # What goes on and how much is left have nothing to do with each other.
    assert abs(np.corrcoef(goes_on, left)[0, 1]) < STANDARD_ERRORS / COUNT**0.5


def test_stops_are_told_in_days_of_work(engine: str) -> None:
    """Ten weeks, of which four stood still: 30 days of work; it goes on on a Saturday, and so on the Monday after."""
    # The data date, 1 January 2026, is a Thursday; it goes on two days later.
    shape = {"family": "uniform", "low": 29.999, "high": 34.999}
    table = stage(shape, calendar="week", unit="working_days") | {"resumes": duration(2.0)}
    scenario = of([halted(day(-73), -3, (span(-59, -32),))], stages={"s": table, "t": stage(1.0)})
    futures = simulate(scenario, 200)
    assert np.all(futures.draws.idle_work[:, 0, 0] == 20 + 3)
    assert is_uniform((futures.ended("P", "s") - 4) / 4.999)


def test_a_halted_site_keeps_its_slot() -> None:
    stages = {"s": stage(100.0, "crew") | {"resumes": duration(30.0)}}
    futures = simulate(of([halted(day(-40), -10), row("N")], stages=stages, pools={"crew": pool(1)}), 5)
    assert np.all(futures.ended("P", "s") == 30 + 70)
    assert np.all(futures.started("N", "s") == 100)


GRACE = stats.uniform(300, 400)


def recalled(rows: list[Any], lapse: float = 0.0, **more: Any) -> Scenario:
    """Building whose investor is recalled after 300 to 700 days of grace, and found anew in 20."""
    grace = {"family": "uniform", "low": 300, "high": 700}
    step = {"recall": recall(0.0, "call", lapse=lapse, grace=grace, **more)}
    return of(
        rows,
        stages={"call": stage(20.0), "s": building(), "t": stage(1.0)},
        routes=chain("call", "s", "t", s=step),
    )


@pytest.mark.parametrize("silent", [0, 100])
def test_the_period_of_grace_has_run_since_the_stop(silent: int, engine: str) -> None:
    """Stopped 400 days ago: what is left is G - 400, given that it was not over when last heard of."""
    seen = 400 - silent
    futures = simulate(recalled([halted(day(-600), -400, status_as_of=day(-silent))]), COUNT)
    back = futures.recalls("recalled", "P", "s")[:, 0]
    gone = GRACE.cdf(400) - GRACE.cdf(seen)
    assert (back == 0).any() == (silent > 0)
    assert not silent or share_off(back == 0, float(gone / GRACE.sf(seen))) < STANDARD_ERRORS
    later = back[back > 0]
    assert is_uniform(later / 300)
    assert np.all(futures.recalls("stalled", "P", "s")[:, 0] == 0)
    # 20 days later another investor takes over what was left.
    on = futures.recalls("resumed", "P", "s")[:, 0]
    assert np.all(on == back + 20)
    left = futures.ended("P", "s") - on
    alive = np.isfinite(left)
    assert alive.mean() > 0.99 and is_uniform(1 - LAW.sf(200 + left[alive]) / LAW.sf(200))


def test_the_grace_left_is_that_of_the_same_draw() -> None:
    """The longer the stop has lasted the sooner the recall, in every single future."""
    short, long = (
        simulate(recalled([halted(day(-900), -since)]), 500).recalls("recalled", "P", "s")[:, 0]
        for since in (100, 350)
    )
    assert np.all(long < short)


def test_a_recalled_site_may_lapse() -> None:
    futures = simulate(recalled([halted(day(-600), -400)], lapse=0.3), COUNT)
    lapsed = np.isfinite(futures.trace.lapsed[:, 0])
    assert share_off(lapsed, 0.3) < STANDARD_ERRORS


def test_a_grace_that_has_run_out_ends_at_once() -> None:
    futures = simulate(recalled([halted(day(-2_000), -1_500)]), 20)
    assert np.all(futures.recalls("recalled", "P", "s")[:, 0] == 0)


def test_the_push_takes_the_site_that_works_before_the_one_that_stands_still() -> None:
    """Both began 300 days ago; one stood still for 200 of them, or stands still for a year."""
    stages = {"s": stage(2_000.0) | {"resumes": duration(365.0)}}
    for other in (halted(day(-300), stops=(span(-250, -51),), key="A"), halted(day(-300), -1, key="A")):
        scenario = of(
            [other, halted(day(-290), key="B")],
            stages=stages,
            targets={"years": [{"year": 2026, "homes": 60}], "assumption": "made for a test"},
            counting={
                "counted_when": "eligible",
                "push": push(1.0, 1.0),
                "assumption": "made for a test",
            },
        )
        early = simulate(scenario, 4).outcomes.blocks.early[:, :, 0]
        assert np.all(early == [0, 60])


def test_stops_and_shares_of_work_go_together(engine: str) -> None:
    """Three quarters done after 300 days of work, within 500: 400 days are told of."""
    one = halted(day(-500), stops=(span(-300, -101),), progress={"s": 0.75})
    scenario = of([one], progress={"sigma_log": 0.01, "assumption": "made for a test"})
    assert simulate(scenario, 50).ended("P", "s") == pytest.approx(100, abs=20)
