"""The command door: where the time of homes goes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim.analysis.bottleneck import find_bottleneck
from sim.analysis.to_json import About, bottleneck_json
from sim.cli import ProgressOnStderr
from sim.engines import ENGINES
from sim.experiment import COMPARE_FUTURES, block_size
from sim.files import load_scenario
from sim.plan import make_plan
from sim.scenario import READINGS

Command: TypeAlias = Callable[..., Any]
CITY = Path(__file__).parents[3] / "scenarios" / "can-tho-2026.toml"
WORDS = {
    "en": """counting homes entered in the|Most of the waiting: |only describes where the time|Waits of projects under way
Days a home|Work, by stage|Not under way|Whole time|Clearance teams|Capacity pools, by quarter|Use, %|Stocks, by quarter
40 futures = 2 sets of unknown numbers x 20 futures; seed 5|critical path|simulation error only|Careful: |before the project begins|days off and slow days""",
    "vi": """căn hộ đã vào thống kê|Chờ nhiều nhất: |Đây chỉ là mô tả|Chờ, khi dự án đang thực hiện|Ngày mỗi căn
Làm việc, theo bước|Ngoài thời gian thực hiện|Tổng thời gian|Tổ bồi thường|Nhóm nguồn lực, theo quý|Mức dùng (%)
Kho dùng chung, theo quý|40 lần mô phỏng = 2 bộ số chưa biết × 20 lần; số khởi tạo 5|đường găng|chỉ là sai số mô phỏng|Lưu ý: |ngày nghỉ""",
}


@pytest.fixture
def ask(call: Command) -> Command:
    """Ask it with few futures."""

    def asked(path: Path, *more: object, replications: int = 40) -> Any:
        return call("bottleneck", path, "--jobs", 1, "--replications", replications, *more)

    return asked


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_answer_is_told_in_both_languages(ask: Command, language: str) -> None:
    code, out, _ = ask(CITY, "--seed", 5, "--lang", language)
    assert code == 0
    one_line = " ".join(out.split())
    for words in WORDS[language].replace("\n", "|").split("|"):
        assert " ".join(words.split()) in one_line, words
    assert max(map(len, out.splitlines())) <= 80
    assert "{" not in out and "nan" not in out


@pytest.mark.parametrize("reading", READINGS)
def test_json_holds_the_whole_answer_and_is_the_same_twice(ask: Command, example: Path, reading: Any) -> None:
    code, out, err = ask(example, "--format", "json", "--count", reading, "--seed", 7)
    assert (code, err) == (0, "")
    assert ask(example, "--format", "json", "--count", reading, "--seed", 7).out == out
    values, scenario = json.loads(out), load_scenario(example)
    assert list(values) == [
        "scenario", "data_date", "levers", "counting", "replications_requested", "rough", "interrupted", "run",
        "last_year",
        "descriptive", "noise", "binding", "homes", "years", "late", "pools", "stocks",
    ]  # fmt: skip
    assert values["scenario"]["hash"] == scenario.fingerprint
    assert (values["run"]["seed"], values["run"]["engine"], values["counting"]) == (7, ENGINES[0], reading)
    assert values == bottleneck_json(
        find_bottleneck(scenario, reading, replications=40, seed=7), About(scenario)
    )
    assert list(values["homes"]) == ["year", "homes", "days", "causes", "stages"]
    first_cause = values["homes"]["causes"][0]
    assert (list(first_cause["cause"]), list(first_cause["days"])) == (
        ["kind", "id", "is_wait"],
        ["mean", "error", "share"],
    )
    assert [year["year"] for year in values["years"]] == [2025, 2026, 2027]
    first, *_, last = next(iter(values["pools"].values()))
    assert [(one["year"], one["quarter"]) for one in (first, last)] == [(2025, 4), (2027, 4)]
    for shared, is_pool in ((values["pools"], True), (values["stocks"], False)):
        for one in (one for quarters in shared.values() for one in quarters):
            assert (one["in_use"] is not None) == (one["slots"] is not None) == is_pool


def test_the_reference_engine_gives_the_same_answer(ask: Command, example: Path) -> None:
    fast, exact = (ask(example, "--format", "json", "--engine", name).values for name in ENGINES)
    assert exact["run"]["engine"] == "reference"
    assert fast["homes"]["days"]["mean"] == pytest.approx(exact["homes"]["days"]["mean"], rel=1e-6)
    assert fast["binding"] == exact["binding"]


@pytest.mark.slow
def test_the_reference_engine_in_processes(call: Command, example: Path) -> None:
    options = ("--format", "json", "--engine", "reference", "--replications", 450)
    assert call("bottleneck", example, *options, "--jobs", 2) == call(
        "bottleneck", example, *options, "--jobs", 1
    )


def test_ctrl_c_keeps_what_is_done(ask: Command, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = block_size(make_plan(load_scenario(example)))

    def stop(_: ProgressOnStderr, done: int, total: int) -> None:
        assert (done, total) == (kept, 3 * kept)
        raise KeyboardInterrupt

    monkeypatch.setattr(ProgressOnStderr, "__call__", stop)
    code, out, err = ask(example, "--format", "json", replications=3 * kept)
    assert code == 130 and f"{kept} of {3 * kept} futures done; the answer rests on these" in err
    values = json.loads(out)
    assert (values["run"]["replications"], values["interrupted"]) == (kept, True)
    monkeypatch.undo()
    scenario = load_scenario(example)
    whole = bottleneck_json(find_bottleneck(scenario, "counted", replications=kept), About(scenario))
    assert values["homes"] == whole["homes"]


def test_what_cannot_be_asked_is_refused(ask: Command, example: Path, tmp_path: Path) -> None:
    for options, said in (
        (("--count", "done"), "--count is “done”"),
        (("--engine", "no"), "there is no engine no"),
        (("--seed", -1), "seed is -1"),
    ):
        code, out, err = ask(example, *options)
        assert (code, out) == (2, "") and said in err
    assert ask(example, replications=0).code == 2
    assert ask(tmp_path / "none.toml").code == 2


def test_help_states_the_true_default(call: Command) -> None:
    code, out, _ = call("bottleneck", "--help")
    assert code == 0 and f"(default {COMPARE_FUTURES:,})" in out
    assert "Cho biết thời gian của căn hộ" in call("--help", "--lang", "vi").out
