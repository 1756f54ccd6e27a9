"""One TOML file: its tables, or what keeps it from being read."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from sim.errors import Message, Problem, msg
from sim.file_content import file_content
from sim.files.common_problems import nested_too_deeply
from sim.files.wording import cut_short

MAX_TOML_MB, MAX_TOML_TABLES, MAX_TOML_DEPTH = 5, 10_000, 40
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_REASONS = (
    ("Invalid statement", msg("this is neither `key = value` nor `[table]`")),
    ("Expected newline or end of document", msg("something stands after the value")),
    ("Expected '=' after a key", msg("`=` is missing after the key")),
    ("Expected ']", msg("the closing bracket of a table's name is missing")),
    (
        "Invalid initial character for a key",
        msg("this cannot begin a key; keys with odd letters go in quotes"),
    ),
    ("Cannot declare", msg("this table stands in the file twice")),
    ("Cannot overwrite a value", msg("this key stands in its table twice")),
    ("Duplicate inline table key", msg("this key stands in its table twice")),
    ("Cannot mutate immutable", msg("this adds to a table or list that was already closed")),
    ("Cannot redefine namespace", msg("this adds to a table or list that was already closed")),
    ("Unclosed array", msg("a list is not closed with `]`")),
    ("Unclosed inline table", msg("a table in curly brackets is not closed")),
    ("Unterminated string", msg("a text is not closed with quotes")),
    ("Unescaped", msg("a backslash in a text: double it, or use 'single quotes'")),
    ("Invalid hex value", msg("a backslash in a text: double it, or use 'single quotes'")),
    ("Escaped character", msg("a backslash in a text: double it, or use 'single quotes'")),
    (
        "Illegal character",
        msg("a character that cannot stand here (a text may be missing its closing quotes)"),
    ),
    (
        "Found invalid character",
        msg("a character that cannot stand here (a text may be missing its closing quotes)"),
    ),
    ("Invalid date or datetime", msg("a date that does not exist")),
    ("Invalid value", msg("the value is missing, or is a text without quotes")),
)
_OTHERWISE = msg("this cannot be read as TOML")


@dataclass(frozen=True)
class ParsedToml:
    """Tables of a file, or the problem that hides them."""

    content: dict[str, Any] | None
    problem: Problem | None = None


def load_toml(path: Path, display_name: str) -> ParsedToml:
    """Read a TOML file within the three limits above; never raises for anything a file can hold.

    Parameters
    ----------
    path : Path
        The file.
    display_name : str
        File name as the user gave it, for the problem.
    """
    if path.is_dir():
        return _refused(
            display_name,
            msg("a folder"),
            msg("a TOML file"),
            msg("name the scenario file in the folder, for example baseline.toml"),
        )
    content = file_content(path, display_name, msg("a TOML file"), MAX_TOML_MB)
    return ParsedToml(None, content) if isinstance(content, Problem) else _parsed(content, display_name)


def as_json(raw: Any) -> str:
    """TOML content as JSON, which pydantic can check strictly: `"12"` is then no number, and `true` is not 1.

    A day with a time, midnight too, becomes a list, so that it passes neither for a day nor for a text.
    """
    return json.dumps(
        raw, default=lambda value: [str(value)] if isinstance(value, datetime | time) else str(value)
    )


def _parsed(content: bytes, display_name: str) -> ParsedToml:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refused(
            display_name,
            msg("bytes that are not UTF-8"),
            msg("text saved as UTF-8"),
            msg("save the file again as UTF-8 (Save as, Encoding)"),
            row=line,
        )
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        return ParsedToml(None, nested_too_deeply(display_name))
    except ValueError as error:
        return _not_toml(str(error), text, display_name)
    count, depth = _extent(tables)
    if depth > MAX_TOML_DEPTH:
        return ParsedToml(None, nested_too_deeply(display_name))
    if count > MAX_TOML_TABLES:
        return _refused(
            display_name,
            msg("more than {count} tables", count=MAX_TOML_TABLES),
            msg("at most {count} tables", count=MAX_TOML_TABLES),
            msg("check that this is the right file; projects stand in the register, one a row"),
        )
    return ParsedToml(tables)


def _extent(content: dict[str, Any]) -> tuple[int, int]:
    """Tables of a file, and how deep tables and lists lie in it, which may be thousands: nothing here calls itself."""
    count = deepest = 0
    rest: list[tuple[object, int]] = [(content, 1)]
    while rest:
        value, depth = rest.pop()
        if isinstance(value, dict | list):
            deepest = max(deepest, depth)
            count += isinstance(value, dict)
            rest += ((part, depth + 1) for part in (value.values() if isinstance(value, dict) else value))
    return count, deepest


def _not_toml(reason: str, text: str, display_name: str) -> ParsedToml:
    lines = text.splitlines() or [""]
    found = _PLACE.search(reason)
    if found is not None and found[1]:
        row, column = int(found[1]), found[2]
    else:
        row, column = len(lines), str(len(lines[-1]) + 1)
    line = lines[row - 1] if row <= len(lines) else ""
    said = next((words for start, words in _REASONS if reason.startswith(start)), _OTHERWISE)
    return _refused(
        display_name,
        msg("`{line}` — {reason}", line=cut_short(line), reason=said),
        msg('lines such as `name = "text"`, `homes = 683`, `first = 2025-12-31`, `[table]`'),
        msg("correct line {line} (column {column})", line=str(row), column=column),
        row=row,
        column=column,
    )


def _refused(
    file: str,
    found: Message,
    allowed: Message,
    action: Message,
    row: int | None = None,
    column: str | None = None,
) -> ParsedToml:
    return ParsedToml(None, Problem(file, found, allowed, action, row=row, column=column))


def file_beside(folder: Path, name: str) -> Path | None:
    """Path of a file that stays in a folder or below it; None for a name that leads elsewhere."""
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    leads_away = (
        posix.is_absolute() or windows.drive or windows.root or ".." in (*posix.parts, *windows.parts)
    )
    if leads_away or not name.isprintable() or not posix.name:
        return None
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return None
    return folder / name if inside else None
