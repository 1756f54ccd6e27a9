"""What travels with the program beside its code: scenarios, levers, causes, packages, and the page.

A wheel holds them inside the package, in `sim/shipped`. In a checkout, and so in an editable install, they are the
folders of the repository beside `sim`; `hatch_build.py` copies the ones to the other when a wheel is built.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def shipped_beside(package: Path) -> Path:
    """Folder that holds what travels with a copy of the program.

    Parameters
    ----------
    package : Path
        Folder of the package `sim` of that copy.
    """
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent


SHIPPED = shipped_beside(Path(str(resources.files("sim"))))
SHIPPED_PAGE = SHIPPED / "app_streamlit.py"
"""Script of the page; its settings stand beside it, in `.streamlit`."""
SHIPPED_SCENARIOS = SHIPPED / "scenarios"
SHIPPED_BASELINE = SHIPPED_SCENARIOS / "can-tho-2026.toml"
SHIPPED_LEVERS = SHIPPED_SCENARIOS / "levers"
SHIPPED_CAUSES = SHIPPED_SCENARIOS / "causes"
SHIPPED_PACKAGES = SHIPPED_SCENARIOS / "packages"
SHIPPED_OUTSIDE_VIEW = SHIPPED_SCENARIOS / "reference_classes" / "outside_view.toml"
"""Table `[outside_view]` for scenarios that state none; the list it names lies beside it."""
