"""What cannot hold in changes on dates: cuts, overlaps, durations to come on a route, fast tracks, shared ignorance."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, drop, errors_of, fixed, put

from sim.files import scenario_problems
from sim.scenario import Settings

PERMIT, START, HANDOVER = (f"routes.tendered.steps.{place}" for place in (3, 4, 6))
AT = {
    "PERMIT": "routes.tendered.steps[3]",
    "START": "routes.tendered.steps[4]",
    "HANDOVER": "routes.tendered.steps[6]",
}
TRACK = "fast_tracks.green_lane"
DELIVERED = {"family": "uniform", "low": 0, "high": 1}


def second_track(files: Any, **changes: Any) -> None:
    files.settings["fast_tracks"]["other"] = {**files.settings["fast_tracks"]["green_lane"], **changes}


def unpool(files: Any) -> None:
    del files.settings["stages"]["permit"]["pool"]
    for route in files.settings["routes"].values():
        for step in route["steps"]:
            if step["stage"] == "permit":
                step.pop("pool", None)


ERRORS: Cases = {
    # cuts
    "cuts out of order": (
        put(f"{TRACK}.cuts.1.from_date", date(2026, 7, 1)),
        f"{TRACK}.cuts[1].from_date",
        ("each later than the one before it (1 Jul 2026)",),
    ),
    "cut of everything": (put(f"{TRACK}.cuts.1.share", 1), f"{TRACK}.cuts[1].share", ("at most 0.95",)),
    "cut by stage of everything": (
        put(f"{TRACK}.cuts.1.by_stage", {"permit": 1}), f"{TRACK}.cuts[1].by_stage.permit", ("at most 0.95",),
    ),
    "cut of a stage that is none": (
        put(f"{TRACK}.cuts.1.by_stage", {"permits": 0.5}),
        f"{TRACK}.cuts[1].by_stage.permits",
        ("`permits`: there is no such stage", "did you mean `permit`"),
    ),
    "cut of a stage not covered": (
        put(f"{TRACK}.cuts.1.by_stage", {"start": 0.5}),
        f"{TRACK}.cuts[1].by_stage.start",
        ("`start`: a stage that this fast track does not cover", "one of its `stages`: permit"),
    ),
    "no cut": (put(f"{TRACK}.cuts", []), f"{TRACK}.cuts", ("at least 1 entry",)),
    "hazard cuts of one day": (
        put(f"{START}.recall.hazard.cuts", [{"from_date": date(2024, 1, 1), "share": 0.5}] * 2),
        f"{AT['START']}.recall.hazard.cuts[1].from_date",
        ("1 Jan 2024",),
    ),
    "grace cut of more than there is": (
        put(f"{START}.recall.grace_cuts", [{"from_date": date(2027, 1, 1), "share": 1.5}]),
        f"{AT['START']}.recall.grace_cuts[0].share",
        ("1.5", "at most 0.95"),
    ),
    "grace cuts out of order": (
        put(f"{START}.recall.grace_cuts", [{"from_date": date(2028, 1, 1), "share": 0.5}, {"from_date": date(2027, 1, 1), "share": 0.1}]),
        f"{AT['START']}.recall.grace_cuts[1].from_date",
        ("1 Jan 2027",),
    ),
    # overlaps
    "overlap with what is not waited for": (
        put(f"{PERMIT}.overlaps.0.stage", "notice"),
        f"{AT['PERMIT']}.overlaps[0].stage",
        ("there is no such stage that this one comes after", "one of: call, clearance"),
    ),
    "overlap twice": (
        lambda files: files.settings["routes"]["tendered"]["steps"][3]["overlaps"].append(
            {"stage": "clearance", "from_date": date(2028, 1, 1), "assumption": "x"}
        ),
        f"{AT['PERMIT']}.overlaps[1].stage",
        ("a second time", "keep the earlier date"),
    ),
    "overlap without reasons": (
        drop(f"{PERMIT}.overlaps.0.assumption"), f"{AT['PERMIT']}.overlaps[0]", ("no source and no assumption",),
    ),
    "overlap that lets homes be handed over before they are built": (
        put(f"{HANDOVER}.overlaps", [{"stage": "structure", "from_date": date(2027, 1, 1), "assumption": "x"}]),
        "routes.tendered.steps",
        ("`handover` could come before `structure` is over",),
    ),
    # durations to come on a route
    "law beside no duration": (
        drop(f"{HANDOVER}.duration"), f"{AT['HANDOVER']}.law", ("stages.handover.law", "`duration`"),
    ),
    "law in working days without a calendar": (
        put(f"{HANDOVER}.law.0.duration.unit", "working_days"),
        f"{AT['HANDOVER']}.law[0].duration.unit",
        ("stage `handover` has no calendar",),
    ),
    "law without a name": (drop(f"{HANDOVER}.law.0.name"), f"{AT['HANDOVER']}.law[0].name", ("`name` is missing",)),
    "place that is none": (
        put(f"{HANDOVER}.law.0.duration.unknown_of", "the permit"),
        f"{AT['HANDOVER']}.law[0].duration.unknown_of",
        ("the permit",),
    ),
    # fast tracks
    "unknown stage": (
        put(f"{TRACK}.stages", ["permits"]), f"{TRACK}.stages[0]", ("did you mean `permit`",),
    ),
    "unknown route": (
        put(f"{TRACK}.routes", ["tender"]), f"{TRACK}.routes[0]", ("did you mean `tendered`",),
    ),
    "protected wait": (
        put(f"{TRACK}.stages", ["notice"]), f"{TRACK}.stages[0]", ("`notice`: a wait that the law protects",),
    ),
    "no agency in it": (
        put(f"{TRACK}.stages", ["start"]), f"{TRACK}.stages[0]", ("`start`: a stage without `agency_share`",),
    ),
    "pooled stage": (
        put(f"{TRACK}.also_pooled", False), f"{TRACK}.stages[0]", ("holds a slot of the pool `desks`", "`also_pooled`"),
    ),
    "stage that decides what a push enters": (
        put(f"{TRACK}.stages", ["structure"]), f"{TRACK}.stages[0]", ("`structure`:",),
    ),
    "more than is promised": (
        put(f"{TRACK}.delivered", {"family": "uniform", "low": 0, "high": 1.2}),
        f"{TRACK}.delivered",
        ("`delivered` that can leave 0 to 1",),
    ),
    "statutory base without its shares": (
        put(f"{TRACK}.base", "statutory"), TRACK, ("no `statutory_share` for the stages permit",),
    ),
    "two tracks on one stage": (second_track, "fast_tracks.other.stages", ("permit", "`green_lane` speeds up already")),
}  # fmt: skip


def path_of(case: str) -> str:
    # The whole model complains about `delivered` and its base: both fields must fit together.
    return (
        TRACK if case in ("more than is promised", "statutory base without its shares") else ERRORS[case][1]
    )


@pytest.mark.parametrize("case", ERRORS)
def test_errors_of_changes_on_dates(full: Any, case: str) -> None:
    change, _, words = ERRORS[case]
    change(full)
    errors = errors_of(full.check())
    assert path_of(case) in errors, errors
    for word in words:
        assert word in errors[path_of(case)]


def test_tracks_on_different_routes_stand_together(full: Any) -> None:
    route = full.settings["routes"]["tendered"]
    full.settings["routes"]["second"] = {**route, "name": "Second"}
    full.put(f"{TRACK}.routes", ["tendered"])
    second_track(full, routes=["second"])
    assert [p for p in full.check().problems if p.severity == "error"] == []


def test_what_dates_allow_is_taken(full: Any) -> None:
    both(
        unpool,
        put(f"{TRACK}.also_pooled", False),
        put(f"{TRACK}.base", "statutory"),
        put(f"{TRACK}.statutory_share", {"permit": 0.8}),
        put(f"{TRACK}.delivered", DELIVERED),
        put(f"{TRACK}.cuts.0.from_date", date(2025, 12, 31)),
        put("pools.desks.queue_from", date(2026, 7, 1)),
        put("stages.call.law", [{
            "from_date": date(2027, 1, 1), "name": "x", "assumption": "x",
            "duration": fixed(),
        }]),
    )(full)  # fmt: skip
    reading = full.check()
    assert [p for p in reading.problems if p.severity == "error"] == []
    assert reading.scenario is not None
    assert reading.scenario.settings.fast_tracks["green_lane"].statutory_share == {"permit": 0.8}


def test_a_correlation_may_name_the_place_that_a_copy_comes_from(full: Any) -> None:
    """As after a lever that moved what was to come in 2027 to 2026."""
    full.put("correlations.0.between", ["stages.permit", "stages.permit.law.2027-07-01"])
    assert "correlations[0].between[1]" in errors_of(full.check())
    full.put("correlations.0.between", ["stages.permit", "routes.tendered.handover"])
    scenario = full.check().scenario
    assert scenario is not None
    plain = scenario.model_dump(by_alias=True, exclude_defaults=True)["settings"]
    plain["correlations"][0]["between"] = ["stages.permit", "stages.permit.law.2027-07-01"]
    copied = plain["stages"]["permit"]["law"][0]["duration"]
    copied |= {"unknown_of": "stages.permit.law.2027-07-01"}
    moved = scenario.model_copy(update={"settings": Settings.model_validate(plain)})
    assert [problem for problem in scenario_problems(moved, "x") if problem.severity == "error"] == []


@pytest.mark.parametrize(
    ("path", "change", "found"),
    [
        ("stages.permit", {"unknown_of": "routes.tendered.handovr"}, "there is no such part"),
        ("stages.permit", {"unknown_of": "stages.call"}, "nothing is said to be unknown"),
        ("stages.permit", {"unknown_of": "stages.permit"}, "this part itself"),
        ("stages.call", {"unknown_of": "routes.tendered.handover"}, "no `uncertain`"),
    ],
)
def test_an_unknown_number_is_shared_with_a_part_that_states_one(
    full: Any, path: str, change: dict[str, str], found: str
) -> None:
    full.put(f"{path}.duration.unknown_of", "routes.tendered.handover" if path == "stages.permit" else None)
    for key, value in change.items():
        full.put(f"{path}.duration.{key}", value)
    errors = errors_of(full.check())
    assert list(errors) == [path]
    assert found in errors[path]
