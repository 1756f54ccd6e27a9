"""`housing-sim levers`: what the files say, in both languages, for readers and for programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sim.levers import load_levers

Command: TypeAlias = Callable[..., Any]
LEVERS = load_levers()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_list_holds_every_lever(language: str, call: Command) -> None:
    code, out, err = call("levers", "--lang", language)
    assert (code, err) == (0, "")
    assert all(f" {name} " in out for name in LEVERS)
    assert all(word in out for lever in LEVERS.values() for word in lever.passage.split())
    assert max(len(line) for line in out.splitlines()) <= 80


def test_the_list_for_programs_is_what_the_files_say(call: Command) -> None:
    code, out, _ = call("levers", "--format", "json")
    assert code == 0
    listed = {each["id"]: each for each in json.loads(out)["levers"]}
    assert list(listed) == list(LEVERS)
    for name, lever in LEVERS.items():
        one = listed[name]
        assert [one[key] for key in ("neutral", "low", "high", "step", "default")] == [
            lever.neutral, lever.low, lever.high, lever.step, lever.default,
        ]  # fmt: skip
        assert one["from"] == (lever.from_date and lever.from_date.isoformat())
        assert (one["name"], one["unit_label"]) == (
            {"vi": lever.name.vi, "en": lever.name.en},
            lever.unit_label.model_dump(),
        )
        assert (one["passage"], one["standing"]) == (lever.passage, lever.standing)


@pytest.mark.parametrize("name", LEVERS)
def test_each_lever_is_explained_in_full(name: str, call: Command) -> None:
    lever = LEVERS[name]
    code, out, err = call("levers", name, "--lang", "vi")
    assert (code, err) == (0, "")
    assert " ".join(lever.help.vi.split()) in out
    assert lever.assumption is not None and " ".join(lever.assumption.vi.split()) in out
    assert all(source in lever.sources for source in lever.source)
    assert all(lever.sources[source].reference in out for source in lever.source)
    (answer,) = call("levers", name, "--format", "json").values["levers"]
    assert answer["help"] == lever.help.model_dump()
    assert [each["kind"] for each in answer["changes"]] == [each.kind for each in lever.changes]


def test_the_example_of_a_lever_can_be_read(call: Command) -> None:
    from sim.levers import parse_setting

    for name, lever in LEVERS.items():
        example = call("levers", name).out.strip().rpartition("to pull it: ")[2]
        setting = parse_setting(example, LEVERS)
        assert (setting.value, setting.from_date) == (lever.default, lever.from_date)


def test_no_such_lever(call: Command) -> None:
    code, out, err = call("levers", "gren_lane")
    assert (code, out) == (2, "")
    assert "there is no lever `gren_lane`; did you mean `green_lane`?" in err
    code, _, err = call("levers", "x", "--lang", "vi")
    assert code == 2 and "không có giải pháp `x`; có: " in err and "green_lane" in err


def test_a_folder_of_ones_own(call: Command, tmp_path: Path) -> None:
    code, _, err = call("levers", "--levers", tmp_path / "none")
    assert code == 2 and "there is no such folder" in err
    (tmp_path / "mine.toml").write_text('format = 1\nid = "mine"\n', encoding="utf-8")
    code, out, err = call("levers", "--levers", tmp_path)
    assert (code, out) == (2, "")
    assert "mine.toml\n  error: order\n" in err
