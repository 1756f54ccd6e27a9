"""What hatchling does beside copying `sim`: it puts into a wheel what stands beside the package in a checkout."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = (".streamlit", "app_streamlit.py", "scenarios")


class ShippedFiles(BuildHookInterface):
    """Put scenarios and page into `sim/shipped`, where `sim.files.shipped` looks for them first."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files; an editable install gets no copies, it reads the checkout itself."""
        if version != "editable":
            build_data["force_include"].update({name: f"sim/shipped/{name}" for name in SHIPPED})
