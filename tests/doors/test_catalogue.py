"""Every sentence of the product stands in the Vietnamese catalogue, and the catalogue holds no other."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po
from pydantic import BaseModel

import sim
from sim.scenario import Model

ROOM = Path(sim.__file__).parent
CATALOGUE = ROOM / "text" / "catalogues" / "vi.po"
# What says its first argument: msg(...), Message(...), t(...), text(...), self._text(...), Text("vi")(...).
FUNCTIONS = {"msg", "Message", "t", "text"}
ATTRIBUTES = {"text", "_text"}


def entries() -> list[tuple[str, str]]:
    with CATALOGUE.open("rb") as file:
        return [(str(entry.id), str(entry.string)) for entry in read_po(file, locale="vi") if entry.id]


def constants(node: ast.AST) -> Iterator[str]:
    """Texts an expression can be: a literal, or either branch of a condition."""
    match node:
        case ast.Constant(value=str() as value):
            yield value
        case ast.IfExp(body=body, orelse=orelse):
            yield from constants(body)
            yield from constants(orelse)
        case _:
            pass


def says(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name):
            return name in FUNCTIONS
        case ast.Attribute(attr=name):
            return name in ATTRIBUTES
        case ast.Call(func=ast.Name(id="Text")):
            return True
        case _:
            return False


def said_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=function, args=[first, *_]) if says(function):
                yield from constants(first)
            case ast.Call(func=ast.Name(id="Field"), keywords=keywords):
                for keyword in keywords:
                    if keyword.arg == "description":
                        yield from constants(keyword.value)
            case _:
                pass


def reasons() -> Iterator[re.Pattern[str]]:
    """Why a shape cannot be made: `FamilySpec` turns what a family of `sim.distributions` raises into messages."""
    for path in (ROOM / "distributions").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.JoinedStr(values=parts):
                    pieces = [re.escape(p.value) if isinstance(p, ast.Constant) else r"\w+" for p in parts]
                    yield re.compile("".join(pieces))
                case ast.Constant(value=str() as value):
                    yield re.compile(re.escape(value))
                case _:
                    pass


def models() -> Iterator[type[BaseModel]]:
    for module in pkgutil.iter_modules([str(ROOM / "scenario")]):
        importlib.import_module(f"sim.scenario.{module.name}")
    ahead: list[type[BaseModel]] = [Model]
    while ahead:
        model = ahead.pop()
        ahead += model.__subclasses__()
        yield model


def about(model: type[BaseModel]) -> str:
    return " ".join((inspect.getdoc(model) or "").split("\n\n")[0].split())


def templates() -> set[str]:
    return {sentence for path in ROOM.rglob("*.py") for sentence in said_in(path) if sentence}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_sentence_has_its_vietnamese() -> None:
    known = {english for english, vietnamese in entries() if vietnamese}
    said = templates()
    assert len(said) > 900
    assert sorted(said - known) == []


def test_no_entry_is_left_over() -> None:
    used = templates() | {about(model) for model in models()}
    unused = sorted({english for english, _ in entries()} - used)
    assert [text for text in unused if not any(reason.fullmatch(text) for reason in reasons())] == []


def test_both_languages_hold_the_same_values() -> None:
    for english, vietnamese in entries():
        assert "{" not in english or fields(english) == fields(vietnamese), english


def test_both_languages_name_the_same_fields() -> None:
    def names(text: str) -> list[str]:
        return sorted(part for part in text.split("`")[1::2] if re.fullmatch(r"[\w.{}]+", part))

    for english, vietnamese in entries():
        assert names(english) == names(vietnamese), english


def test_the_catalogue_is_sorted_and_holds_each_sentence_once() -> None:
    keys = [english for english, _ in entries()]
    assert keys == sorted(set(keys))
