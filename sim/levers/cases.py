"""Cases: packages kept beside a scenario, those that came with it and those that readers keep from the page."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sim.errors import OptionError, Problem, ScenarioError, msg
from sim.levers.lever import Lever
from sim.levers.package import Package, read_package, settings_of
from sim.levers.setting import LeverSetting
from sim.levers.setting_text import setting_text
from sim.scenario import FORMAT, Words
from sim.whole_files import whole_file

KEPT, SHIPPED = "cases", "packages"
"""Folders beside a scenario: of cases that readers keep, and of packages that came with it."""
MOST_CASES = 100
LONGEST_NAME = 80
_LONGEST_STEM = 60


@dataclass(frozen=True)
class KeptCase:
    """A package beside a scenario.

    Attributes
    ----------
    id : str
        Its folder and its file without ending: `cases/green-lane`.
    name : Words
        Where the file has none, or cannot be read: its own name.
    saved : date or None
        Day on which it was kept; None: it came with the scenario.
    fingerprint : str or None
        Of the scenario that it was kept beside.
    settings : tuple of LeverSetting
        In the order of the file; empty where it is broken.
    problems : tuple of Problem
        What is wrong in its file.
    """

    id: str
    name: Words
    saved: date | None = None
    fingerprint: str | None = None
    settings: tuple[LeverSetting, ...] = ()
    problems: tuple[Problem, ...] = ()


def cases_beside(folder: Path, levers: Mapping[str, Lever]) -> tuple[KeptCase, ...]:
    """Cases of a folder of scenarios, packages first; a broken one says what is wrong and keeps none from being read.

    Parameters
    ----------
    folder : Path
        With folders `packages` and `cases`, where it has any.
    levers : mapping of str to Lever
        Those at hand.
    """
    return tuple(
        _case(kind, path, levers)
        for kind in (SHIPPED, KEPT)
        for path in sorted((folder / kind).glob("*.toml"))[:MOST_CASES]
        if path.is_file()
    )


def keep_case(
    folder: Path, name: str, settings: Iterable[LeverSetting], fingerprint: str, saved: date
) -> Path:
    """Keep a case as a file of its own.

    Parameters
    ----------
    folder : Path
        Where the scenario stands; the folder `cases` in it is made where it is missing.
    name : str
        Any text; the file is named after its letters and figures.
    settings : iterable of LeverSetting
        One at least.
    fingerprint : str
        Of the scenario.
    saved : date
        Today.

    Raises
    ------
    OptionError
        When the name is empty or too long, or its file is there already, or the folder is full.
    StoreError
        When the file cannot be written.
    """
    name = " ".join("".join(" " if unicodedata.category(each)[0] == "C" else each for each in name).split())
    if not name:
        raise OptionError(msg("give the case a name"))
    if len(name) > LONGEST_NAME:
        raise OptionError(
            msg(
                "the name has {count} characters; {most} are allowed: shorten it",
                count=len(name),
                most=LONGEST_NAME,
            )
        )
    path = folder / KEPT / f"{_stem(name)}.toml"
    if path.exists():
        raise OptionError(msg("there is a case {file} already; choose another name", file=path.name))
    if sum(1 for _ in path.parent.glob("*.toml")) >= MOST_CASES:
        raise OptionError(
            msg(
                "{count} cases are kept already; remove some from the folder {folder}",
                count=MOST_CASES,
                folder=KEPT,
            )
        )
    package = Package(
        format=FORMAT,
        name=name,
        saved=saved,
        fingerprint=fingerprint,
        levers=tuple(map(setting_text, settings)),
    )
    with whole_file(path) as temporary:
        temporary.parent.mkdir(exist_ok=True)
        temporary.write_text(_toml(package, name), encoding="utf-8", newline="\n")
    return path


def _case(kind: str, path: Path, levers: Mapping[str, Lever]) -> KeptCase:
    case_id, name = f"{kind}/{path.stem}", Words(vi=path.stem, en=path.stem)
    try:
        package = read_package(path)
    except ScenarioError as error:
        return KeptCase(case_id, name, problems=error.problems)
    said = package.name or name
    try:
        settings = settings_of(package, path, levers)
    except ScenarioError as error:
        return KeptCase(case_id, said, package.saved, package.fingerprint, problems=error.problems)
    return KeptCase(case_id, said, package.saved, package.fingerprint, settings)


def _stem(name: str) -> str:
    """Name of a file: small Latin letters and figures, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(each for each in plain if not unicodedata.combining(each)).lower()
    # In front, so that no name is one that a system keeps for itself.
    return f"case-{re.sub(r'[^a-z0-9]+', '-', letters).strip('-')}"[:_LONGEST_STEM].rstrip("-")


def _toml(package: Package, name: str) -> str:
    # A string of JSON is one of TOML; what is no character, the caller has taken out.
    lines = [f"    {json.dumps(each, ensure_ascii=False)}," for each in package.levers]
    return "\n".join(
        (
            f"format = {package.format}",
            f"name = {json.dumps(name, ensure_ascii=False)}",
            f"saved = {package.saved}",
            f'fingerprint = "{package.fingerprint}"',
            "levers = [",
            *lines,
            "]",
            "",
        )
    )
