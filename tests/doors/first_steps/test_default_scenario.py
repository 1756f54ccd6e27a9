"""Which scenario `run` takes, and which folder `app` serves, where none is named."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.cli.commands import app as app_module
from sim.files import SHIPPED_BASELINE, SHIPPED_PAGE, SHIPPED_SCENARIOS, load_scenario, scenarios_in

Call = Callable[..., Any]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Path]]:
    """Servers started, as command and folder."""
    made: list[tuple[list[str], Path]] = []

    def start(command: list[str], cwd: Path) -> subprocess.CompletedProcess[bytes]:
        made.append((command[1:], cwd))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return made


def test_run_takes_the_scenario_of_the_folder(
    call: Call, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example.parent)
    (example.parent / "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    (example.parent / "package.toml").write_text("levers = []\n", encoding="utf-8")
    code, out, err = call("run", "--replications", 100)
    assert code == 0 and "scenario of this folder: example.toml" in err
    assert out == call("run", example, "--replications", 100).out


def test_run_takes_the_programs_own_where_there_is_none(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call("run", "--replications", 40)
    fingerprint = load_scenario(SHIPPED_BASELINE).fingerprint[:12]
    assert code == 0 and str(SHIPPED_BASELINE) in err and fingerprint in out


def test_run_asks_which_of_several(call: Call, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example.parent)
    (example.parent / "other.toml").write_text(example.read_text("utf-8"), encoding="utf-8")
    code, out, err = call("run")
    assert (code, out) == (2, "") and "2 scenarios: example.toml, other.toml" in err
    assert call("run", "other.toml", "--replications", 40).code == 0


def test_a_broken_scenario_of_the_folder_is_not_passed_over(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text("name = [", encoding="utf-8")
    code, out, err = call("run")
    assert (code, out) == (2, "") and "mine.toml" in err and str(SHIPPED_BASELINE) not in err


def test_files_told_apart(tmp_path: Path) -> None:
    for name, content in {
        "a.toml": 'name = { vi = "Á", en = "A" }\nregister = "r.csv"',
        "b.toml": "[targets]",
        "broken.toml": "[",
        "odd.toml": "\xff",
        "sources.toml": 'register = "r.csv"',
        "lever.toml": 'id = "x"\n[[changes]]\n',
        "empty.toml": "",
    }.items():
        (tmp_path / name).write_bytes(content.encode("latin-1" if name == "odd.toml" else "utf-8"))
    (tmp_path / "folder.toml").mkdir()
    found = scenarios_in(tmp_path)
    assert found == {"a": {"vi": "Á", "en": "A"}, "b": None, "broken": None, "odd": None}


def test_app_serves_the_folder_named(call: Call, example: Path, started: list[Any]) -> None:
    code, _, err = call("app", example.parent)
    assert code == 0 and "Ctrl-C ends them" in err
    ((command, cwd),) = started
    assert command == ["-m", "streamlit", "run", SHIPPED_PAGE.name, "--", str(example.parent.resolve())]
    assert cwd == SHIPPED_PAGE.parent and (cwd / ".streamlit" / "config.toml").is_file()


def test_app_serves_the_current_folder_or_the_programs_own(
    call: Call, example: Path, tmp_path: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example.parent)
    err = call("app").err
    assert "scenarios of this folder" in err and "Ctrl-C ends them" in err
    monkeypatch.chdir(tmp_path)
    assert "the program's own are shown" in call("app").err
    assert [command[-1] for command, _ in started] == [
        str(example.parent.resolve()),
        str(SHIPPED_SCENARIOS.resolve()),
    ]


def test_app_refuses_a_folder_without_scenarios(call: Call, tmp_path: Path, started: list[Any]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder, said in (
        (tmp_path, "holds no scenario"),
        (tmp_path / "no", "there is no folder"),
        (tmp_path / "file", "is a file; name the folder"),
        (tmp_path / ("a" * 300), "the name is too long; choose a shorter name"),
    ):
        code, _, err = call("app", folder)
        assert code == 2 and said in err
    assert started == []


def test_app_says_what_is_not_installed(
    call: Call, tmp_path: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "SHIPPED_PAGE", tmp_path / "app_streamlit.py")
    code, _, err = call("app")
    assert code == 2 and "the pages are not installed" in err and started == []


def test_levers_beside_the_scenarios_of_the_folder_go_first(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "green_lane" in call("levers").out
    assert call("init", "city").code == 0
    monkeypatch.chdir(tmp_path / "city")
    out = call("levers").out
    assert "clearance_teams" in out and "green_lane" not in out


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_app_says_by_its_code_how_it_ended(
    call: Call, example: Path, monkeypatch: pytest.MonkeyPatch, sent: signal.Signals, code: int
) -> None:
    # A shell has programs that it starts in the background ignore SIGINT.
    kept = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def told_to_end(*_: object, **__: object) -> None:
        signal.raise_signal(sent)

    monkeypatch.setattr(subprocess, "run", told_to_end)
    try:
        assert call("app", example.parent).code == code
    finally:
        for one, handler in kept.items():
            signal.signal(one, handler)


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["trace", "--replication", 1],
        ["bottleneck", "--replications", 40],
        ["commit", "--replications", 40],
    ],
    ids=lambda command: command[0],
)
def test_every_command_takes_the_scenario_of_the_folder(
    call: Call, example: Path, monkeypatch: pytest.MonkeyPatch, command: list[Any]
) -> None:
    monkeypatch.chdir(example.parent)
    code, out, err = call(*command)
    assert code == 0 and "scenario of this folder: example.toml" in err
    assert out == call(command[0], example, *command[1:]).out


def test_check_takes_the_programs_own_where_there_is_none(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = call("check")
    assert code == 0 and str(SHIPPED_BASELINE) in err


def test_a_folder_named_like_a_file_is_passed_over(
    call: Call, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example.parent)
    (example.parent / "old.toml").mkdir()
    assert call("check").code == 0


def test_a_broken_file_beside_the_scenario_is_named(
    call: Call, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example.parent)
    (example.parent / "notes.toml").write_text("ghi chú = [", encoding="utf-8")
    code, out, err = call("run")
    assert (code, out) == (2, "")
    assert "notes.toml cannot be read; say which scenario is meant: example.toml" in err
    assert call("run", "example.toml", "--replications", 40).code == 0


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("levers/green_lane.toml", "a lever file"),
        ("causes/no_desk_queue.toml", "a cause file"),
        ("packages/can-tho-luong-xanh.toml", "a package file"),
        ("sources.toml", "a sources file"),
    ],
)
def test_another_file_of_the_program_is_told_by_its_kind(call: Call, file: str, kind: str) -> None:
    for command in ("run", "check"):
        code, out, err = call(command, SHIPPED_SCENARIOS / file)
        assert code == 2 and f"{kind}, not a scenario" in out + err and (out + err).count("found:") == 1
