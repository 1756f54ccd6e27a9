"""Seeded damage to files: what keyboards, spreadsheets, transfers and careless editors do to them, and worse."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

VALUES = (
    "0", "1", "-1", "-0.0", "0.5", "1e308", "-1e308", "1e-300", "nan", "inf", "-inf", "99999999999999999999", "1_000",
    "0x10", '""', '"x"', '" "', "true", "false", "[]", "[[]]", "[[0], [1, 1]]", "{}", "{ a = 1 }", "[1, 2]", '["x"]',
    "1979-05-27", "0001-01-01", "9999-12-31", "2026-02-29", "2027-01-01T12:00:00", "12:00:00", "'''x\ny'''", "",
)  # fmt: skip
"""What a value in TOML is swapped for."""
CELLS = (
    "", "0", "-1", "1e308", "nan", "1.050", "1,5", "99999999999999999999", "=1+1", "+84", "@x", "'", '"', "TRUE",
    "#REF!", "31/02/2027", "2027-13-01", "0000-00-00", "9999-12-31", "Quý V/2027", "quý 4/2026", "400..600", "600..400",
    "x" * 5000, "a;b", "a,b", "\u202e2027", "２０２７", "½", "²", "--", "…", "2025-03; -", "60%", "-60%", "1e5%",
)  # fmt: skip
"""What a cell of a list is swapped for."""
ODD = (
    "\u202e",
    "\u0000",
    "\u0301",
    "\ufeff",
    "\u2028",
    "\u200b",
    "\ud7a3\u11ff",
    "𝟙",
    "٣",
    "İ",
    "ß",
    "\U0010ffff",
    "\r",
    "\x1b[31m",
    "�",
)
_VALUE = re.compile(r"(?<==)\s*[^\n#]+")
_CHARACTER_CODES = range(1, 0x2FF)

Mutation = Callable[[str, random.Random], str]


def _lines(change: Callable[[list[str], random.Random], None]) -> Mutation:
    def mutated(text: str, chance: random.Random) -> str:
        lines = text.splitlines(keepends=True) or [""]
        change(lines, chance)
        return "".join(lines)

    return mutated


def _delete(lines: list[str], chance: random.Random) -> None:
    first = chance.randrange(len(lines))
    del lines[first : first + chance.choice((1, 1, 1, 3, 10))]


def _double(lines: list[str], chance: random.Random) -> None:
    first = chance.randrange(len(lines))
    block = lines[first : first + chance.choice((1, 1, 5, 20))]
    where = chance.choice((first, chance.randrange(len(lines) + 1)))
    lines[where:where] = block * chance.choice((1, 1, 1, 30))


def _swap(lines: list[str], chance: random.Random) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _value(text: str, chance: random.Random) -> str:
    """Another value after an equals sign: of another kind, or that of another key."""
    found = list(_VALUE.finditer(text))
    if not found:
        return _odd(text, chance)
    hit = chance.choice(found)
    new = chance.choice(VALUES) if chance.random() < 0.6 else chance.choice(found).group()
    return f"{text[: hit.start()]} {new}{text[hit.end() :]}"


def _number(text: str, chance: random.Random) -> str:
    """Another number, wherever one stands: dates, lists and inline tables too."""
    found = list(re.finditer(r"\d+(\.\d+)?", text))
    if not found:
        return _odd(text, chance)
    hit = chance.choice(found)
    was = hit.group()
    new = chance.choice(
        ("0", "1", f"-{was}", f"{was}0", f"{was}000", f"0.{was}", "1e400", was[:-1], f"{was}.5", "9" * 25)
    )
    return text[: hit.start()] + new + text[hit.end() :]


def _word(text: str, chance: random.Random) -> str:
    """A word misspelt, or put in place of another: keys, ids, units."""
    found = list(re.finditer(r"[A-Za-z_]{2,}", text))
    if not found:
        return _odd(text, chance)
    hit = chance.choice(found)
    was = hit.group()
    new = chance.choice((was[1:], was.upper(), f"{was}_", chance.choice(found).group(), "x" * 300, ""))
    return text[: hit.start()] + new + text[hit.end() :]


def _cell(text: str, chance: random.Random) -> str:
    """Another cell between two separators."""
    found = list(re.finditer(r"[^,\n]*", text))
    hit = chance.choice(found)
    return text[: hit.start()] + chance.choice(CELLS) + text[hit.end() :]


def _odd(text: str, chance: random.Random) -> str:
    where = chance.randrange(len(text) + 1)
    return text[:where] + chance.choice(ODD) * chance.choice((1, 1, 3)) + text[where:]


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _nested(text: str, chance: random.Random) -> str:
    depth = chance.choice((3, 40, 120, 3000))
    deep = chance.choice(
        (
            f"x = {'[' * depth}{']' * depth}",
            f"[{'.'.join('a' * depth)}]",
            f"x = {'{ a = ' * depth}1{' }' * depth}",
            "[[a.b]]\n[a.b.c]\nd.e.f = 1",
        )
    )
    lines = text.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines) + 1), deep + "\n")
    return "".join(lines)


LINES: tuple[Mutation, ...] = (_lines(_delete), _lines(_double), _lines(_swap))
OF_TOML: tuple[Mutation, ...] = (
    *LINES,
    _value,
    _value,
    _value,
    _number,
    _number,
    _word,
    _word,
    _odd,
    _cut,
    _nested,
)
OF_CSV: tuple[Mutation, ...] = (*LINES, _cell, _cell, _cell, _number, _word, _odd, _cut)
OF_XML: tuple[Mutation, ...] = (_number, _number, _word, _word, _odd, _cut, _lines(_double))


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 50))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def encoded(text: str, chance: random.Random) -> bytes:
    """Bytes in UTF-8, now and then in an encoding that is not meant."""
    how = chance.choice(
        ("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1258", "latin-1", "broken")
    )
    if how == "broken":
        data = text.encode("utf-8", "replace")
        where = chance.randrange(len(data) + 1)
        return data[:where] + chance.choice((b"\xed\xa0\x80", b"\xff", b"\xc0\xaf", b"\x00")) + data[where:]
    return text.encode(how, "replace")


def mutant(text: str, ways: tuple[Mutation, ...], chance: random.Random) -> bytes:
    """Damage a text once to three times."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = chance.choice(ways)(text, chance)
    data = encoded(text, chance)
    return flipped(data, chance) if chance.random() < 0.05 else data


def workbook_mutant(data: bytes, chance: random.Random) -> bytes:
    """Damage a part of a workbook; its container stays whole, now and then a part is missing."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = chance.choice(
        [name for name in parts if "sheet" in name.lower() or chance.random() < 0.3] or list(parts)
    )
    if chance.random() < 0.05:
        del parts[name]
    else:
        parts[name] = mutant(parts[name].decode("utf-8", "replace"), OF_XML, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for each, content in parts.items():
            book.writestr(each, content)
    return out.getvalue()
