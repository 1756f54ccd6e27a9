"""The command door: questions about levers, causes and promises, in both languages and for programs."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from doors.page.levers_beside import CAUSES, put_beside

from sim.analysis import Runs, compare_levers
from sim.analysis.confidence import evidence_of
from sim.analysis.to_json import About, comparison_json
from sim.cli import ProgressOnStderr
from sim.files import load_scenario
from sim.levers import apply_levers, load_levers, parse_setting

Command: TypeAlias = Callable[..., Any]
QUESTIONS: dict[str, tuple[str, ...]] = {
    "compare": ("--lever", "faster=30"),
    "compare --no-unknowns": ("--lever", "faster=30", "--no-unknowns"),
    "seek": ("--lever", "faster", "--target", "2027", "--chance", "0.6", "--most", "400"),
    "seek --also": ("--lever", "faster", "--target", "2027", "--also", "desks", "--most", "400"),
    "when": ("--lever", "faster=50", "--worth", "2"),
    "drivers": (),
    "bottleneck": ("--lever", "faster=30"),
    "bottleneck --along": ("--along", "faster"),
    "commit": ("--chance", "0.7", "--lever", "faster=30"),
}
FUTURES = 200
WORDS = {
    "compare": ("of a hundred sets of unknown numbers", "10 sets of unknown numbers"),
    "compare --no-unknowns": ("percentage points", "+ faster = 30%, from 1 Jan 2026", "Before", "covers zero"),
    "seek": ("“Lever faster”, from 1 Jan 2026.", "Enough?", "not enough"),
    "seek --also": ("Line of equal chance", "further desks", "weeks off)", "Weeks off: by how much less long"),
    "when": ("Start", "1 Apr 2026", "clearly buys 2 points"),
    "drivers": ("Without this cause", "For no_building", "From its P10 to its P90", "what the file of the cause says"),
    "bottleneck": ("Most of the waiting", "+ faster = 30%"),
    "bottleneck --along": ("Among pools and stocks", "50%"),
    "commit": ("With a chance of at least 70%", "By itself", "All years together", "one and the same share"),
}  # fmt: skip


@pytest.fixture
def package(example: Path) -> Path:
    return put_beside(example)


@pytest.fixture
def ask(call: Command, example: Path, package: Path) -> Command:
    """Ask a question of the table above, with few futures."""

    def asked(name: str, *more: object, replications: int = FUTURES) -> Any:
        command = name.split()[0]
        return call(command, example, "--jobs", 1, "--replications", replications, *QUESTIONS[name], *more)

    return asked


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_answer_is_told(ask: Command, name: str) -> None:
    code, out, err = ask(name, "--seed", 5)
    assert (code, err) == (0, "")
    one_line = " ".join(out.split())
    for words in WORDS[name]:
        assert words in one_line, words
    assert max(map(len, out.splitlines())) <= 80
    assert "{" not in out and "nan" not in out and "…" not in out
    assert "seed 5" in one_line and "simulation error" in one_line


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_answer_is_told_in_vietnamese(ask: Command, name: str) -> None:
    code, out, err = ask(name, "--lang", "vi")
    assert (code, err) == (0, "")
    one_line = " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80
    assert "Cách tính: căn hộ" in one_line and "số khởi tạo 1" in one_line and "…" not in out
    for english in ("percentage", "interval", "futures", "homes", " of ", "enough", "lever "):
        assert english not in one_line, english


@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_for_programs_are_the_same_twice_and_say_where_they_come_from(
    ask: Command, example: Path, name: str
) -> None:
    code, out, err = ask(name, "--format", "json", "--seed", 7)
    assert (code, err) == (0, "")
    assert ask(name, "--format", "json", "--seed", 7, "--lang", "vi").out == out
    values = json.loads(out)
    fingerprint = load_scenario(example).fingerprint
    assert values["scenario"]["hash"] == fingerprint
    assert '"seed": 7' in out and '"engine": "compiled"' in out and f'"replications": {FUTURES}' in out
    if "faster=30" in QUESTIONS[name]:
        (lever,) = values["levers"]
        assert (lever["id"], lever["value"], lever["unit"]) == ("faster", 30, "percent")
        assert (lever["from"], lever["ramp_months"]) == ("2026-01-01", 0)


def test_compare_is_the_comparison_of_the_library(ask: Command, example: Path, package: Path) -> None:
    values = ask("compare", "--format", "json", "--count", "eligible").values
    setting = parse_setting("faster=30", load_levers(package.with_name("levers")))
    runs = Runs(replications=FUTURES, seed=1)
    scenario = load_scenario(example)
    found = compare_levers(scenario, [setting], "eligible", runs=runs)
    evidence = evidence_of(apply_levers(scenario, [setting]))
    assert values == comparison_json(found, About(scenario, (setting,), FUTURES, evidence))
    assert values["base"]["scenario"]["hash"] != values["changed"]["scenario"]["hash"]


def test_weeks_along_the_line_of_equal_chance_have_their_unit_and_interval(ask: Command) -> None:
    values = ask("seek --also", "--format", "json").values
    for row in values["rows"]:
        weeks, found = row["weeks_off"], row["search"]
        told = found["value"] if found["value"] is not None else found["best"]
        assert weeks["interval"]["low"] <= weeks["mean"] <= weeks["interval"]["high"]
        assert (weeks["mean"] > 0) == (told > 0) and weeks["futures"] == FUTURES
        # Desks act on no stage: their own unit is all there is.
        assert row["other_weeks_off"] is None


def test_levers_and_packages_are_pulled_together(call: Command, example: Path, package: Path) -> None:
    options = ("--replications", 40, "--format", "json")
    _, out, _ = call("compare", example, "--with", package, "--lever", "first=1", *options)
    pulled = json.loads(out)["levers"]
    assert [(each["id"], each["value"], each["from"], each["ramp_months"]) for each in pulled] == [
        ("first", 1, "2026-01-01", 0), ("faster", 30, "2026-01-01", 0), ("desks", 1, "2026-07-01", 6),
    ]  # fmt: skip
    _, alone, _ = call("commit", example, "--with", package, *options)
    _, base, _ = call("commit", example, *options)
    assert json.loads(alone)["run"]["scenario"] != json.loads(base)["run"]["scenario"]


def test_a_neutral_lever_changes_nothing(ask: Command, call: Command, example: Path, package: Path) -> None:
    _, out, _ = ask("compare", "--format", "json")
    assert any(change["homes"]["mean"] != 0 for change in json.loads(out)["changes"])
    _, out, _ = call("compare", example, "--lever", "desks=0", "--replications", 40)
    told, table = out.split("•")[0].split("Each year")
    assert "Unchanged: 2026, 2027." in " ".join(told.split()) and "clear difference" not in told
    assert "unchanged" in table and "unclear" not in table


def test_a_package_is_named_above_its_levers(call: Command, example: Path, package: Path) -> None:
    options = ("--with", package, "--replications", 40)
    for command in ("compare", "bottleneck"):
        lines = call(command, example, *options, "--lever", "first=1").out.splitlines()
        place = lines.index("Package “Package”:")
        assert lines[place - 1].startswith("+ first = applied") and lines[place + 1].startswith("+ faster")


def test_levers_of_another_folder(call: Command, example: Path, package: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    package.with_name("levers").rename(other)
    options = ("--lever", "faster=30", "--replications", 40)
    # Without a folder beside the scenario, the product's own levers stand in.
    code, _, err = call("compare", example, *options)
    assert code == 2 and "there is no lever `faster`" in err
    assert call("compare", example, *options, "--levers", other).code == 0


def stopping_at(futures: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: ProgressOnStderr, done: int, _total: int) -> None:
        if done >= futures:
            raise KeyboardInterrupt

    monkeypatch.setattr(ProgressOnStderr, "__call__", stop)


def test_ctrl_c_keeps_the_common_prefix(ask: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    stopping_at(3_500, monkeypatch)
    code, out, err = ask("compare", "--format", "json", replications=3_000)
    values = json.loads(out)
    kept = values["base"]["replications"]
    assert code == 130 and 0 < kept < 3_000 and values["interrupted"]
    assert values["changed"]["replications"] == kept
    assert f"stopped: {kept:,} of 3,000 futures done; the answer rests on these" in err
    monkeypatch.undo()
    whole = ask("compare", "--format", "json", replications=kept).values
    assert whole["changes"] == values["changes"]


def test_ctrl_c_keeps_the_dates_and_the_causes_done(ask: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    stopping_at(3 * FUTURES + 1, monkeypatch)
    code, out, err = ask("when", "--format", "json")
    values = json.loads(out)
    assert code == 130 and "stopped: 2 of 8 starts done" in err
    assert list(values["started"]) == ["2026-01-01", "2026-04-01"] and len(values["not_done"]) == 6
    stopping_at(2 * FUTURES + 1, monkeypatch)
    code, out, err = ask("drivers", "--format", "json")
    values = json.loads(out)
    assert code == 130 and "stopped: 1 of 2 causes done" in err
    found = values["causes"]
    assert [each["cause"] for each in found["causes"]] == ["no_desk_queue"]
    assert (found["not_done"], found["together"], values["unknowns"]) == (["no_building"], None, None)
    assert values["interrupted"]
    code, out, err = ask("drivers")
    assert code == 130 and "For no_desk_queue" in out


def test_ctrl_c_at_the_last_block_of_a_value_begins_no_other(
    ask: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: ProgressOnStderr, done: int, _total: int) -> None:
        if done == 2 * FUTURES:
            raise KeyboardInterrupt

    monkeypatch.setattr(ProgressOnStderr, "__call__", stop)
    code, out, err = ask("bottleneck --along", "--format", "json")
    assert code == 130 and "stopped: 2 of" in err and json.loads(out)["interrupted"]


@pytest.mark.parametrize("name", ["seek", "commit", "compare", "drivers", "bottleneck --along"])
def test_ctrl_c_with_nothing_done_shows_nothing(
    ask: Command, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    stopping_at(0, monkeypatch)
    monkeypatch.setattr("sim.experiment.collect.Collection.add", _stop)
    monkeypatch.setattr("sim.analysis.bottleneck.tally._tally", _stop)
    code, out, err = ask(name)
    assert (code, out) == (130, "") and "there is nothing to show" in err


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_progress_counts_scenarios() -> None:
    from sim.text import Text

    said = ProgressOnStderr(Text("en"), at_most=False, each=100)._sentence
    assert said(150, 400) == "150 of 400 futures done, scenario 2 of 4"
    assert said(400, 400) == "400 of 400 futures done, scenario 4 of 4"


def test_causes_say_what_is_taken_away(ask: Command) -> None:
    causes = ask("drivers", "--format", "json", "--no-unknowns").values["causes"]["causes"]
    assert {each["cause"] for each in causes} == set(CAUSES)
    assert all(each["counterfactual"]["en"] == "It is gone." for each in causes)


def test_the_help_lists_the_commands_in_order(call: Command) -> None:
    from sim.cli import build
    from sim.questions import commands
    from sim.text import Text

    names = [command.name for command in build(Text("en"), ()).registered_commands]
    assert names == [
        "init",
        "import",
        "export",
        *commands(),
        "fit",
        "levers",
        "check",
        "fields",
        "schema",
        "backtest",
        "warmup",
        "app",
    ]
    for name in commands():
        assert call(name, "--help").code == 0
        assert "mặc định" in call(name, "--help", "--lang", "vi").out


def test_a_start_is_tried_each_quarter(ask: Command) -> None:
    values = ask("when", "--format", "json").values
    days = [date.fromisoformat(day) for day in values["started"]]
    assert days == [date(year, month, 1) for year in (2026, 2027) for month in (1, 4, 7, 10)]
    assert (values["lever"]["value"], values["lever"]["from"]) == (50, None)


def test_the_hint_of_a_lever_beside_the_scenario_can_be_followed(
    ask: Command, call: Command, example: Path
) -> None:
    one_line = "".join(ask("compare").out.split())
    folder = example.parent / "levers"
    assert f"`housing-sim levers LEVER --levers {folder}` shows it".replace(" ", "") in one_line
    assert call("levers", "faster", "--levers", folder).out.startswith("faster: Lever faster")


def test_a_file_is_not_taken_for_a_folder_of_levers(call: Command, example: Path) -> None:
    code, out, err = call("levers", "--levers", example)
    assert (code, out) == (2, "")
    assert "a file, where a folder is meant" in err and "name the folder in which it lies" in err
