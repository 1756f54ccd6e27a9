"""What deserves a look in tenders, notices, blocks, the market and common factors."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, drop, fixed, place, put, row, said

WARNINGS: Cases = {
    "state never left": (
        lambda files: files.drop("market.switches.1"),
        "market.states.quiet",
        ("never left", "for good"),
    ),
    "state never entered": (
        both(
            put("market.states.warm", {"name": "warm"}),
            put("stages.call.tender.success.chance", 0.7),
            put("start_hazards.approved.share_a_year", 0.2),
            put("routes.tendered.steps.4.recall.hazard.per_year", {"quiet": 1, "ordinary": 1, "warm": 1}),
        ),
        "market.states.warm",
        ("never entered from `ordinary`",),
    ),
    "market without effect": (
        both(
            put("stages.call.tender.success.chance", 0.7),
            put("start_hazards.approved.share_a_year", 0.2),
            put("routes.tendered.steps.4.recall.hazard.per_year", 0.3),
        ),
        "market",
        ("nothing depends on",),
    ),
    "hopeless tender": (
        put("stages.call.tender.success.chance", {"quiet": 0, "ordinary": 0}),
        "stages.call.tender.success.chance",
        ("drops out",),
    ),
    "hopeless tender in all states": (
        put("stages.call.tender.success.chance", 0),
        "stages.call.tender.success.chance",
        ("drops out", "assign"),
    ),
    "protected on a calendar": (
        put("stages.notice.calendar", "office"),
        "stages.notice.calendar",
        ("protects", "plain days"),
    ),
    "protected agency time": (
        put("stages.notice.agency_share", {"share": 0.5, "assumption": "x"}),
        "stages.notice.agency_share",
        ("no lever may shorten",),
    ),
    "notice longer than it is valid": (
        put("routes.tendered.steps.2.needs_valid.duration", fixed(value=60)),
        "routes.tendered.steps[2].needs_valid.duration",
        ("valid for 60 days", "takes 90", "issued twice"),
    ),
    "blocks without effect": (
        both(
            drop("routes.tendered.steps.5.per_block"),
            drop("routes.tendered.steps.6.per_block"),
            drop("routes.tendered.blocks"),
        ),
        "3 blocks",
        ("2 blocks on route `tendered`", "`per_block`"),
    ),
    "blocks that count at once": (
        both(
            lambda files: files.settings["stages"].update(roads={"name": "Roads", "duration": fixed()}),
            lambda files: files.settings["routes"]["tendered"]["steps"].append({"stage": "roads", "after": ["handover"]}),
            put("routes.tendered.eligible_after", "roads"),
            put("routes.tendered.handed_over_after", "roads"),
        ),
        "routes.tendered.eligible_after",
        ("all blocks at once",),
    ),
    "capitals": (row(3, project_id="e1"), "5 project_id", ("`e1`, beside `E1`", "capitals")),
    "rarely so long on a calendar": (
        row(3, stage="permit", stage_start="2024-09-01"),
        "5 stage_start",
        ("worked on its calendar", "rarer than one case in a hundred"),
    ),
    "rarely so long in a round": (
        row(1, stage_start="2025-11;2023-06"),
        "3 stage_start",
        ("`call`", "rarer than one case in a hundred"),
    ),
    "unused stock": (drop("stages.clearance.stock"), "stocks", ("plots",)),
    "unused factor": (
        both(
            lambda files: files.settings["stages"].update(survey={"name": "Survey", "duration": fixed()}),
            put("factors.more", {"name": "x", "stages": ["survey"], "shared": 0.1, "assumption": "x"}),
        ),
        "factors",
        ("more",),
    ),
    "PERT in a gap": (
        put("stages.call.tender.gap.spread", {"family": "pert", "low": 1, "mode": 2, "high": 6}),
        "stages.call.tender.gap.spread",
        ("P10 and P90",),
    ),
    "factor on a fixed duration": (
        put("stages.structure.duration.spread", {"family": "fixed", "value": 12}),
        "factors.building.stages",
        ("all fixed: structure", "no factor moves a fixed one"),
    ),
    "PERT in a law": (
        put("stages.permit.law.0.duration.spread", {"family": "pert", "low": 1, "mode": 20, "high": 60}),
        "stages.permit.law[0].duration.spread",
        ("P10 and P90",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WARNINGS)
def test_warning_is_told_and_the_scenario_used(full: Any, name: str) -> None:
    change, where, words = WARNINGS[name]
    change(full)
    reading = full.check()
    problems = {place(p): said(p) for p in reading.problems}
    assert where in problems, problems
    for word in words:
        assert word in problems[where]
    assert {p.severity for p in reading.problems} == {"warning"}, problems
    assert reading.scenario is not None


def test_a_market_that_says_only_its_push_is_used(full: Any) -> None:
    full.put("stages.call.tender.success.chance", 0.7)
    full.put("routes.tendered.steps.4.recall.hazard.per_year", 0.3)
    full.put("counting.push.likelihood.chance", {"quiet": 0.3, "ordinary": 0.6})
    assert full.check().problems == ()


def test_a_refill_on_the_data_date_is_sound(full: Any) -> None:
    full.put("stocks.plots.refills.0.on", date(2025, 12, 31))
    assert full.check().problems == ()
