"""What changes on dates in generated scenarios: shares cut off, and fast tracks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from builders import WHY
from hypothesis import strategies as st

from sim.scenario import Scenario

GRID = 5
CUT_OF_A_STAGE = 0.37
"""Cut that only single stages promise: no other cut times an agency's share comes to the same."""


@st.composite
def cuts(draw: st.DrawFn, data_date: date, fewest: int = 0) -> list[dict[str, Any]]:
    """Up to two shares cut off, from dates on the grid."""
    offsets = sorted(draw(st.sets(st.integers(0, 40), min_size=fewest, max_size=2)))
    return [
        {"from_date": data_date + timedelta(days=GRID * n), "share": draw(st.sampled_from([0.0, 0.3, 0.75]))}
        for n in offsets
    ]


@st.composite
def fast_tracks(
    draw: st.DrawFn, stage_tables: dict[str, Any], route_tables: dict[str, Any], data_date: date, pushed: bool
) -> dict[str, Any]:
    """Up to two fast tracks, each stage that may be covered in one of them at most."""
    steps = [step for table in route_tables.values() for step in table["steps"]]
    notices = {step["needs_valid"]["stage"] for step in steps if "needs_valid" in step}
    builds = {table["eligible_after"] for table in route_tables.values()} if pushed else set()
    free = [name for name, table in stage_tables.items() if "agency_share" in table]
    # In the file's order: that of a set differs from process to process.
    coverable = [name for name in free if name not in notices | builds]
    of_stage = {name: draw(st.sampled_from(["", "t0", "t1"])) for name in coverable}
    tables = {}
    for track in ("t0", "t1"):
        covered = sorted(name for name, one in of_stage.items() if one == track)
        if covered:
            base = draw(st.sampled_from(["observed", "statutory"]))
            tables[track] = {
                "name": "track",
                "stages": covered,
                "routes": draw(st.sampled_from([[], sorted(route_tables)[:1]])),
                "cuts": draw(cuts(data_date, fewest=1)),
                "base": base,
                "statutory_share": {name: 0.5 for name in covered if base == "statutory"},
                "delivered": draw(
                    st.sampled_from(
                        [
                            {"family": "fixed", "value": 1.0},
                            {"family": "triangular", "low": 0.1, "mode": 0.5, "high": 1.0},
                            {"family": "quantiles", "points": [(0, 0), (0.5, 0.4), (1, 1)]},
                        ]
                    )
                ),
                "spare_lodged": draw(st.booleans()),
                "also_pooled": True,
                "assumption": WHY,
            }
    return tables


@st.composite
def with_cuts_by_stage(draw: st.DrawFn, scenario: Scenario) -> Scenario:
    """Let dated cuts of fast tracks promise one of their stages a share of its own, in a few of them."""
    tracks = {
        name: track.model_copy(
            update={
                "cuts": tuple(
                    cut.model_copy(update={"by_stage": {draw(st.sampled_from(track.stages)): CUT_OF_A_STAGE}})
                    if draw(st.booleans())
                    else cut
                    for cut in track.cuts
                )
            }
        )
        for name, track in scenario.settings.fast_tracks.items()
    }
    return scenario.model_copy(
        update={"settings": scenario.settings.model_copy(update={"fast_tracks": tracks})}
    )
