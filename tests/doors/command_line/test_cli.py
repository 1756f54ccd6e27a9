"""The command door: the answers `run` prints, in both readings of a page and of a program."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim.analysis.board import judge
from sim.analysis.confidence import evidence_of
from sim.analysis.to_json import board_json
from sim.engines import ENGINES
from sim.experiment import SHARING, run
from sim.files import load_scenario
from sim.questions.topics import run as run_topic
from sim.scenario import READINGS
from sim.text import Text

ROOT = Path(__file__).parents[3]
CITY = ROOT / "scenarios" / "can-tho-2026.toml"
Command: TypeAlias = Callable[..., Any]
WORDS = {
    "en": f"""With the projects on the register|not a commitment|Example: two projects|(simulation|Each year|Added up
Overall|all 2 years|2026–2027|2021–2027|1,000|homes entered in the|interval is simulation error only
each year judged alone|about as likely as not 33–66%
690 homes done before 31 Dec 2025|150 futures|seed 1|engine {ENGINES[0]}|data date 31 Dec 2025|within this model only""",
    "vi": """Với các dự án trong danh mục|không phải lời cam|Ví dụ: hai dự án|(chỉ sai|Từng năm|Cộng dồn|Toàn chặng
cả 2 năm|2026–2027|2021–2027|1.000|căn hộ đã vào thống kê|95% chỉ là sai số mô phỏng|xét riêng từng năm
690 căn hoàn thành trước ngày 31/12/2025|150 lần mô phỏng|số khởi tạo 1|bộ tính nhanh|31/12/2025|trong phạm vi mô hình này""",
}


def test_json_holds_every_answer(simulate: Command, example: Path) -> None:
    values = simulate(example, "--format", "json", "--seed", 7).values
    assert list(values) == [
        "scenario", "data_date", "levers", "counting", "replications_requested", "rough", "interrupted", "interval", "range",
        "confidence", "run", "carry_over", "caps_met_per_future", "never_begun_per_future", "readings", "indicators",
    ]  # fmt: skip
    assert list(values["run"]) == ["scenario", "seed", "engine", "replications", "futures_per_set"]
    assert list(values["readings"]) == list(READINGS)
    board = values["readings"]["counted"]
    assert list(board) == [
        *("years", "cumulative", "all_years", "period", "period_without_last_push", "programme"),
        "outside_view",
    ]
    answers = [*board["years"], *board["cumulative"], board["period"], board["programme"]]
    assert [list(answer) for answer in answers] == [["goal", "chance", "homes", "shortfall_mean"]] * 6
    assert {tuple(answer["goal"]) for answer in answers} == {
        ("kind", "first_year", "last_year", "homes", "done_before", "hypothetical")
    }
    assert {tuple(answer["homes"]) for answer in answers} == {("mean", "p10", "p50", "p90")}
    chances = [board["all_years"], *(answer["chance"] for answer in answers)]
    assert {tuple(chance) for chance in chances} == {("share", "interval", "range", "met", "futures")}
    assert {tuple(chance["interval"]) for chance in chances} == {("low", "high")}
    assert {chance["range"] for chance in chances} == {None}
    scenario = load_scenario(example)
    assert values["scenario"] == {
        "name": {"vi": "Ví dụ: hai dự án", "en": "Example: two projects"}, "hash": scenario.fingerprint,
    }  # fmt: skip
    assert (values["data_date"], values["run"]["seed"], values["run"]["engine"]) == (
        "2025-12-31",
        7,
        "compiled",
    )
    assert (values["run"]["replications"], values["replications_requested"], values["interrupted"]) == (
        150,
        150,
        False,
    )
    assert (values["counting"], values["carry_over"]) == ("counted", "none")
    assert values["interval"]["covers"] == "simulation error only"
    assert board["programme"]["goal"]["done_before"] == 690
    assert values == board_json(
        run(scenario, replications=150, seed=7), "counted", evidence=evidence_of(scenario)
    )


def test_what_is_not_known_is_told_apart_from_chance(simulate: Command, example: Path) -> None:
    asked = simulate(example, "--format", "json", "--replications", 800).values
    assert asked["run"]["futures_per_set"] == 20
    board = asked["readings"]["counted"]
    ranges = [answer["chance"]["range"] for answer in board["years"] + board["cumulative"]]
    assert all(0 <= ends["p10"] <= ends["p90"] <= 1 for ends in ranges)
    for ends in ranges:
        for end in ("p10", "p90"):
            assert ends[f"{end}_interval"]["low"] <= ends[end] <= ends[f"{end}_interval"]["high"]
    plain = simulate(example, "--format", "json", "--no-unknowns", "--replications", 800).values
    assert plain["run"]["futures_per_set"] == 1
    assert all(answer["chance"]["range"] is None for answer in plain["readings"]["counted"]["years"])


def test_a_quick_answer_is_said_to_be_rough(call: Command, example: Path) -> None:
    code, out, _ = call("run", example, "--quick", "--lang", "en")
    assert code == 0 and "Rough, for it rests on 2,000 simulated futures only." in " ".join(out.split())
    assert call("run", example, "--quick", "--format", "json").values["rough"] is True
    code, out, _ = call("run", example, "--replications", 2_020, "--lang", "en")
    assert code == 0 and "Rough" not in out
    code, _, err = call("run", example, "--quick", "--replications", 100)
    assert code == 2 and "--replications and --quick exclude each other" in err


@pytest.mark.parametrize("reading", READINGS)
def test_each_reading_can_be_asked_for(simulate: Command, example: Path, reading: Any) -> None:
    values = simulate(example, "--format", "json", "--count", reading).values
    scenario = load_scenario(example)
    found = run(scenario, replications=150)
    assert values == board_json(found, reading, evidence=evidence_of(scenario))
    assert values["counting"] == reading


def test_the_same_question_gives_the_same_bytes_whatever_the_jobs(
    call: Command, simulate: Command, example: Path, tmp_path: Path
) -> None:
    runs = [("a", 1), ("b", 1), ("c", 2)]
    said = [
        call(
            "run",
            example,
            "--replications",
            SHARING[ENGINES[0]].block * 3 // 2,
            "--jobs",
            jobs,
            "--out",
            tmp_path / name,
            "--format",
            "json",
        )
        for name, jobs in runs
    ]
    assert said[0] == said[1] == said[2]
    for file in ("summary.json", "completions.parquet"):
        assert len({(tmp_path / name / file).read_bytes() for name, _ in runs}) == 1
    other = simulate(example, "--format", "json", "--seed", 2)
    assert other[1] != said[0][1]


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_board_is_readable_in_both_languages(
    simulate: Command,
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
    language: str,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, out, err = simulate(example, "--lang", language)
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= columns
    assert "…" not in out
    one_line = " ".join(out.split())
    assert [word for word in re.split(r"[|\n]", WORDS[language]) if word not in one_line] == []


def test_every_number_of_the_board_is_in_the_table(simulate: Command, example: Path) -> None:
    out = simulate(example)[1]
    board, t = judge(run(load_scenario(example), replications=150), "counted"), Text("en")
    assert board.period and board.programme
    for answer in (*board.years, *board.cumulative, board.period, board.programme):
        homes = (answer.homes.p10, answer.homes.p50, answer.homes.p90, round(answer.shortfall_mean))
        cells = r"\s+".join(re.escape(t.number(number)) for number in homes)
        assert re.search(rf"\s{re.escape(t.number(answer.target))}\s.*\s{cells}\s", out), answer


def test_zero_and_all_are_told_as_bounds(simulate: Command, example: Path) -> None:
    example.write_text(
        example.read_text("utf-8")
        .replace("homes = 200 }", "homes = 0 }")
        .replace("homes = 100 }", "homes = 9_999 }"),
        "utf-8",
    )
    out = simulate(example)[1]
    # By the rule of three of 7 sets.
    assert re.search(r"^2026 +9,999 +<43% ", out, flags=re.MULTILINE)
    assert re.search(r"^2027 +0 +>57% ", out, flags=re.MULTILINE)
    assert not re.search(r"(?<![\d.–])(0|100)%", out)


def test_warnings_go_to_stderr_and_do_not_spoil_json(simulate: Command, example: Path) -> None:
    register = example.with_name("projects.csv")
    register.write_text(register.read_text("utf-8").replace("01/12/2025", "01/12/2022", 1), "utf-8")
    code, out, err = simulate(example, "--format", "json")
    assert code == 0 and json.loads(out)["run"]["replications"] == 150
    assert err == f"2 warnings; `housing-sim check {example}` shows them\n"


def test_precision_is_reached_and_no_more(call: Command, example: Path) -> None:
    values = call("run", example, "--jobs", 1, "--precision", "0,04", "--format", "json").values
    assert max(map(width, chances_of(values))) <= 0.08
    assert values["run"]["replications"] == 1_500 and not values["interrupted"]
    shorter = board_json(run(load_scenario(example), replications=1_000), "counted")
    assert max(map(width, chances_of(shorter))) > 0.08


def chances_of(values: Any) -> list[Any]:
    board = values["readings"]["counted"]
    answers = [*board["years"], *board["cumulative"], board["period"], board["programme"]]
    return [board["all_years"], *(answer["chance"] for answer in answers)]


def width(chance: Any) -> float:
    return chance["interval"]["high"] - chance["interval"]["low"]


def test_precision_out_of_reach_is_said(
    call: Command, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_topic, "MOST_FOR_PRECISION", 300)
    code, out, err = call("run", example, "--jobs", 1, "--precision", "0.01")
    assert (code, err) == (0, "")
    assert "300 futures, the most this command simulates, do not reach ±1.0%" in " ".join(out.split())


def test_the_citys_scenario_is_sound_and_answers(call: Command, simulate: Command) -> None:
    code, out, _ = call("check", CITY, "--format", "json")
    assert code == 0 and json.loads(out)["rows_rejected"] == 0
    code, out, _ = simulate(CITY, "--format", "json", replications=20)
    board = json.loads(out)["readings"]["counted"]
    assert code == 0
    assert [(year["goal"]["first_year"], year["goal"]["homes"]) for year in board["years"]] == [
        (2026, 3_000), (2027, 2_800), (2028, 2_250), (2029, 2_500), (2030, 2_700),
    ]  # fmt: skip
    assert board["period"]["goal"]["homes"] == board["cumulative"][-1]["goal"]["homes"] == 13_250
    programme = board["programme"]["goal"]
    assert (programme["homes"], programme["done_before"]) == (16_900, 3_802)


def first_lines(out: str) -> tuple[str, str]:
    """The two paragraphs on top."""
    first, second, *_ = out.split("\n\n")
    return " ".join(first.split()), " ".join(second.split())


def test_low_confidence_stands_first_in_a_line_of_its_own(simulate: Command, example: Path) -> None:
    confidence, headline = first_lines(simulate(example).out)
    assert confidence.startswith("Confidence is very low: it rests mostly on assumptions")
    assert "Confidence" not in headline
    assert "register" in headline and "register" not in confidence


def test_vietnamese(simulate: Command, example: Path) -> None:
    confidence, _ = first_lines(simulate(example, "--lang", "vi").out)
    assert confidence.startswith("Độ tin cậy rất thấp: phần lớn dựa trên giả định, chưa được kiểm chứng")


@pytest.mark.parametrize(
    "more",
    [
        ("--seed", 5),
        ("--replications", 40),
        ("--engine", "reference", "--replications", 20),
        ("--quick",),
        ("--no-unknowns",),
    ],
    ids=str,
)
def test_it_is_the_scenarios_and_not_the_runs(call: Command, example: Path, more: tuple[object, ...]) -> None:
    usual = call("run", example, "--format", "json").values["confidence"]
    assert usual is not None
    assert call("run", example, "--format", "json", *more).values["confidence"] == usual


def test_where_it_cannot_be_assessed_it_says_so(
    simulate: Command, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.analysis.confidence.confidence.measured", lambda *_args, **_more: None)
    confidence, _ = first_lines(simulate(example).out)
    assert confidence == "Confidence is not assessed: the second run that it takes was not carried out."
    assert simulate(example, "--format", "json").values["confidence"] is None
