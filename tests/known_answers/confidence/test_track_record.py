"""The record that a scenario names: what a back-test says, and what the confidence makes of it."""

import shutil
from pathlib import Path

import pytest

from sim.analysis.confidence import evidence_of
from sim.backtest import SHIPPED_HISTORY, load_suite, run_suite, track_record_of, write_track_record
from sim.errors import ScenarioError, in_english
from sim.files import SHIPPED_SCENARIOS, check_scenario, load_scenario
from sim.guide import EXAMPLE_FILES
from sim.scenario import TrackRecord

CITY = SHIPPED_SCENARIOS / "can-tho-2026.toml"


def record(outcomes: int, covered: int, crps: float | None, official: float | None) -> TrackRecord:
    made = TrackRecord.model_validate(
        {
            "format": 1,
            "name": "made for a test",
            "suite": "0" * 64,
            "seed": 1,
            "futures": 100,
            "outcomes": outcomes,
            "covered": covered,
            "crps": crps,
            "official_crps": official,
            "sha256": "0" * 64,
        }
    )
    return made.model_copy(update={"sha256": made.checksum})


@pytest.fixture
def example(tmp_path: Path) -> Path:
    for name, content in EXAMPLE_FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    path = tmp_path / "example.toml"
    text = path.read_text("utf-8").replace("data_date", 'track_record = "record.toml"\ndata_date', 1)
    path.write_text(text, "utf-8")
    return path


def test_the_citys_record_is_what_its_suite_gives() -> None:
    """After a change of results: housing-sim backtest scenarios/history/can-tho.toml --out FILE."""
    found = run_suite(load_suite(SHIPPED_HISTORY / "can-tho.toml"))
    made, kept = track_record_of(found), load_scenario(CITY).track_record
    assert kept is not None
    # Homes are whole numbers; other processors may move a few futures by one.
    assert kept.model_dump(exclude={"crps", "sha256"}) == made.model_dump(exclude={"crps", "sha256"})
    assert kept.crps == pytest.approx(made.crps, rel=0.01)
    assert (kept.outcomes, kept.official_crps) == (1, 776.5)


def test_written_and_read_again_it_is_the_same(example: Path) -> None:
    made = record(3, 2, 10.125, None)
    write_track_record(example.parent / "record.toml", made)
    assert load_scenario(example).track_record == made


@pytest.mark.parametrize(
    ("made", "score", "reason"),
    [
        (None, 0, "none"),
        (record(0, 0, None, None), 0, "none"),
        (record(1, 0, 100, 120), 1, "short"),
        (record(1, 0, 120, 100), 0, "not_better"),
        (record(1, 1, 100, None), 0, "not_better"),
        (record(20, 16, 120, 100), 2, "tested"),
        (record(20, 10, 90, 100), 0, "refuted"),
    ],
)
def test_confidence_reads_it(example: Path, made: TrackRecord | None, score: int, reason: str) -> None:
    if made is None:
        example.write_text(example.read_text("utf-8").replace('track_record = "record.toml"\n', ""), "utf-8")
    else:
        write_track_record(example.parent / "record.toml", made)
    evidence = evidence_of(load_scenario(example))
    assert evidence is not None
    assert (evidence.record, evidence.record_score) == (reason, score)


def test_the_fingerprint_does_not_depend_on_it(example: Path) -> None:
    write_track_record(example.parent / "record.toml", record(1, 0, 100, 120))
    with_it = load_scenario(example).fingerprint
    example.write_text(example.read_text("utf-8").replace('track_record = "record.toml"\n', ""), "utf-8")
    assert load_scenario(example).fingerprint == with_it


@pytest.mark.parametrize(
    ("old", "new"), [("crps = 100.0", "crps = 10.0"), ("covered = 0", ""), ("seed = 1", "seed = one")]
)
def test_one_that_was_changed_by_hand_is_refused(example: Path, old: str, new: str) -> None:
    path = example.parent / "record.toml"
    write_track_record(path, record(1, 0, 100, 120))
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(ScenarioError) as refused:
        load_scenario(example)
    assert [problem.file for problem in refused.value.problems] == ["record.toml"]


def test_one_that_is_missing_or_leads_away_is_refused(example: Path) -> None:
    assert check_scenario(example).scenario is None
    example.write_text(example.read_text("utf-8").replace("record.toml", "../record.toml"), "utf-8")
    (problem,) = check_scenario(example).problems
    assert "leads out" in in_english(problem.found)


def test_a_copied_city_keeps_its_record(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED_SCENARIOS, tmp_path / "scenarios")
    assert load_scenario(tmp_path / "scenarios" / CITY.name).track_record == load_scenario(CITY).track_record
