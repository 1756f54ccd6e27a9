"""The track record that a scenario may name: what a back-test says of its forecasts, in a small file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sim.backtest.carrying_out import Backtest, earliest
from sim.scenario import FORMAT, TrackRecord
from sim.whole_files import whole_file

_HEAD = """#:schema ../../docs/schema/track_record.schema.json
# How earlier forecasts did: written by `housing-sim backtest SUITE --out FILE`, not by hand.
"""
_COVER = 0.8
"""Level of the band between P10 and P90."""


def track_record_of(found: Backtest) -> TrackRecord:
    """Sum up a back-test as the confidence of a board reads it.

    Parameters
    ----------
    found : Backtest

    Returns
    -------
    TrackRecord
        Mean errors are those on forecasts beside which there is an official one; without any, that of all, and none.
    """
    summary = found.summary
    ours = summary.own_crps.get("official", summary.crps)
    theirs = summary.rival_crps.get("official")
    first = earliest([each for each in found.forecasts if each.scores])
    record = TrackRecord(
        format=FORMAT,
        name=found.loaded.suite.name,
        suite=suite_hash(found),
        seed=found.seed,
        futures=found.futures,
        outcomes=summary.outcomes,
        covered=sum(each.covered[_COVER] for each in first),
        # Rounded here, so that the file holds the number that was hashed.
        crps=None if ours is None else round(ours, 3),
        official_crps=None if theirs is None else round(theirs, 3),
        sha256="0" * 64,
    )
    return record.model_copy(update={"sha256": record.checksum})


def suite_hash(found: Backtest) -> str:
    """SHA-256 of all that the scores follow from: the suite and its results, scenarios, finished plans."""
    loaded = found.loaded
    content = [
        loaded.suite.model_dump(mode="json"),
        [
            (case.scenario_hash, case.as_of.isoformat(), case.target, [plan.ratio for plan in case.plans])
            for case in loaded.cases
        ],
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def write_track_record(path: Path, record: TrackRecord) -> None:
    """Write a track record as TOML, whole or not at all.

    Raises
    ------
    StoreError
        When the file cannot be written.
    """
    said = record.model_dump(mode="json")
    lines = [f"{key} = {_toml(value)}" for key, value in said.items() if value is not None]
    with whole_file(path) as temporary:
        temporary.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _toml(value: object) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{key} = {_toml(part)}" for key, part in value.items())
        return f"{{ {inside} }}"
    # Strings and numbers of JSON are those of TOML.
    return json.dumps(value, ensure_ascii=False)
