"""What causes take away, and the rules that levers and causes share: versions by date, ramps, scaled shapes."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from pulling import CAUSES, JULY, baseline, pulled

from sim.levers import ALWAYS, Schedule, apply_cause, months_later, ramped, revised
from sim.scenario import Scenario


@pytest.fixture(scope="module")
def city() -> Scenario:
    return baseline()


def test_causes_hold_from_the_beginning(city: Scenario) -> None:
    found = apply_cause(city, CAUSES["no_tender_failure"]).settings.stages
    for name in ("investor_tender", "investor_assignment"):
        assert {tender.success.chance for _, tender in found[name].tenders()} == {1.0}
        assert [law.from_date for law in found[name].law] == [
            law.from_date for law in city.settings.stages[name].law
        ]
    no_long = apply_cause(city, CAUSES["no_very_long_clearance"]).settings
    shape: Any = no_long.stages["clearance"].duration.spread
    assert {part.id: part.weight for part in shape.components} == pytest.approx(
        {"clean": 0.3, "ordinary": 0.7}
    )
    assert no_long.stages["clearance"].law == ()
    no_stall = apply_cause(city, CAUSES["no_stall"]).settings
    assert {s.recall.hazard.per_year for r in no_stall.routes.values() for s in r.steps if s.recall} == {0.0}
    apart = apply_cause(city, CAUSES["no_common_factor"]).settings
    assert {factor.shared for factor in apart.factors.values()} == {0.0}
    assert apart.stages == city.settings.stages


def test_full_delivery_needs_a_fast_track(city: Scenario) -> None:
    promised = pulled(city, "green_lane=50")
    track = apply_cause(promised, CAUSES["full_delivery"]).settings.fast_tracks["green_lane"]
    assert track.delivered.distribution().quantile(0.5) == 1
    assert track.cuts == promised.settings.fast_tracks["green_lane"].cuts


def test_without_rain_the_work_is_the_same(city: Scenario) -> None:
    dry = apply_cause(city, CAUSES["no_rainy_season"]).settings
    day = city.settings.data_date
    old, new = (s.calendars["site"].table("site", day) for s in (city.settings, dry))
    assert dry.calendars["site"].months == (1.0,) * 12
    assert new.mean_rate > old.mean_rate
    for stage, duration in [
        (s, settings.duration) for s, settings in city.settings.stages.items() if settings.calendar == "site"
    ]:
        work = [
            float(d.spread.distribution().quantile(q)) * table.mean_rate
            for d, table in ((duration, old), (dry.stages[stage].duration, new))
            for q in (0.1, 0.9)
        ]
        assert work[:2] == pytest.approx(work[2:], rel=1e-12)
    own = {(o.project, o.block, o.stage): o for o in dry.own_durations}
    before = next(o for o in city.settings.own_durations if o.stage == "structure")
    after = own[before.project, before.block, before.stage]
    assert after.duration.spread == before.duration.spread.times(old.mean_rate / new.mean_rate)
    assert dry.stages["clearance"] == city.settings.stages["clearance"]


# ---------------------------------------------------------------- the rule of versions


def test_versions_begin_at_each_date_and_keep_their_origin() -> None:
    stated = [(ALWAYS, "now"), (date(2028, 1, 1), "law")]
    schedule = Schedule(((date(2027, 1, 1), 0.1), (date(2029, 1, 1), 0.2)))
    found = revised(stated, schedule, lambda value, effect: f"{value}-{effect}")
    assert [(v.start.year, v.stated.year, v.value) for v in found] == [
        (1, 1, "now"), (2027, 1, "now-0.1"), (2028, 2028, "law-0.1"), (2029, 2028, "law-0.2"),
    ]  # fmt: skip


@pytest.mark.parametrize("months", [0, 1, 3, 4, 12, 60])
def test_half_of_an_effect_holds_on_average_over_its_ramp(months: int) -> None:
    steps = ramped(JULY, months, 1.0).steps
    assert steps[-1] == (months_later(JULY, months), 1.0)
    assert all(later > earlier for (_, earlier), (_, later) in pairwise(steps))
    if months % 3 == 0 and months:
        assert math.fsum(share for _, share in steps[:-1]) / (months / 3) == pytest.approx(0.5)


def test_months_keep_to_the_calendar() -> None:
    assert months_later(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert months_later(date(2026, 3, 31), -1) == date(2026, 2, 28)
