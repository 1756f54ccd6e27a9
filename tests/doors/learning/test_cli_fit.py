"""`housing-sim fit`: what it prints and writes, and what it refuses without writing anything."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from jsonschema import validate

from sim.analysis.to_json import answer_schemas
from sim.files import SHIPPED_SCENARIOS, load_scenario
from sim.guide import EXAMPLE_FILES

Call: TypeAlias = Callable[..., Any]
SHIPPED = str(SHIPPED_SCENARIOS / "records" / "vietnam-building.csv")
HEAD = "name,place,class,stage,started,ended,running_on,published\n"
DURATIONS = (300, 420, 510, 380, 700, 610, 450, 560)


@pytest.fixture
def records(tmp_path: Path) -> str:
    """Twelve sound records of a class "high" and one of "low", of two places."""
    rows = [
        f"P{at},{'AB'[at % 2]},high,building,2015-01-01,{2015 + days // 365}-0{1 + at % 9}-15,,2020-01"
        for at, days in enumerate(DURATIONS)
    ]
    rows += [f"R{at},A,high,building,2018-0{at + 1}-01,,2020-06-01,2021-01" for at in range(4)]
    rows.append("L,B,low,permit,2018-01-01,2018-05-01,,")
    path = tmp_path / "records.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    for name, content in EXAMPLE_FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path / "example.toml"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_shipped_records_are_told(call: Call, language: str) -> None:
    code, out, err = call("fit", SHIPPED, "--lang", language)
    assert code == 0, err
    assert "[stages.STAGE.duration]" in out
    assert ("Half of these stages take" in " ".join(out.split())) is (language == "en")


def test_what_is_to_be_pasted_is_toml(call: Call) -> None:
    _, out, _ = call("fit", SHIPPED, "--lang", "en")
    pasted = tomllib.loads(out[out.index("[stages.STAGE") :])
    duration = pasted["stages"]["STAGE"]["duration"]
    assert duration["spread"]["family"] == "lognormal"
    assert duration["source"][0] in pasted


def test_json_is_as_its_schema_says(call: Call, records: str) -> None:
    code, out, _ = call("fit", records, "--format", "json", "--prior", "building")
    assert code == 0
    answer = json.loads(out)
    validate(answer, answer_schemas()["fit"])
    high, low = answer["classes"]
    assert (high["finished"], high["unfinished"], low["finished"]) == (8, 4, 1)
    known = high["estimate"]["median_days"]
    assert known["p10"] < known["p50"] < known["p90"]
    # One record beside a prior: its family is the prior's, and none is compared.
    assert low["estimate"]["families"] == []


def test_a_class_without_an_estimate_is_told_beside_the_others(call: Call, records: str) -> None:
    code, out, _ = call("fit", records, "--lang", "en")
    assert code == 0
    assert "No estimate: 1 finished record" in " ".join(out.split())
    assert call("fit", records, "--class", "low", "--lang", "en")[0] == 2


def test_records_are_chosen(call: Call, records: str) -> None:
    def counted(*options: str) -> tuple[int, int, dict[str, int]]:
        answer = json.loads(call("fit", records, "--class", "high", "--format", "json", *options)[1])
        first = answer["classes"][0]
        return first["finished"], first["unfinished"], answer["left_out"]

    assert counted() == (8, 4, {"other_class": 1})
    assert counted("--as-of", "2020-12-31") == (8, 0, {"other_class": 1, "published_later": 4})
    assert counted("--stage", "building") == (8, 4, {"other_stage": 1})


def test_a_record_without_a_date_of_publication_stays_out_of_a_past_day(call: Call, records: str) -> None:
    answer = json.loads(call("fit", records, "--as-of", "2030-01-01", "--format", "json")[1])
    assert answer["left_out"] == {"not_dated": 1}


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_picture_is_written(call: Call, records: str, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"fit.{ending}"
    assert call("fit", records, "--class", "high", "--chart", str(file))[0] == 0
    assert file.stat().st_size > 5_000


def test_a_scenario_takes_the_estimate_over(call: Call, records: str, city: Path) -> None:
    before = city.read_bytes()
    options = ("--class", "high", "--into", str(city), "--for", "building")
    code, out, err = call("fit", records, *options, "--lang", "en")
    assert code == 0, err
    assert city.read_bytes() == before
    variant = city.with_name(f"{city.stem}-fit-building.toml")
    assert str(variant) in out
    taken = load_scenario(variant)
    duration = taken.settings.stages["building"].duration
    assert duration.standing == "derived" and duration.uncertain is not None
    (source,) = duration.source
    assert taken.sources[source].reference.startswith("records.csv, SHA-256 ")
    others = {name: stage for name, stage in taken.settings.stages.items() if name != "building"}
    base = load_scenario(city).settings.stages
    assert others == {name: stage for name, stage in base.items() if name != "building"}
    # A second time nothing is written over.
    code, _, err = call("fit", records, *options, "--lang", "en")
    assert code == 2 and "is not written over" in " ".join(err.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--into", "CITY"], "belong together"),
        (["--for", "building"], "belong together"),
        (["--class", "high", "--into", "CITY", "--for", "bilding"], "no stage bilding"),
        (["--prior", "building", "--into", "CITY", "--for", "building"], "there are 2"),
        (["--class", "none"], "the column class holds: high, low"),
        (["--stage", "none"], "the column stage holds: building, permit"),
        (["--place", "C"], "the column place holds: A, B"),
        (["--place", "A", "--one-place"], "exclude each other"),
        (["--family", "normal"], "must be one of: lognormal, gamma, weibull"),
        (["--prior", "buildings"], "has no class buildings"),
        (["--prior", "none.toml:building"], "no such file"),
        (["--never", "0.1"], "a share between 0 and 1"),
        (["--never", "1:20"], "a share between 0 and 1"),
        (["--never", "nan:20"], "a share between 0 and 1"),
        (["--as-of", "2020"], "a day written as"),
        (["--as-of", "1999-01-01"], "no record is left"),
        (["--chart", "fit.gif"], "its ending must be one of"),
        (["--chart", "fit.png", "--prior", "building"], "there are 2"),
        (["--into", "none.toml", "--for", "building"], "no such file"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_written(
    call: Call, records: str, city: Path, options: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(city.parent)
    before = sorted(path.name for path in city.parent.iterdir())
    code, out, err = call(
        "fit", records, *[city.name if each == "CITY" else each for each in options], "--lang", "en"
    )
    assert code == 2
    assert said in " ".join(err.split()), err
    assert "Traceback" not in out + err
    assert sorted(path.name for path in city.parent.iterdir()) == before


def test_a_list_with_problems_is_refused_with_all_of_them(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text(HEAD + "A,,,,2020-01-01,2019-01-01,,\nB,,,,,2020-01-01,,\n", encoding="utf-8")
    code, out, err = call("fit", str(path), "--lang", "en")
    assert (code, out) == (2, "")
    assert "before the start" in err and "nobody knows when it began" in err
