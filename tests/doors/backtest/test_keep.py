"""`run --keep` adds a forecast to a ledger, and `backtest` scores it once what came is entered."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.backtest import KeptForecast, read_ledger
from sim.backtest.ledger import QUANTILES
from sim.backtest.scores import crps
from sim.experiment import run
from sim.files import load_scenario

SUITE = """
format = 1
name = "own city"
[[outcomes]]
id = "city_2026"
place = "Own city"
year = 2026
reading = "handed_over"
definition = "homes handed over"
kept = "example-forecasts"
"""
CAME = """
[outcomes.result]
homes = 60
assumption = "made for a test"
[[outcomes.rivals]]
kind = "official"
by = "the city"
made_on = 2026-01-01
homes = 90
assumption = "made for a test"
"""


@pytest.fixture
def kept(call: Callable[..., Any], example: Path) -> Path:
    """The example with one forecast of 300 futures kept."""
    said = call("run", example, "--replications", 300, "--jobs", 1, "--keep")
    assert said.code == 0
    assert "kept: " in said.err
    return example


def suite_of(scenario: Path, more: str = "") -> Path:
    path = scenario.parent / "suite.toml"
    path.write_text(SUITE + more, "utf-8")
    return path


def the_file(scenario: Path) -> Path:
    (path,) = (scenario.parent / "example-forecasts").glob("*.json")
    return path


def test_what_is_kept_is_the_forecast(kept: Path) -> None:
    forecast = KeptForecast.model_validate_json(the_file(kept).read_bytes())
    scenario = load_scenario(kept)
    assert forecast.scenario_hash == scenario.fingerprint
    assert (forecast.seed, forecast.futures, forecast.data_date) == (1, 300, scenario.settings.data_date)
    assert "housing-sim" in forecast.versions
    year = next(each for each in forecast.years if (each.year, each.reading) == (2026, "handed_over"))
    homes = run(scenario, replications=300).homes_in_years("handed_over")
    futures = homes[:, 2026 - scenario.settings.data_date.year]
    assert year.homes == tuple(
        np.quantile(futures, (np.arange(QUANTILES) + 0.5) / QUANTILES, method="inverted_cdf")
    )
    assert year.chance == np.mean(futures >= year.target)


def test_the_same_forecast_kept_twice_is_one_and_another_is_added(
    call: Callable[..., Any], kept: Path
) -> None:
    before = the_file(kept).read_bytes()
    again = call("run", kept, "--replications", 300, "--jobs", 1, "--keep")
    assert "kept already: " in again.err
    assert the_file(kept).read_bytes() == before
    assert call("run", kept, "--replications", 300, "--seed", 2, "--keep").code == 0
    assert len(list((kept.parent / "example-forecasts").glob("*.json"))) == 2


def test_a_kept_forecast_is_open_until_the_result_is_entered(call: Callable[..., Any], kept: Path) -> None:
    (open_one,) = call("backtest", suite_of(kept), "--format", "json").values["suites"]
    assert [each["kept"] for each in open_one["forecasts"]] == [True]
    assert open_one["summary"]["scored"] == 0
    (scored,) = call("backtest", suite_of(kept, CAME), "--format", "json").values["suites"]
    (forecast,) = scored["forecasts"]
    year = next(
        each
        for each in KeptForecast.model_validate_json(the_file(kept).read_bytes()).years
        if (each.year, each.reading) == (2026, "handed_over")
    )
    assert forecast["scores"][0]["crps"] == pytest.approx(crps(year.homes, 60, fair=False))
    assert forecast["chance"] == year.chance
    assert [rival["crps"] for rival in forecast["rivals"] if rival["kind"] == "official"] == [[30.0]]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:200],
        lambda text: "",
        lambda text: text.replace('"seed": 1,', '"seed": 3,'),
        lambda text: "[" * 100_000,
    ],
    ids=["cut off", "empty", "changed", "nested"],
)
def test_a_damaged_file_is_named_and_left_out(
    call: Callable[..., Any], kept: Path, damage: Callable[[str], str]
) -> None:
    assert call("run", kept, "--replications", 300, "--seed", 2, "--keep").code == 0
    files = (kept.parent / "example-forecasts").glob("*.json")
    first = next(path for path in files if '"seed": 1,' in path.read_text("utf-8"))
    first.write_text(damage(first.read_text("utf-8")), "utf-8")
    (suite,) = call("backtest", suite_of(kept, CAME), "--format", "json").values["suites"]
    assert len(suite["forecasts"]) == 1
    assert [each["file"] for each in suite["left_out"]] == [f"example-forecasts/{first.name}"]
    said = call("backtest", suite_of(kept, CAME), "--lang", "en")
    assert first.name in "".join(said.out.split())


def test_a_forecast_kept_when_the_year_was_over_is_no_forecast(call: Callable[..., Any], kept: Path) -> None:
    path = the_file(kept)
    content = json.loads(path.read_text("utf-8")) | {"kept_on": "2027-01-02"}
    late = KeptForecast.model_validate_json(json.dumps(content))
    late = late.model_copy(update={"sha256": late.checksum})
    path.write_text(late.model_dump_json(), "utf-8")
    assert len(read_ledger(path.parent, "x")[0]) == 1
    (suite,) = call("backtest", suite_of(kept, CAME), "--format", "json").values["suites"]
    assert suite["forecasts"] == []
    assert "when 2026 was over" in suite["left_out"][0]["why"]["en"]


def test_a_folder_that_cannot_be_written_is_said_before_the_run(
    call: Callable[..., Any], example: Path
) -> None:
    (example.parent / "example-forecasts").write_text("a file", "utf-8")
    said = call("run", example, "--replications", 300, "--keep")
    assert said.code == 2
    assert said.out == ""


def test_a_suite_without_any_forecast_is_refused(call: Callable[..., Any], example: Path) -> None:
    path = suite_of(example)
    path.write_text(SUITE.replace('kept = "example-forecasts"', ""), "utf-8")
    said = call("backtest", path)
    assert said.code == 2
    assert "no forecast" in said.err
