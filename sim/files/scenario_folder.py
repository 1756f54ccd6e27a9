"""Which files of a folder are scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.errors import Message, OptionError, msg
from sim.files.toml_file import load_toml

_SOURCES_FILE = "sources.toml"
_ONLY_IN_SCENARIOS = frozenset({"based_on", "register", "targets", "stages", "routes"})
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
    for path in sorted(path for path in folder.glob("*.toml") if not path.is_dir()):
        content = _tables(path)
        if path.name != _SOURCES_FILE and (content is None or _ONLY_IN_SCENARIOS & content.keys()):
            found[path.stem] = None if content is None else content.get("name")
    return found


def only_scenario_in(folder: Path) -> Path | None:
    """Return the scenario of a folder that holds one; None for a folder without any.

    Raises
    ------
    OptionError
        When the folder holds several, or files beside it that cannot be read and so may be scenarios too: which one is
        meant has to be said.
    """
    names = [f"{stem}.toml" for stem in scenarios_in(folder)]
    unreadable = [name for name in names if _tables(folder / name) is None]
    if len(names) > 1 and unreadable:
        raise OptionError(
            msg(
                "{names} cannot be read; say which scenario is meant: {scenarios}",
                names=", ".join(unreadable),
                scenarios=", ".join(name for name in names if name not in unreadable) or "—",
            )
        )
    if len(names) > 1:
        raise OptionError(
            msg(
                "this folder holds {count} scenarios: {names}; say which one is meant",
                count=len(names),
                names=", ".join(names),
            )
        )
    return folder / names[0] if names else None


def other_kind(content: Mapping[str, Any]) -> Message | None:
    """Say what a file holds that is no scenario but another kind of file of this program; None where that is unclear.

    Parameters
    ----------
    content : mapping
        Of the whole file.
    """
    if not content or _ONLY_IN_SCENARIOS & content.keys():
        return None
    if "changes" in content:
        return msg("a lever file") if "unit" in content else msg("a cause file")
    if "levers" in content:
        return msg("a package file")
    if "forecasts" in content:
        return msg("a back-test suite")
    if all(isinstance(entry, dict) and "title" in entry for entry in content.values()):
        return msg("a sources file")
    return None


def _tables(path: Path) -> Mapping[str, Any] | None:
    return load_toml(path, path.name).content
