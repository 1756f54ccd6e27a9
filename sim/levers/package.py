"""Packages: files that pull several levers together; a case that a reader keeps is one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from sim.errors import OptionError, Problem, ScenarioError, msg
from sim.files import as_json, load_toml, problems_of
from sim.levers.lever import Lever
from sim.levers.setting import LeverSetting
from sim.levers.setting_text import EXAMPLE, parse_setting
from sim.scenario import FORMAT, LocalText, Model

_PARTS = ("from", "ramp", "spare_lodged")
"""Keys of a table of the earlier form, beside id and value, that are parts of a line of text."""


class Package(Model):
    """Several levers together."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(
        default=FORMAT, description="version of this file format: 1"
    )
    name: LocalText | None = Field(default=None, description="name shown to readers")
    saved: date | None = Field(default=None, description="day on which it was kept as a case, from the page")
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")] | None = Field(
        default=None,
        description="fingerprint of the scenario that it was kept beside; the page says when the data have changed",
    )
    levers: Annotated[tuple[str, ...], Field(min_length=1, max_length=100)] = Field(
        description="the levers pulled, each as on the command line: `green_lane=50,from=2026-07-01,ramp=6`"
    )


def load_package(path: str | Path, levers: Mapping[str, Lever]) -> tuple[LeverSetting, ...]:
    """Read a file that pulls several levers.

    Parameters
    ----------
    path : str or Path
    levers : mapping of str to Lever
        Those at hand.

    Returns
    -------
    tuple of LeverSetting
        In the order of the file.

    Raises
    ------
    ScenarioError
        With everything wrong in it.
    """
    return settings_of(read_package(path), path, levers)


def read_package(path: str | Path) -> Package:
    """Read a package as it stands, whatever levers are at hand.

    Raises
    ------
    ScenarioError
        When it is no package.
    """
    toml = load_toml(Path(path), str(path))
    if toml.content is None:
        raise ScenarioError(() if toml.problem is None else (toml.problem,))
    tables = _tables(toml.content, str(path))
    if tables is not None:
        raise ScenarioError((tables,))
    try:
        return Package.model_validate_json(as_json(toml.content), strict=True)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, Package, toml.content, str(path))) from None


def settings_of(package: Package, path: str | Path, levers: Mapping[str, Lever]) -> tuple[LeverSetting, ...]:
    """Read the levers that a package pulls.

    Raises
    ------
    ScenarioError
        With every lever that is not at hand, or not pulled as it allows.
    """
    settings: list[LeverSetting] = []
    problems: list[Problem] = []
    for position, text in enumerate(package.levers):
        try:
            settings.append(parse_setting(text, levers, package.name, (str(path), f"levers[{position}]")))
        except OptionError as error:
            problems.append(
                Problem(
                    str(path),
                    error.message,
                    msg("a lever at hand and a value that it allows, as in {example}", example=EXAMPLE),
                    msg("correct this lever, or remove it"),
                    path=f"levers[{position}]",
                )
            )
    if problems:
        raise ScenarioError(problems)
    return tuple(settings)


def _tables(content: Mapping[str, Any], file: str) -> Problem | None:
    """Problem of a package of the earlier form, a table for each lever, with the new form of what it says."""
    tables = content.get("levers")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        return None
    lines = [_line(table) for table in tables]
    form = json.dumps(lines if all(lines) else [EXAMPLE], ensure_ascii=False)
    return Problem(
        file,
        msg("tables `[[levers]]`, which an earlier version of this product read"),
        msg('each lever on one line of text, in one list, such as levers = ["{example}"]', example=EXAMPLE),
        msg("write {form} instead of the tables", form=f"levers = {form}"),
        path="levers",
    )


def _line(table: Mapping[str, Any]) -> str:
    """Setting that a table of the earlier form says; empty where it names no lever or no value."""
    if "id" not in table or "value" not in table:
        return ""
    said = {key: table[key] for key in _PARTS if key in table}
    parts = [f"{table['id']}={table['value']}", *(f"{key}={_answer(value)}" for key, value in said.items())]
    return ",".join(parts)


def _answer(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
