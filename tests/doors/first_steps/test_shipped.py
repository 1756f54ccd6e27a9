"""What travels with the program: found beside the package of a checkout, and inside that of a wheel."""

import ast
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import sim
from sim.files import (
    SHIPPED_BASELINE,
    SHIPPED_CAUSES,
    SHIPPED_LEVERS,
    SHIPPED_OUTSIDE_VIEW,
    SHIPPED_PACKAGES,
    SHIPPED_PAGE,
    shipped_beside,
)

ROOT = Path(__file__).parents[3]
PACKAGE = Path(sim.__file__).parent


def shipped_names() -> tuple[str, ...]:
    """What the build puts into a wheel beside the package; read from the hook without loading hatchling."""
    source = (ROOT / "hatch_build.py").read_text(encoding="utf-8")
    line = next(line for line in source.splitlines() if line.startswith("SHIPPED = "))
    names: tuple[str, ...] = ast.literal_eval(line.removeprefix("SHIPPED = "))
    return names


def test_a_checkout_reads_its_own_folders() -> None:
    assert shipped_beside(PACKAGE) == ROOT
    for path in (
        SHIPPED_BASELINE, SHIPPED_LEVERS, SHIPPED_CAUSES, SHIPPED_OUTSIDE_VIEW, SHIPPED_PACKAGES, SHIPPED_PAGE,
    ):  # fmt: skip
        assert path.exists() and path.is_relative_to(ROOT)


def test_a_wheel_reads_what_it_holds(tmp_path: Path) -> None:
    """A copy laid out as a wheel is, run in an empty folder: nothing of the checkout is met."""
    installed = tmp_path / "site"
    shutil.copytree(PACKAGE, installed / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    for name in shipped_names():
        source, target = ROOT / name, installed / "sim" / "shipped" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
    empty = tmp_path / "empty"
    empty.mkdir()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import sim, sim.files as f\n"
        "assert f.SHIPPED_PAGE.is_file() and f.SHIPPED_PAGE.is_relative_to(sys.argv[1]), f.SHIPPED_PAGE\n"
        "assert (f.SHIPPED_PAGE.parent / '.streamlit' / 'config.toml').is_file()\n"
        "print(len(sim.load_levers()), len(sim.load_causes()), sim.load_scenario(f.SHIPPED_BASELINE).fingerprint)\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(installed)],
        cwd=empty,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    fingerprint = sim.load_scenario(SHIPPED_BASELINE).fingerprint
    assert done.stdout.split() == [str(len(sim.load_levers())), str(len(sim.load_causes())), fingerprint]


def test_the_page_stays_on_this_machine() -> None:
    settings = tomllib.loads((SHIPPED_PAGE.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"] == {"gatherUsageStats": False, "serverAddress": "127.0.0.1"}
    assert settings["server"]["address"] == "127.0.0.1" and settings["server"]["showEmailPrompt"] is False
    assert settings["client"]["toolbarMode"] == "viewer"


def test_the_version_stands_in_one_place() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version("housing-sim") == stated
    assert stated not in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_types_travel() -> None:
    assert (PACKAGE / "py.typed").is_file()
