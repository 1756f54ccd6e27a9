"""What cannot hold in tenders, recalls, notices, laws, stocks, blocks, the market and common factors."""

from datetime import date
from typing import Any

import pytest
from breaking import Cases, both, drop, errors_of, fixed, put, row

UNIFORM = {"family": "uniform", "low": 0.5, "high": 1.5}
START = "routes.tendered.steps.4"
CLEARANCE = "routes.tendered.steps.2"
SUCCESS = "stages.call.tender.success"


def add_route(files: Any, **changes: Any) -> None:
    """A second route, through permit, start, structure and hand-over only."""
    steps = [dict(step) for step in files.settings["routes"]["tendered"]["steps"][3:]]
    steps[0]["after"] = []
    del steps[1]["recall"]
    route = {**files.settings["routes"]["tendered"], "steps": steps, **changes}
    files.settings["routes"]["direct"] = route


def insert_between_blocks(files: Any) -> None:
    """A stage of the whole project between the structures and the hand-overs, where crews move on only at the end."""
    files.settings["stages"]["roads"] = {"name": "Roads", "duration": fixed()}
    route = files.settings["routes"]["tendered"]
    route["steps"][6]["after"] = ["roads"]
    route["steps"].append({"stage": "roads", "after": ["structure"]})
    route["blocks"]["until"] = "handover"


LAW = {"name": "Law", "assumption": "x", "duration": fixed()}
ERRORS: Cases = {
    # the market and what depends on it
    "no market": (drop("market"), f"{SUCCESS}.chance", ("no market", "one number")),
    "hazard without market": (
        drop("market"),
        "routes.tendered.steps[4].recall.hazard.per_year",
        ("no market",),
    ),
    "state left out": (
        put(f"{SUCCESS}.chance", {"quiet": 0.5}),
        f"{SUCCESS}.chance",
        ("no value for the states ordinary", "ordinary, quiet"),
    ),
    "no state at all": (put(f"{SUCCESS}.chance", {}), f"{SUCCESS}.chance", ("ordinary, quiet",)),
    "state misspelt": (
        put(f"{SUCCESS}.chance", {"quite": 0.5, "ordinary": 0.5}),
        f"{SUCCESS}.chance.quite",
        ("did you mean `quiet`",),
    ),
    "hazard of an unknown state": (
        put(f"{START}.recall.hazard.per_year", {"quiet": 1, "ordinary": 1, "warm": 1}),
        "routes.tendered.steps[4].recall.hazard.per_year.warm",
        ("`warm`", "state of the market"),
    ),
    "early entry by an unknown state": (
        put("counting.early.likelihood.chance", {"quiet": 0.5, "ordinary": 0.5, "hot": 0.5}),
        "counting.early.likelihood.chance.hot",
        ("`hot`",),
    ),
    "chance above one": (
        put(f"{SUCCESS}.chance.quiet", 1.5),
        f"{SUCCESS}.chance.quiet",
        ("1.5", "at most 1"),
    ),
    "chance as text": (
        put(f"{SUCCESS}.chance", "often"),
        f"{SUCCESS}.chance",
        ("often", "a number; or a table with one entry for each id", "quotes"),
    ),
    "chance as list": (put(f"{SUCCESS}.chance", [0.5]), f"{SUCCESS}.chance", ("a list", "a table")),
    "chance by an odd id": (
        put(f"{SUCCESS}.chance", {"quiet": 0.5, "ordinary": 0.5, "rất nóng": 1}),
        f'{SUCCESS}.chance."rất nóng"',
        ("an id: a letter",),
    ),
    "surer than sure": (
        put(f"{SUCCESS}.as_sure_as_cases", 0),
        f"{SUCCESS}.as_sure_as_cases",
        ("at least 0.1",),
    ),
    "rate as factor": (
        put(f"{START}.recall.hazard.uncertain", {"family": "fixed", "value": 50}),
        "routes.tendered.steps[4].recall.hazard",
        ("`uncertain` with median 50", "factor"),
    ),
    "unknown initial state": (put("market.initial", "warm"), "market", ("warm", "quiet, ordinary")),
    "passage to nowhere": (put("market.switches.0.to_state", "warm"), "market", ("warm",)),
    "passage twice": (
        lambda files: files.settings["market"]["switches"].append(files.settings["market"]["switches"][0]),
        "market",
        ("stated twice",),
    ),
    # tenders
    "no way out of a tender": (
        drop("routes.tendered.steps.1.fallback"),
        "routes.tendered.steps[1].fallback",
        ("stage `call` is a tender", "assign, drop_out"),
    ),
    "no way out of a tender to come": (
        put(
            "stages.start.law",
            [LAW | {"from_date": date(2027, 1, 1), "tender": {"rounds": 2, "success": {"chance": 0.5, "assumption": "x"}}}],
        ),
        "routes.tendered.steps[4].fallback",
        ("a law makes a tender of stage `start`",),
    ),
    "a way out of nothing": (
        put(f"{START}.fallback", "assign"),
        "routes.tendered.steps[4].fallback",
        ("`start` is no tender",),
    ),
    "wrong way out": (
        put("routes.tendered.steps.1.fallback", "give_up"),
        "routes.tendered.steps[1].fallback",
        ("assign, drop_out",),
    ),
    "a tender for every block": (
        put("routes.tendered.steps.1.per_block", True),
        "routes.tendered.steps[1].per_block",
        ("every block", "remove `per_block`"),
    ),
    "thirteen rounds": (put("stages.call.tender.rounds", 13), "stages.call.tender.rounds", ("at most 12",)),
    "gap in working days": (
        put("stages.call.tender.gap.unit", "working_days"),
        "stages.call.tender.gap.unit",
        ("runs every day", "plain days"),
    ),
    "recall during a tender": (
        lambda files: files.put("routes.tendered.steps.1.recall", files.settings["routes"]["tendered"]["steps"][4]["recall"]),
        "routes.tendered.steps[1].recall",
        ("`call` still looks",),
    ),
    # recalls
    "tender again elsewhere": (
        put(f"{START}.recall.tender_again", "cal"),
        "routes.tendered.steps[4].recall.tender_again",
        ("did you mean `call`",),
    ),
    "tender again later": (
        put(f"{START}.recall.tender_again", "handover"),
        "routes.tendered.steps[4].recall.tender_again",
        ("`handover`, which does not come before `start`",),
    ),
    "tender itself again": (
        put(f"{START}.recall.tender_again", "start"),
        "routes.tendered.steps[4].recall.tender_again",
        ("does not come before",),
    ),
    "recall for every block": (
        lambda files: files.put("routes.tendered.steps.5.recall", files.settings["routes"]["tendered"]["steps"][4]["recall"]),
        "routes.tendered.steps[5].recall",
        ("every block", "one investor"),
    ),
    "grace in working days": (
        put(f"{START}.recall.grace.unit", "working_days"),
        "routes.tendered.steps[4].recall.grace.unit",
        ("runs every day",),
    ),
    "six recalls": (put(f"{START}.recall.cap", 6), "routes.tendered.steps[4].recall.cap", ("at most 5",)),
    # notices
    "notice of no stage": (
        put(f"{CLEARANCE}.needs_valid.stage", "notices"),
        "routes.tendered.steps[2].needs_valid.stage",
        ("did you mean `notice`",),
    ),
    "notice beside": (
        put(f"{CLEARANCE}.needs_valid.stage", "call"),
        "routes.tendered.steps[2].needs_valid.stage",
        ("`call`, which does not come before `clearance`",),
    ),
    "notice of every block": (
        put("routes.tendered.steps.6.needs_valid", {"stage": "structure", "duration": fixed(value=900)}),
        "routes.tendered.steps[6].needs_valid.stage",
        ("every block",),
    ),
    "validity in working days": (
        put(f"{CLEARANCE}.needs_valid.duration.unit", "working_days"),
        "routes.tendered.steps[2].needs_valid.duration.unit",
        ("runs every day",),
    ),
    "validity by chance": (
        put(f"{CLEARANCE}.needs_valid.duration.spread", {"family": "uniform", "low": 10, "high": 20}),
        "routes.tendered.steps[2].needs_valid.duration.spread",
        ('family = "fixed"',),
    ),
    "validity of nothing": (
        put(f"{CLEARANCE}.needs_valid.duration.spread.value", 0),
        "routes.tendered.steps[2].needs_valid.duration.spread",
        ("above 0",),
    ),
    "validity unknown": (
        put(f"{CLEARANCE}.needs_valid.duration.uncertain", UNIFORM),
        "routes.tendered.steps[2].needs_valid.duration.uncertain",
        ("nobody knows",),
    ),
    "validity that grows": (
        put(f"{CLEARANCE}.needs_valid.duration.scale", {"by": "homes", "exponent": 1, "reference": 100.0}),
        "routes.tendered.steps[2].needs_valid.duration.scale",
        ("grows with the size",),
    ),
    # laws
    "law of the past": (
        put("stages.permit.law.0.from_date", date(2025, 7, 1)),
        "stages.permit.law[0].from_date",
        ("1 Jul 2025", "before the data date"),
    ),
    "laws out of order": (
        lambda files: files.settings["stages"]["permit"]["law"].append(LAW | {"from_date": date(2026, 6, 1)}),
        "stages.permit.law[1].from_date",
        ("1 Jun 2026", "later than the one before"),
    ),
    "laws of one day": (
        lambda files: files.settings["stages"]["permit"]["law"].append(LAW | {"from_date": date(2026, 7, 1)}),
        "stages.permit.law[1].from_date",
        ("1 Jul 2026",),
    ),
    "law in working days": (
        put("stages.start.law", [LAW | {"from_date": date(2027, 1, 1), "duration": fixed("working_days")}]),
        "stages.start.law[0].duration.unit",
        ("`start` has no calendar",),
    ),
    "law without a source": (
        drop("stages.permit.law.0.assumption"),
        "stages.permit.law[0]",
        ("no source and no assumption",),
    ),
    # stocks
    "unknown stock": (
        put("stages.clearance.stock.id", "plot"),
        "stages.clearance.stock.id",
        ("did you mean `plots`",),
    ),
    "refill of the past": (
        put("stocks.plots.refills.0.on", date(2025, 7, 1)),
        "stocks.plots.refills[0].on",
        ("1 Jul 2025", "`level`"),
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
    # early entry
    "threshold without end": (
        put("counting.early.threshold", {"family": "exponential", "mean": 0.3}),
        "counting.early.threshold",
        ("any size", "from 0 (not begun) to 1"),
    ),
    "threshold in percent": (
        put("counting.early.threshold", {"family": "uniform", "low": 20, "high": 100}),
        "counting.early.threshold",
        ("from 20 to 100",),
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
    "crews that wait for each other": (
        insert_between_blocks,
        "routes.tendered.blocks.until",
        ("`roads` waits for all blocks",),
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
    "more blocks than homes": (row(1, homes="1..300"), "3 blocks", ("2 blocks for 1 homes",)),
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
            row(3, stage="permit", stage_start="2025-09-01"),
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
            row(3, stage="permit", stage_start="2025-10-15"),
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


def test_the_full_scenario_has_no_problem(full: Any) -> None:
    reading = full.check()
    assert reading.problems == ()
    assert [row.blocks for row in reading.scenario.rows] == [3, 2, 1, 1]
    assert [row.tender_round for row in reading.scenario.rows] == [1, 2, 1, 1]


def test_a_broken_market_hides_no_other_fault(full: Any) -> None:
    full.put("market.initial", "warm")
    full.put(f"{SUCCESS}.chance", {"quiet": 0.5, "ordnary": 0.5})
    assert errors_of(full.check()).keys() == {"market", f"{SUCCESS}.chance.ordnary", f"{SUCCESS}.chance"}


def test_a_broken_stage_is_no_unknown_place(full: Any) -> None:
    full.put("stages.permit.duration.unit", "month")
    assert errors_of(full.check()).keys() == {"stages.permit.duration.unit"}


def test_hectares_are_not_asked_for_what_is_done(full: Any) -> None:
    full.put("stages.clearance.duration.scale", {"by": "land_ha", "exponent": 0.5, "reference": 2.0})
    assert full.check().problems == ()


def test_work_begun_under_the_old_law_needs_no_new_one(full: Any) -> None:
    full.put("stages.permit.law.0.from_date", full.settings["data_date"])
    full.put("correlations.0.between.1", f"stages.permit.law.{full.settings['data_date']}")
    assert full.check().problems == ()


def test_a_stage_between_blocks_that_keeps_no_crew_waiting_is_sound(full: Any) -> None:
    insert_between_blocks(full)
    full.put("routes.tendered.blocks.until", "structure")
    assert full.check().problems == ()


def test_a_route_without_blocks_needs_no_rule(full: Any) -> None:
    add_route(full)
    del full.settings["routes"]["direct"]["blocks"]
    row(2, route="direct")(full)
    assert full.check().problems == ()
