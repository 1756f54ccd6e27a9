"""A folder for each visit: lists uploaded, and scenarios made of them or by editing; removed when the visit ends."""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import streamlit as st

from sim.intake import copied, copy_with_register
from sim.whole_files import write_whole

_FOLDER, _MADE = "own_folder", "own_scenarios"


class _Folder:
    """Folder that is removed with the last reference to it, or when the server ends."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="housing-sim-visit-"))
        self._end = weakref.finalize(self, shutil.rmtree, str(self.path), ignore_errors=True)


def _own_folder() -> Path:
    kept = st.session_state.get(_FOLDER)
    if kept is None:
        kept = st.session_state[_FOLDER] = _Folder()
    path: Path = kept.path
    return path


def stored(content: bytes, ending: str) -> Path:
    """Write an uploaded file into the folder of the visit, under a name of its content; returns its path.

    The name that the visitor gives it goes into no path.
    """
    path = _own_folder() / f"{digest(content)}{ending}"
    if not path.exists():
        path.write_bytes(content)
    return path


def digest(content: bytes) -> str:
    """Short mark of a content."""
    return blake2b(content, digest_size=8).hexdigest()


def copy_for(base: Path, mark: str) -> Path:
    """Copy of a scenario that a list is to go into, made once in the visit; returns its path."""
    folder = _own_folder() / mark
    return folder / base.name if folder.is_dir() else copied(base, folder)


def write_fitted(copy: Path, toml: str) -> Path:
    """Write, beside a copy of the visit, the scenario based on it that fits a list; returns its path."""
    path = copy.with_name(f"{copy.stem}-with-list.toml")
    write_whole(copy.parent, {path.name: lambda file: file.write_text(toml, encoding="utf-8", newline="\n")})
    return path


def keep_scenario(code: str, path: Path) -> None:
    """Remember a scenario made of a list, for the choice of scenarios."""
    st.session_state[_MADE] = {**own_scenarios(), code: path}


def keep_edited(scenario: Path, rows: Sequence[Mapping[str, str]]) -> str:
    """Make a scenario of the visit with an edited register; returns its code.

    Parameters
    ----------
    scenario : Path
        Scenario of the folder served, which stays as it is, or one of the visit, whose place it takes.
    rows : sequence of mapping of str to str
        Text of each cell, by column.

    Raises
    ------
    ScenarioError, StoreError
        When the scenario cannot be read, or something cannot be written; nothing is remembered then.
    """
    content = json.dumps([str(scenario), [dict(row) for row in rows]]).encode()
    code = f"{digest(content)}-{scenario.stem}"
    copy = copy_with_register(scenario, rows, _own_folder() / code)
    st.session_state[_MADE] = {name: path for name, path in own_scenarios().items() if path != scenario}
    keep_scenario(code, copy)
    return code


def own_scenarios() -> dict[str, Path]:
    """Scenarios made in this visit, by their codes."""
    return dict(st.session_state.get(_MADE, {}))
