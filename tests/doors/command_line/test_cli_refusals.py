"""The command door: everything refused is refused in one sentence, with exit code 2 and no traceback."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim.text import LANGUAGES

Command: TypeAlias = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--replications", "1.000"], "--replications is “1.000”; it must be a whole number"),
        (["--replications", "many"], "--replications is “many”"),
        (["--replications", "1_000"], "--replications is “1_000”"),
        (["--replications", "0"], "--replications is 0; it must lie between 1 and"),
        (["--replications", "9" * 20], "it must lie between 1 and 10,000,000"),
        (["--replications", "9" * 5_000], "it must be a whole number"),
        (["--replications", "10", "--precision", "0.01"], "exclude each other"),
        (["--precision", "1%"], "--precision is “1%”; it must be a share from 0.001 to 0.2"),
        (["--precision", "1"], "--precision is “1”"),
        (["--precision", "0.0005"], "--precision is “0.0005”"),
        (["--precision", "nan"], "--precision is “nan”"),
        (["--seed", "-1"], "--seed is -1; it must lie between 0"),
        (
            ["--seed", "18446744073709551616"],
            "is 18,446,744,073,709,551,616; it must lie between 0 and 18,446",
        ),
        (["--seed", "1.5"], "--seed is “1.5”"),
        (["--jobs", "0"], "--jobs is 0"),
        (["--engine", "warp"], "there is no engine warp"),
        (["--count", "built"], "--count is “built”; it must be one of: counted, eligible, handed_over"),
        (["--format", "xml"], "--format is “xml”; it must be one of: table, json"),
        (["--lang", "xx"], f"--lang is “xx”; it must be one of: {', '.join(LANGUAGES)}"),
        (["--replicas", "5"], "there is no option --replicas"),
        (["--seed"], "option --seed needs a value"),
        (["second.toml"], "second.toml: not expected here"),
    ],
)
def test_wrong_options_are_refused_in_one_sentence(
    call: Command, example: Path, arguments: list[str], complaint: str
) -> None:
    code, out, err = call("run", example, *arguments)
    assert (code, out) == (2, "")
    assert complaint in err and "--help" in err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["rum"],
            "there is no command rum; the commands are: init, import, export, run, ",
        ),
        (["--quickly"], "there is no option --quickly"),
        (["backtest", "--out"], "option --out needs a value"),
        (["run", "no-such.toml"], "there is no such file"),
        (["run", "{braces}.toml", "--seed", "{0}"], "“{0}”"),
        (["run", "no-such.toml", "{0}"], "{0}"),
    ],
)
def test_wrong_commands_are_refused_in_one_sentence(
    call: Command, arguments: list[str], complaint: str
) -> None:
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert complaint in err


def test_complaints_speak_vietnamese(call: Command, example: Path) -> None:
    assert "phải là số nguyên" in call("run", example, "--seed", "x", "--lang", "vi")[2]
    assert "không có tùy chọn --nhanh" in call("run", example, "--nhanh", "--lang=vi")[2]
    assert (
        "--precision là “9”; phải là tỷ lệ từ 0,001 đến 0,2"
        in call("run", example, "--lang=vi", "--precision", "9")[2]
    )


@pytest.mark.parametrize("command", ["check", "run", "compare", "drivers", "bottleneck", "commit"])
def test_a_register_without_a_project_is_refused(call: Command, example: Path, command: str) -> None:
    register = example.parent / "projects.csv"
    register.write_text(register.read_text("utf-8").splitlines()[0] + "\n", encoding="utf-8")
    code, out, err = call(command, example)
    assert code == 2
    for words in ("projects.csv", "row 2", "no project", "at least one row"):
        assert words in out + err


@pytest.mark.parametrize("content", ["", "project_id,name", "\0\0", "ghi chú\n1\n"])
def test_nothing_is_concluded_from_a_register_that_was_not_read(
    call: Command, example: Path, content: str
) -> None:
    (example.parent / "projects.csv").write_text(content, encoding="utf-8")
    out = call("check", example).out
    assert "projects.csv" in out and "that no project follows" not in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["init", "{long}"],
        ["run", "{long}"],
        ["check", "{long}"],
        ["run", "{scenario}", "--out", "{long}"],
        ["schema", "--out", "{long}"],
        ["levers", "--levers", "{long}"],
        ["compare", "{scenario}", "--with", "{long}"],
        ["compare", "{scenario}", "--levers", "{long}", "--lever", "x=1"],
        ["drivers", "{scenario}", "--causes", "{long}"],
        ["trace", "{scenario}", "--replication", "1", "--out", "{long}"],
    ],
    ids=" ".join,
)
def test_a_path_that_the_system_refuses_is_refused_in_words(
    call: Command, example: Path, arguments: list[str]
) -> None:
    given = [each.format(long="a" * 300, scenario=example) for each in arguments]
    code, out, err = call(*given)
    assert code == 2
    assert "the name is too long" in out + err and "choose a shorter name" in out + err
    assert "tên quá dài" in "".join(call(*given, "--lang", "vi")[1:])


@pytest.mark.parametrize("out", ["", ".", "/"])
def test_a_folder_is_no_file_to_write(
    call: Command, example: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    monkeypatch.chdir(example.parent)
    code, _, err = call("trace", example, "--replication", 1, "--out", out)
    assert code == 2 and "a folder stands where a file should be; name a file" in err


def test_how_to_ask_is_told_only_where_the_asking_is_wrong(call: Command, example: Path) -> None:
    assert "`housing-sim run --help`" in call("run", example, "--seed", "x").err
    assert "`housing-sim --help`" in call("rum").err
    for arguments in (("init", example.parent), ("run", "no-such.toml"), ("app", example)):
        assert "--help" not in call(*arguments).err


def test_a_terminal_without_width_is_taken_as_usual(
    call: Command, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = call("run", example, "--replications", 40).out
    monkeypatch.setenv("COLUMNS", "0")
    assert call("run", example, "--replications", 40).out == usual
    assert "green_lane" in call("levers").out
