"""How far the compiled engine may lie from the reference: draws within a tolerance, all else to the last bit."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from sim.array_types import Flags, Floats
from sim.model import CAPS, Draws, Outcomes, Trace, work_without_stops
from sim.plan import NONE, UNDER_WAY, Plan

# A cell of a table promises 1e-9 (sim.engines.compiled.tables.piecewise_cubic). A quantile is read at a score that other tables may have
# moved, an unknown factor or a likelihood once more: ten times is room for the sum.
CLOSE = 1e-8
# What is left of a stage under way is read at a share that a table gave, within 1e-9. Between the parts of a mixture,
# where a day holds little of that share, the duration moves many times as far: 34 times where a tenth of the cases
# is spread over 150 days, and no more than a thousand times for laws of a sensible shape.
THIN = 1e-6
# Where all but e^-726 of the cases would have ended by now the compiled engine leaves nothing (docs/why.md, "Far out in the tails"), with
# room for what tables and an unknown factor of the duration may move. The reference then leaves little: so far out time left is nearly
# exponential, with a mean of spread / 37 of the time spent (the slope of a lognormal's tail at a score of 37). Who is 37 spreads beyond
# a median of a day after 10,000 days has a spread of at most 0.25; seven such means are 0.05 of what is spent, passed once in a thousand.
EXCLUDED, LITTLE = -700.0, 0.05
TO_THE_LAST_BIT = ("round_luck", "lapse_luck", "push_luck", "row_homes", "homes", "counted_before", "begins")
"""Uniforms, whole numbers and what is either so or not."""
CONTINUOUS = (
    *("entry_days", "stock_amount", "reissue_days", "gap_days", "assign_work", "stall_budget"),
    *("idle_work", "resume_days"),
    *("delivered", "likelihoods", "hazards_per_day", "push_share", "push_beyond"),
)
LEFT = ("work_days", "round_work", "grace_days")
"""What of a stage under way is a difference: its error is that of the whole duration, or of the period of grace."""
MARKET = ("market_days", "market_states")


def draws_agree(plan: Plan, compiled: Draws, exact: Draws) -> None:
    """Compare the compiled engine's draws with the exact ones."""
    compared = {*TO_THE_LAST_BIT, *CONTINUOUS, *LEFT, *MARKET, "start_days", "first"}
    assert compared == {one.name for one in fields(Draws)}
    assert compiled.first == exact.first
    for name in TO_THE_LAST_BIT:
        one, other = getattr(compiled, name), getattr(exact, name)
        assert one.dtype == other.dtype and one.shape == other.shape, name
        assert np.array_equal(one, other, equal_nan=one.dtype.kind == "f"), name
    for name in CONTINUOUS:
        _close(name, getattr(compiled, name), getattr(exact, name), 0.0)
    spent, excluded = spent_of(plan, exact)
    for name in LEFT:
        one, other = getattr(compiled, name), getattr(exact, name)
        nothing_left = excluded[name] & (one == 0) & (other < LITTLE * spent[name])
        _close(name, np.where(nothing_left, other, one), other, spent[name])
    one, other = compiled.start_days, exact.start_days
    _close("start_days", np.where(_start_anywhere(plan, compiled, excluded), other, one), other, 0.0)
    # A path is as wide as may be in one engine, as wide as its longest in the other.
    most = exact.market_days.shape[1]
    assert np.all(compiled.market_days[:, most:] == np.inf)
    _close("market_days", compiled.market_days[:, :most], exact.market_days, 0.0)
    assert np.array_equal(compiled.market_states[:, : most + 1], exact.market_states)
    assert np.all(compiled.market_states[:, most:] == exact.market_states[:, -1:])


def spent_of(plan: Plan, draws: Draws) -> tuple[dict[str, Floats], dict[str, Flags]]:
    """Work done before the data date, for everything drawn that is what is left of a stage under way.

    And whether the stage's law excludes that it was under way when it was last known to be, where the duration grows
    with nothing unknown; where it does, its factor decides, and this says that it may. Under "start_days" it says so
    only where the law has nothing unknown.
    """
    network = plan.network
    spent = {name: np.zeros(getattr(draws, name).shape) for name in LEFT}
    excluded = {name: np.zeros(getattr(draws, name).shape, dtype=np.bool_) for name in (*LEFT, "start_days")}
    under_way = [(p, part) for p, row in enumerate(plan.chances.rows) for part in row.under_way]
    assert {(p, part.node) for p, part in under_way} == set(
        zip(*np.nonzero(network.state == UNDER_WAY), strict=True)
    )
    for p, part in under_way:
        s, g = part.node, network.graph_of[p]
        calendar, starts = network.calendars[network.calendar_of[g, s]], draws.start_days[:, p, s]
        done, known = (work_without_stops(calendar, part, starts, days) for days in (0.0, part.known_days))
        law = plan.chances.durations[plan.chances.rows[p].nodes[s].durations[0]]
        free = law.uncertain is not None or law.scale_by is not None
        hopeless = law.distribution.log_sf(known / law.days_per_unit) < EXCLUDED
        name, place = _left_of(plan, p, s)
        spent[name][place], excluded[name][place] = done, free | hopeless
        excluded["start_days"][:, p, s] = hopeless & (not free)
        if part.stopped is not None and part.stopped.resumes == NONE:
            grace = plan.chances.durations[plan.chances.rows[p].nodes[s].grace]
            place = (slice(None), p, network.recall_column[g, s], 0)
            spent["grace_days"][place] = part.stopped.grace_spent
            gone = grace.distribution.log_sf(part.stopped.grace_known / grace.days_per_unit) < EXCLUDED
            excluded["grace_days"][place] = grace.uncertain is not None or grace.scale_by is not None or gone
    return spent, excluded


def _left_of(plan: Plan, p: int, s: int) -> tuple[str, tuple[Any, ...]]:
    """Where what is left of a stage under way stands."""
    network, g = plan.network, plan.network.graph_of[p]
    column = network.rounds_column[g, s]
    if column == NONE:
        return "work_days", (slice(None), p, s, 0)
    held = network.rounds_before[p] if network.tender_of[g, s, 0] != NONE else 0
    return "round_work", (slice(None), p, column, 0, held)


def _start_anywhere(plan: Plan, compiled: Draws, excluded: dict[str, Flags]) -> Flags:
    """Stages that are impossible, or found to be by the compiled engine, whose start lies where the register says."""
    found = np.zeros(compiled.start_days.shape, dtype=np.bool_)
    for p, row in enumerate(plan.chances.rows):
        for part in row.under_way:
            s, span = part.node, part.start
            name, place = _left_of(plan, p, s)
            start = compiled.start_days[:, p, s]
            impossible = excluded[name][place] & (getattr(compiled, name)[place] == 0)
            impossible |= excluded["start_days"][:, p, s]
            found[:, p, s] = impossible & (span.low <= start) & (start <= span.high)
    return found


def _close(name: str, one: Floats, other: Floats, beside: Floats | float) -> None:
    assert one.shape == other.shape, name
    assert np.array_equal(np.isnan(one), np.isnan(other)), name
    endless = np.isinf(other)
    assert np.array_equal(one[endless], other[endless]), name
    with np.errstate(invalid="ignore"):
        off = np.abs(one - other) > np.where(beside, THIN, CLOSE) * (np.abs(other) + beside)
    assert not (off & ~endless).any(), (name, np.argwhere(off & ~endless)[:3], one[off][:3], other[off][:3])


def same_times(one: Trace, other: Trace) -> None:
    for kind in fields(Trace):
        first, second = getattr(one, kind.name), getattr(other, kind.name)
        assert first.dtype == second.dtype and first.shape == second.shape, kind.name
        assert np.array_equal(first, second, equal_nan=True), kind.name


def same_outcomes(one: Outcomes, other: Outcomes) -> None:
    """Equal to the last bit, block by block where both tell it."""
    assert one.caps.shape[1] == len(CAPS)
    for name in ("homes_by_quarter", "early", "caps", "never_begun"):
        first, second = getattr(one, name), getattr(other, name)
        assert first.dtype == second.dtype and np.array_equal(first, second), name
    if one.blocks is not None and other.blocks is not None:
        for name in ("homes", "days", "reason", "early"):
            first, second = getattr(one.blocks, name), getattr(other.blocks, name)
            assert first.dtype == second.dtype, name
            assert np.array_equal(first, second, equal_nan=name == "days"), name
