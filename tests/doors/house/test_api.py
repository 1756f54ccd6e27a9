"""The short front door: every name there, documented, cheap to import, and the printed examples run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sim

ROOT = Path(__file__).parents[3]


def test_every_name_is_there_and_documented() -> None:
    assert sim.__all__ == sorted(sim.__all__)
    assert set(sim.__all__) <= set(dir(sim))
    for name in sim.__all__:
        value = getattr(sim, name)
        assert value.__doc__ and len(value.__doc__) > 20, name
        assert value.__name__ == name


def test_nothing_else_is_promised() -> None:
    assert set(dir(sim)) == set(sim.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        sim.no_such_name  # noqa: B018


def test_star_import_gives_what_the_homes_hold() -> None:
    namespace: dict[str, Any] = {}
    exec("from sim import *", namespace)
    from sim.experiment import run
    from sim.words import headline

    assert namespace["headline"] is headline
    assert namespace["run"] is run


@pytest.mark.parametrize("what", ["import sim", "import sim.cli; sim.cli.main(['--help', '--lang', 'en'])"])
def test_the_doors_open_without_the_heavy_libraries(what: str) -> None:
    heavy = {"numpy", "numba", "llvmlite", "scipy", "pandas", "simpy", "rich.table"}
    code = f"import sys; {what}; loaded = {heavy} & set(sys.modules); sys.exit(str(loaded) if loaded else 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_the_flow_in_the_docstring_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    flow = re.sub(r"1_000", "20", "\n".join(re.findall(r"^    (.*)$", sim.__doc__ or "", flags=re.MULTILINE)))
    assert "sim.run(" in flow
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    exec(flow, {"sim": sim})
    assert "mô phỏng" in capsys.readouterr().out
