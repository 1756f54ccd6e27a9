"""`housing-sim export`: the register as a file of its own, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from sim.files import SHIPPED_BASELINE, load_scenario
from sim.register import load_register

Command = Callable[..., Any]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_register_goes_out_whole(
    call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = call("export", SHIPPED_BASELINE, "--format", kind, "--lang", "en")
    file = tmp_path / f"{SHIPPED_BASELINE.stem}-projects.{kind}"
    rows = load_scenario(SHIPPED_BASELINE).rows
    assert code == 0 and f"{len(rows)} rows written to {file.name}" in out
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert load_register(file, file.name).rows == rows


def test_the_workbook_has_choices_and_explains_itself(call: Command, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    assert call("export", SHIPPED_BASELINE, "--out", file).code == 0
    book = CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == ["register", "Giải thích", "Danh mục"]
    heads, *lines = book.get_sheet_by_name("Danh mục").to_python()
    routes = [line[heads.index("route")] for line in lines]
    assert set(load_scenario(SHIPPED_BASELINE).settings.routes) <= set(routes)


@pytest.mark.parametrize("option", [["--format", "ods"], ["--out", "nowhere/out.xlsx"], ["no-such.toml"]])
def test_what_cannot_be_exported(
    call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = call(
        "export", *([] if option[0].endswith("toml") else [SHIPPED_BASELINE]), *option, "--lang", "en"
    )
    assert code == 2 and err and "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
