"""What cannot hold in the market, tenders, recalls, notices and laws."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, drop, errors_of, fixed, put

UNIFORM = {"family": "uniform", "low": 0.5, "high": 1.5}
START = "routes.tendered.steps.4"
CLEARANCE = "routes.tendered.steps.2"
SUCCESS = "stages.call.tender.success"
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
    "push by an unknown state": (
        put("counting.push.likelihood.chance", {"quiet": 0.5, "ordinary": 0.5, "hot": 0.5}),
        "counting.push.likelihood.chance.hot",
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
    assert [row.blocks for row in reading.scenario.rows] == [3, 2, 1, 1, 2, 2, 1, 1]
    assert [row.tender_round for row in reading.scenario.rows] == [1, 2, 1, 1, 1, 1, 1, 1]


def test_a_broken_market_hides_no_other_fault(full: Any) -> None:
    full.put("market.initial", "warm")
    full.put(f"{SUCCESS}.chance", {"quiet": 0.5, "ordnary": 0.5})
    assert errors_of(full.check()).keys() == {"market", f"{SUCCESS}.chance.ordnary", f"{SUCCESS}.chance"}


def test_a_broken_stage_is_no_unknown_place(full: Any) -> None:
    full.put("stages.permit.duration.unit", "month")
    assert errors_of(full.check()).keys() == {"stages.permit.duration.unit"}


def test_work_begun_under_the_old_law_needs_no_new_one(full: Any) -> None:
    full.put("stages.permit.law.0.from_date", full.settings["data_date"])
    full.put("correlations.0.between.1", f"stages.permit.law.{full.settings['data_date']}")
    assert full.check().problems == ()
