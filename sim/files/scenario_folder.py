"""Which files of a folder are scenarios."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.errors import OptionError, msg

_SOURCES_FILE = "sources.toml"
_ONLY_IN_SCENARIOS = frozenset({"register", "targets", "stages", "routes"})
"""Keys that tell a scenario from the other TOML files a folder may hold: levers, packages, settings of tools."""


def scenarios_in(folder: Path) -> dict[str, Any]:
    """Scenario files of a folder and the names they give themselves.

    Parameters
    ----------
    folder : Path
        Its TOML files are looked at, not those in folders below it.

    Returns
    -------
    dict
        File name without ending -> the file's `name`, or None where it has none or cannot be read. A file that cannot
        be read as TOML is kept, for its errors have to be shown.
    """
    found: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        content = _tables(path)
        if path.name != _SOURCES_FILE and (content is None or _ONLY_IN_SCENARIOS & content.keys()):
            found[path.stem] = None if content is None else content.get("name")
    return found


def only_scenario_in(folder: Path) -> Path | None:
    """Return the scenario of a folder that holds one; None for a folder without any.

    Raises
    ------
    OptionError
        When the folder holds several: which one is meant has to be said.
    """
    names = [f"{stem}.toml" for stem in scenarios_in(folder)]
    if len(names) > 1:
        raise OptionError(
            msg(
                "this folder holds {count} scenarios: {names}; say which one is meant",
                count=len(names),
                names=", ".join(names),
            )
        )
    return folder / names[0] if names else None


def _tables(path: Path) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
