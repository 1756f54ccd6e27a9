"""What cannot hold in stocks, common factors, a push into the statistic, blocks, projects and time spent."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, drop, errors_of, fixed, put, row

START = "routes.tendered.steps.4"


def add_route(files: Any, **changes: Any) -> None:
    """A second route, through permit, start, structure and hand-over only."""
    steps = [dict(step) for step in files.settings["routes"]["tendered"]["steps"][3:]]
    steps[0]["after"] = []
    del steps[0]["overlaps"]
    steps[1]["after"] = ["permit"]
    del steps[1]["recall"]
    route = {**files.settings["routes"]["tendered"], "steps": steps, **changes}
    files.settings["routes"]["direct"] = route


def sourced_without_a_date(files: Any) -> None:
    """A number of the push with a source, which does not say of when the data are."""
    files.sources["city_2025"] = {"title": "Report", "reference": "1", "published": "2025-01-02"}
    files.settings["counting"]["push"]["beyond_target"]["source"] = ["city_2025"]


def insert_between_blocks(files: Any) -> None:
    """A stage of the whole project between the structures and the hand-overs."""
    files.settings["stages"]["roads"] = {"name": "Roads", "duration": fixed()}
    route = files.settings["routes"]["tendered"]
    route["steps"][6]["after"] = ["roads"]
    route["steps"].append({"stage": "roads", "after": ["structure"]})


ERRORS: Cases = {
    # stocks
    "unknown stock": (
        put("stages.clearance.stock.id", "plot"),
        "stages.clearance.stock.id",
        ("did you mean `plots`",),
    ),
    "refills out of order": (
        lambda files: files.settings["stocks"]["plots"]["refills"].append(
            {"on": date(2026, 6, 1), "amount": 5, "assumption": "x"}
        ),
        "stocks.plots.refills[1].on",
        ("1 Jun 2026",),
    ),
    "stock too small for ever": (
        both(put("stages.clearance.stock.per", "homes"), put("stages.clearance.stock.amount", 0.1)),
        "stocks.plots.level",
        ("50 with all refills", "`C1` may need 60 at stage `clearance`"),
    ),
    "stock of nothing": (put("stages.clearance.stock.amount", 0), "stages.clearance.stock.amount", ("more than 0",)),
    "stock by unknown hectares": (row(1, land_ha=""), "3 land_ha", ("`clearance` takes from stock `plots`",)),
    "wait by unknown hectares": (
        both(
            put("stages.clearance.stock.per", "project"),
            put(f"{START}.recall.grace.scale", {"by": "land_ha", "exponent": 1, "reference": 1.0}),
            row(3, land_ha=""),
        ),
        "5 land_ha",
        ("`start` takes longer",),
    ),
    "gap by unknown hectares": (
        both(
            put("stages.clearance.stock.per", "project"),
            put("stages.call.tender.gap.scale", {"by": "land_ha", "exponent": 1, "reference": 1.0}),
        ),
        "5 land_ha",
        ("`call` takes longer",),
    ),
    "law by unknown hectares": (
        both(
            put("stages.clearance.stock.per", "project"),
            put("stages.permit.law.0.duration.scale", {"by": "land_ha", "exponent": 1, "reference": 1.0}),
            row(1, land_ha=""),
        ),
        "3 land_ha",
        ("`permit` takes longer",),
    ),
    # common factors
    "factor of no stage": (
        put("factors.building.stages.0", "structures"),
        "factors.building.stages[0]",
        ("did you mean `structure`",),
    ),
    "two factors": (
        put("factors.more", {"name": "x", "stages": ["permit", "handover"], "shared": 0.1, "assumption": "x"}),
        "factors.more.stages[1]",
        ("`handover`", "`building` moves already"),
    ),
    "factor twice": (
        put("factors.building.stages", ["structure", "structure"]),
        "factors.building.stages[1]",
        ("moves already",),
    ),
    "all in common": (put("factors.building.shared", 1), "factors.building.shared", ("at most 0.95",)),
    "correlation of nothing": (
        put("correlations.0.between.0", "stages.permits"),
        "correlations[0].between[0]",
        ("did you mean `stages.permit`",),
    ),
    "correlation with what is known": (
        put("correlations.0.between.0", "stages.handover"),
        "correlations[0].between[0]",
        ("without `uncertain`",),
    ),
    "correlation on a route without": (
        put("correlations.0.between.0", "routes.tendered.permit"),
        "correlations[0].between[0]",
        ("`routes.tendered.permit`", "no such"),
    ),
    "two correlations": (
        lambda files: files.settings["correlations"].append(
            {"between": ["stages.structure", "stages.permit"], "correlation": 0.5, "assumption": "x"}
        ),
        "correlations[1].between[1]",
        ("correlations[0].between[0] already",),
    ),
    "correlation with itself": (
        put("correlations.0.between.1", "stages.permit"),
        "correlations[0].between[1]",
        ("`stages.permit`", "already"),
    ),
    "correlation of one": (
        put("correlations.0.between", ["stages.permit"]),
        "correlations[0].between",
        ("at least 2",),
    ),
    # a push into the statistic
    "share without end": (
        put("counting.push.share_enterable.uncertain", {"family": "exponential", "mean": 0.3}),
        "counting.push.share_enterable.uncertain",
        ("any size", "from 0 (none) to 1"),
    ),
    "share in percent": (
        put("counting.push.share_enterable.uncertain", {"family": "uniform", "low": 20, "high": 100}),
        "counting.push.share_enterable.uncertain",
        ("from 20 to 100",),
    ),
    "fitted to data after the data date": (
        put("counting.push.likelihood.data_as_of", date(2026, 2, 1)),
        "counting.push.likelihood.data_as_of",
        ("fitted to data of 1 Feb 2026", "31 Jan 2026", "a vague prior"),
    ),
    "size fitted to later data": (
        put("counting.push.beyond_target.data_as_of", date(2026, 12, 31)),
        "counting.push.beyond_target.data_as_of",
        ("31 Dec 2026", "none after it"),
    ),
    "share fitted to later data": (
        put("counting.push.share_enterable.data_as_of", date(2026, 2, 1)),
        "counting.push.share_enterable.data_as_of",
        ("1 Feb 2026",),
    ),
    "fitted to data of no date": (
        sourced_without_a_date,
        "counting.push.beyond_target",
        ("no date of the data", "`data_as_of` beside `source`"),
    ),
    # blocks
    "no rule for blocks": (
        drop("routes.tendered.blocks"),
        "routes.tendered.blocks",
        ("no rule for blocks", "C1, D1"),
    ),
    "until no stage": (
        put("routes.tendered.blocks.until", "structur"),
        "routes.tendered.blocks.until",
        ("did you mean `structure`",),
    ),
    "until a stage of all": (
        put("routes.tendered.blocks.until", "start"),
        "routes.tendered.blocks.until",
        ("`start`, which is no stage of each block", "handover, structure"),
    ),
    "blocks in two stretches": (
        insert_between_blocks,
        "routes.tendered.steps",
        ("`roads` waits for all blocks, and `handover`", "one stretch"),
    ),
    "stagger in working days": (
        put("routes.tendered.blocks.stagger.unit", "working_days"),
        "routes.tendered.blocks.stagger.unit",
        ("runs every day",),
    ),
    "stagger that grows": (
        put("routes.tendered.blocks.stagger.scale", {"by": "homes", "exponent": 1, "reference": 100.0}),
        "routes.tendered.blocks.stagger.scale",
        ("grows with the size",),
    ),
    "no crew": (put("routes.tendered.blocks.at_a_time", 0), "routes.tendered.blocks.at_a_time", ("at least 1",)),
    "blocks that have begun": (
        row(2, blocks="2"),
        "4 stage",
        ("each of the 2 blocks", "a row of its own"),
    ),
    "blocks that are done": (
        both(row(3, blocks="2", done="structure")),
        "5 done",
        ("`structure`", "a row of its own"),
    ),
    "more blocks than homes": (row(1, homes="1..300"), "3 blocks", ("2 blocks for 1 home",)),
    # projects and rounds
    "whole and in blocks": (row(3, block=""), "5 block", ("project `E1` also has rows", "K1", "count twice")),
    "round of no tender": (row(3, tender_round="2"), "5 tender_round", ("round 2, but 0 tenders",)),
    "round of two tenders": (
        both(
            put("stages.notice.tender", {"rounds": 5, "success": {"chance": 0.5, "assumption": "x"}}),
            put("routes.tendered.steps.0.fallback", "assign"),
        ),
        "3 tender_round",
        ("2 tenders",),
    ),
    "round beyond the last": (row(1, tender_round="4"), "3 tender_round", ("round 4 of a tender of 3",)),
    # time spent
    "longer than its calendar allows": (
        both(
            put("stages.permit.duration.spread", {"family": "uniform", "low": 10, "high": 40}),
            row(3, stage="permit", stage_start="2025-09-01", status_as_of="2025-12-31"),
        ),
        "5 stage_start",
        ("at least 121 days, of which 85 worked", "less than 74 days of work"),
    ),
    "months on a calendar": (
        both(
            put("stages.permit.duration.unit", "months"),
            put("stages.permit.duration.spread", {"family": "fixed", "value": 2}),
            drop("stages.permit.duration.uncertain"),
            put("correlations", []),
            row(3, stage="permit", stage_start="2025-10-15", status_as_of="2025-12-31"),
        ),
        "5 stage_start",
        ("at least 77 days", "of work"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_told(full: Any, name: str) -> None:
    change, where, words = ERRORS[name]
    change(full)
    reading = full.check()
    errors = errors_of(reading)
    assert where in errors, errors
    for word in words:
        assert word in errors[where]
    assert reading.scenario is None
    assert reading.rows_in == reading.rows_used + reading.rows_rejected


def test_hectares_are_not_asked_for_what_is_done(full: Any) -> None:
    full.put("stages.clearance.duration.scale", {"by": "land_ha", "exponent": 0.5, "reference": 2.0})
    assert full.check().problems == ()


def test_a_stage_of_the_project_may_follow_its_blocks(full: Any) -> None:
    insert_between_blocks(full)
    full.put("routes.tendered.steps.6.after", ["structure"])
    full.put("routes.tendered.steps.8.after", ["handover"])
    full.put("routes.tendered.steps.8.nothing_waits", True)
    assert full.check().problems == ()


def test_a_route_without_blocks_needs_no_rule(full: Any) -> None:
    add_route(full)
    del full.settings["routes"]["direct"]["blocks"]
    row(2, route="direct")(full)
    assert full.check().problems == ()


def test_an_answer_is_asked_about_a_number_of_the_scenario(full: Any) -> None:
    full.settings["ask_of"] = {"stages.permitt": "the archive", "stages.permit": "the archive"}
    errors = errors_of(full.check())
    assert list(errors) == ["ask_of.stages.permitt"]
    assert "did you mean `stages.permit`" in errors["ask_of.stages.permitt"]
